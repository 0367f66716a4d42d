"""``nightglass code``: a table in, its codings out, in every format."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = {"id", "hvdc", "facets"}


def code(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nightglass", "code", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    elif path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        with path.open("w", newline="") as out:
            table = csv.DictWriter(out, list(rows[0]), delimiter="\t" if path.suffix == ".tsv" else ",")
            table.writeheader()
            table.writerows(rows)
    return path


@pytest.fixture(scope="session")
def rows(invent: Callable[..., list[str]]) -> list[dict[str, str]]:
    return [{"id": f"n{k}", "text": text} for k, text in enumerate(invent(25))]


def coded(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_every_format_in_gives_the_same_rows(ending: str, rows: list[dict[str, str]], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = code(write(tmp_path / f"in{ending}", rows), "-o", out)
    assert done.returncode == 0, done.stderr
    found = coded(out)
    assert [r["id"] for r in found] == [r["id"] for r in rows]
    assert all(set(r) == FIELDS for r in found)
    reference = tmp_path / "reference.jsonl"
    code(write(tmp_path / "again.jsonl", rows), "-o", reference)
    assert out.read_bytes() == reference.read_bytes()


def test_every_format_out_holds_every_row(rows: list[dict[str, str]], tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", rows)
    for ending in (".csv", ".tsv", ".parquet"):
        out = tmp_path / f"out{ending}"
        assert code(source, "-o", out).returncode == 0
        if ending == ".parquet":
            found = pq.read_table(out).to_pylist()
        else:
            with out.open(newline="") as stream:
                found = list(csv.DictReader(stream, delimiter="\t" if ending == ".tsv" else ","))
        assert [r["id"] for r in found] == [r["id"] for r in rows]
        assert {"hvdc", "kind", "themes", "immobile"} <= set(found[0])


def test_every_row_is_in_the_output_or_among_the_problems(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [
        '{"id": "good", "text": "I could not move."}',
        '{"id": "blank", "text": "  "}',
        '{"id": "good", "text": "The same id again."}',
        '{"id": "none"}',
        "not json at all",
        '{"id": "marks", "text": "?!"}',
        '{"id": "long", "text": "' + "I ran. " * 40_000 + '"}',
        '{"id": "german", "text": "Ich war in einem Haus und konnte mich nicht bewegen, es war sehr dunkel."}',
        '{"id": "last", "text": "A man chased me."}',
    ]
    source.write_text("\n".join(lines) + "\n")
    out = tmp_path / "out.jsonl"
    done = code(source, "-o", out)
    assert done.returncode == 0
    assert [r["id"] for r in coded(out)] == ["good", "german", "last"]
    problems = coded(tmp_path / "out.jsonl.problems.jsonl")
    refused = {p["row"] for p in problems if p["kind"] == "refused"}
    assert refused == {2, 3, 4, 5, 6, 7}
    assert [p["row"] for p in problems if p["kind"] == "limited"] == [8]
    assert all(p["reason"] for p in problems)
    assert "6 rows could not be coded" in done.stderr


def test_named_columns_and_a_dreamer(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [{"key": "a", "notes": "Anna could not move.", "who": "Anna"}])
    out = tmp_path / "out.jsonl"
    done = code(source, "-o", out, "--id-column", "key", "--text-column", "notes", "--dreamer-column", "who")
    assert done.returncode == 0, done.stderr
    facets = coded(out)[0]["facets"]
    assert isinstance(facets, dict)
    assert facets["immobile"] is True


def test_nothing_is_overwritten_unasked(rows: list[dict[str, str]], tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    done = code(source, "-o", out)
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert out.read_text() == "mine"
    assert code(source, "-o", out, "--force").returncode == 0
    assert len(coded(out)) == len(rows)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("in.csv", "a,b\n1,2\n", "id"),
        ("in.xlsx", "", ".csv"),
        ("in.parquet", "not parquet", "in.parquet"),
    ],
)
def test_what_is_no_table_gets_one_sentence(name: str, content: str, says: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_text(content)
    done = code(source, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_table(tmp_path: Path) -> None:
    done = code(tmp_path / "none.csv", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert "none.csv" in done.stderr
