"""A table in, its recurrences out, in every format; what cannot be read is told."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from nightglass.corpus import Columns, CorpusError, find_in_table
from nightglass.corpus import recurring as module

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "I am on the quay and the ferryman waves. I step into his boat. The oars stop. Water comes in with no sound.",
    "We were shopping for a lamp with my aunt and she wanted the green one. The shop had a cat.",
    "Again the man with the boat at the quay. I step in. His rowing stops. The boat fills with water, silently.",
    "",
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in enumerate(TEXTS)))
    return path


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.tsv", "out.parquet"])
def test_every_format(table: Path, tmp_path: Path, name: str) -> None:
    found = find_in_table(table, tmp_path / name, Columns())
    assert found.recurrences == {"r1": (0, 2)}
    assert [p.row for p in found.problems] == [4]
    out = tmp_path / name
    if name.endswith("jsonl"):
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    elif name.endswith("parquet"):
        rows = pq.read_table(out).to_pylist()
    else:
        rows = list(csv.DictReader(out.read_text().splitlines(), delimiter="\t" if name.endswith("tsv") else ","))
    assert [str(r["id"]) for r in rows] == ["0", "1", "2"]
    assert [r["recurrence"] or None for r in rows] == ["r1", None, "r1"]


def test_on_every_core(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW", 1)
    monkeypatch.setattr(module, "cores", lambda: 2)
    seen: list[tuple[str, float]] = []
    found = find_in_table(table, tmp_path / "out.jsonl", Columns(), lambda what, done: seen.append((what, done)))
    assert found.recurrences == {"r1": (0, 2)}
    assert {what for what, _ in seen} == {"opening", "reading", "comparing"}


def test_refusals(table: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text('{"id": 1, "text": ""}\n')
    with pytest.raises(CorpusError, match="no report that could be read"):
        find_in_table(empty, tmp_path / "out.jsonl", Columns())
    with pytest.raises(CorpusError, match="the table itself"):
        find_in_table(table, table, Columns())
    with pytest.raises(CorpusError, match="has to end in"):
        find_in_table(table, tmp_path / "out.doc", Columns())
    assert not list(tmp_path.glob("out*"))
