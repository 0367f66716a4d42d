"""``nightglass read``: as a person meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "ferry.txt"


def read(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "nightglass", "read", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one plain sentence that a refusal prints, and nothing else."""
    assert done.returncode == 1
    assert done.stdout == b""
    said = done.stderr.decode()
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert len(said) > 30
    return said


def test_the_example_in_the_terminal() -> None:
    done = read(EXAMPLE, "--title", "The ferryman")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert text.startswith("The ferryman")
    assert "cannot move" in text
    assert "the ferryman becomes Tom" in text
    assert max(map(len, text.splitlines())) <= 80


def test_json_has_the_fixed_fields_and_is_the_same_twice() -> None:
    first, second = read(EXAMPLE, "--json"), read(EXAMPLE, "--json")
    assert first.stdout == second.stdout
    assert first.stderr == b""
    found = json.loads(first.stdout)
    assert {"language", "dreamer", "beats", "characters", "hvdc", "facets", "turning_points"} <= set(found)
    source = EXAMPLE.read_text()
    for facet in found["facets"].values():
        assert set(facet) >= {"value", "probability", "evidence"}
        assert 0 <= facet["probability"] <= 1
        assert all(source[e["start"] : e["end"]] == e["text"] for e in facet["evidence"])
    for beat in found["beats"]:
        assert {"start", "end", "text", "threat", "agency", "senses", "cast", "feeling"} <= set(beat)
        assert source[beat["start"] : beat["end"]] == beat["text"]
        assert beat["agency"] in {"free", "impeded", "immobile"}
        assert 0 <= beat["threat"] <= 1
    assert found["facets"]["immobile"]["value"] is True


def test_from_standard_input_with_a_named_dreamer() -> None:
    report = b"Anna was in a hall. A man chased her and she could not move."
    found = json.loads(read("-", "--dreamer", "Anna", "--json", stdin=report).stdout)
    assert found["dreamer"] == "Anna"
    assert found["facets"]["immobile"]["value"] is True
    assert [c["code"] for c in found["characters"]] == ["1MSA"]


def test_page_and_picture_are_written(tmp_path: Path) -> None:
    page, picture = tmp_path / "score.html", tmp_path / "score.svg"
    assert read(EXAMPLE, "--html", page, "--svg", picture, "--dark").returncode == 0
    assert page.read_text().startswith("<!doctype html>")
    assert picture.read_text().startswith("<svg")
    assert list(tmp_path.iterdir()) == [page, picture] or set(tmp_path.iterdir()) == {page, picture}


@pytest.mark.parametrize(
    ("stdin", "says"),
    [
        (b"", "nothing in standard input"),
        (b"  \n\t \n", "nothing in"),
        (b"... !!! ???", "words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "text"),
        (b"I ran. " * 800_000, "long"),
        (b"I ran. " * 40_000, "long"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(stdin: bytes, says: str) -> None:
    assert says in sentence(read("-", stdin=stdin))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "no file" in sentence(read(tmp_path / "none.txt"))
    assert "folder" in sentence(read(tmp_path))


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    done = read(EXAMPLE, "--html", tmp_path / "missing" / "score.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr.decode()


@pytest.mark.parametrize(
    "stdin",
    [
        "i couldn’t move".encode(),
        "i couldn’t move".encode("utf-16"),
        "\ufeffi couldn't move".encode(),
        "i couldn\u2019t move, it was caf\u00e9 noir".encode("cp1252"),
        b"i couldn't\x00 move \x07",
        "\u200fi couldn't move\u200e".encode(),
    ],
)
def test_any_encoding_is_read(stdin: bytes) -> None:
    found = json.loads(read("-", "--json", stdin=stdin).stdout)
    assert found["language"] == "en"


def test_another_language_says_what_it_cannot_find() -> None:
    german = "Ich war in einem dunklen Haus und konnte mich nicht bewegen. Meine Mutter war tot, und ich weinte."
    done = read("-", stdin=german.encode())
    assert done.returncode == 0
    assert "English" in done.stdout.decode()
    assert json.loads(read("-", "--json", stdin=german.encode()).stdout)["facets"] == {}


def test_wrong_usage_is_two() -> None:
    assert read("--nonsense").returncode == 2
