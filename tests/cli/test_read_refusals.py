"""What `nightglass read` refuses and how it says so, and what it promises in odd terminals and to other programs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from nightglass.cli import main
from nightglass.reading import Reading
from nightglass.reading import read as read_report
from nightglass.text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DREAM = (
    "I am in the lift and it keeps going down. A man in a grey coat stands behind me. He turned into my sister. "
    "I tried to scream but no sound came out and my legs would not move. Then I could move again. I woke up crying."
)
FIELDS = {"language", "dreamer", "beats", "characters", "hvdc", "facets", "turning_points"}


@pytest.fixture
def dream(tmp_path: Path) -> Path:
    file = tmp_path / "dream.txt"
    file.write_text(DREAM, "utf-8")
    return file


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command in this process; return its exit code, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(["read", *map(str, arguments)])
        code = stop.value.code
        assert code is None or isinstance(code, int)
        return (code or 0, *capsys.readouterr())

    return run


def piped(arguments: list[str], data: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nightglass", "read", *arguments],
        input=data, capture_output=True, check=False, timeout=60, env={**os.environ, **environment},
    )  # fmt: skip


def assert_one_sentence(words: str) -> None:
    assert words.endswith(".\n")
    assert words.count("\n") == 1
    assert "Traceback" not in words
    assert "Error" not in words


def test_shows_the_score_without_repeating_the_report(typed, dream):
    code, out, err = typed(dream, "--title", "The lift")
    assert (code, err) == (0, "")
    assert out.startswith("The lift\n")
    for word in ("threat", "could turn", "who becomes whom", "on waking", "cannot move"):
        assert word in out
    assert DREAM not in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_json_is_one_document_that_is_the_reading(typed, dream):
    code, out, err = typed(dream, "--json")
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    assert set(json.loads(out)) >= FIELDS
    assert msgspec.json.decode(out, type=Reading) == read_report(DREAM)
    assert json.loads(out)["facets"]["metamorphosis"]["value"] is True


def test_evidence_in_json_leads_back_to_what_was_written(typed, tmp_path):
    file = tmp_path / "crlf.txt"
    source = DREAM.replace(". ", ".\r\n") + " 😱 I was so afraid."
    file.write_bytes(b"\xef\xbb\xbf" + source.encode())
    reading = json.loads(typed(file, "--json")[1])
    found = [e for facet in reading["facets"].values() for e in facet["evidence"]]
    assert found
    assert all(source[e["start"] : e["end"]] == e["text"] for e in found)


def test_dreamer_is_named_in_the_third_person(typed, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("Mara was in a cellar. Someone held the door and Mara could not move. She woke up crying.", "utf-8")
    assert json.loads(typed(file, "--dreamer", "Mara", "--json")[1])["dreamer"] == "Mara"
    assert "the dreamer is Mara" in typed(file, "--dreamer", "Mara")[1]


@pytest.mark.parametrize(("option", "start"), [("--html", "<!doctype html>"), ("--svg", "<svg ")])
def test_writes_the_page_and_the_picture(typed, dream, tmp_path, option, start):
    made = tmp_path / "score"
    assert typed(dream, option, made, "--json")[0] == 0
    first = made.read_bytes()
    assert first.decode().startswith(start)
    assert typed(dream, option, made)[0] == 0
    assert made.read_bytes() == first


def test_dark_picture_differs_from_the_light_one(typed, dream, tmp_path):
    typed(dream, "--svg", tmp_path / "light.svg")
    typed(dream, "--dark", "--svg", tmp_path / "dark.svg")
    assert (tmp_path / "light.svg").read_text("utf-8") != (tmp_path / "dark.svg").read_text("utf-8")


BAD = {
    "empty": (b"", "nothing in"),
    "blank": (b" \n\t\n" * 10_000, "nothing in"),
    "marks only": (b"... !!! 123 --", "no words in"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "office document": (b"PK\x03\x04" + bytes(range(256)), "Word"),
    "damaged utf-16": (b"\xff\xfea\x00b\x00c", "damaged"),
    "five megabytes": (b"I ran. " * 750_000, "too long"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told_in_one_sentence(typed, tmp_path, data, reason):
    file = tmp_path / "bad.txt"
    file.write_bytes(data)
    for arguments in ([], ["--json"], ["--html", tmp_path / "out.html"]):
        code, out, err = typed(file, *arguments)
        assert (code, out) == (1, "")
        assert_one_sentence(err)
        assert reason in err
        assert "bad.txt" in err
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("name", ["nowhere.txt", "", "a" * 5000, "two\nlines"])
def test_a_file_that_is_not_there_is_told(typed, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    code, out, err = typed(name)
    assert (code, out) == (1, "")
    assert_one_sentence(err)
    assert len(err) < 400


@pytest.mark.parametrize("option", ["--html", "--svg"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_printed(typed, dream, tmp_path, option):
    for place in (tmp_path, tmp_path / "no" / "such" / "folder.html"):
        code, out, err = typed(dream, option, place, "--json")
        assert (code, out) == (1, "")
        assert_one_sentence(err)
        assert "cannot be written" in err


def test_a_name_that_is_no_text_is_told(typed, dream):
    code, _, err = typed(dream, "--dreamer", "Ma\udcffra", "--json")
    assert code == 1
    assert_one_sentence(err)


def test_a_terminal_is_told_how_to_begin(monkeypatch, capsys):
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(DREAM.encode())))
    with pytest.raises(SystemExit) as stop:
        main(["read"])
    assert not stop.value.code
    out, err = capsys.readouterr()
    assert "Ctrl-D" in err
    assert "threat" in out


def test_a_pipe_gives_the_same_bytes_twice():
    first, second = (piped(["--json"], DREAM.encode(), PYTHONHASHSEED=seed) for seed in "12")
    assert first.returncode == 0
    assert first.stderr == b""
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["beats"]


def test_a_pipe_that_is_too_long_is_refused_unread():
    result = piped(["-"], b"I ran. " * (MAX_BYTES // 7 + 10))
    assert (result.returncode, result.stdout) == (1, b"")
    assert_one_sentence(result.stderr.decode())


def test_a_terminal_without_utf_8_gets_plainer_signs():
    result = piped([], DREAM.encode(), PYTHONIOENCODING="ascii")
    assert result.returncode == 0, result.stderr
    assert b"##" in result.stdout
    assert b"?" not in result.stdout


def test_no_order_of_a_report_reaches_the_terminal():
    result = piped(["--title", "\x1b]0;owned\x07\x1b[31m"], b"I ran \x1b[2J\x9b away and \x1b[31mscreamed in the dark.")
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout
