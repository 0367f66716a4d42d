"""Small files that unpack to large ones, and large ones: refused in a sentence, or read with little memory."""

from __future__ import annotations

import json
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import LeftOut, Report
from nightglass.journal.formats import IMPORTERS, FormatError, Options, columns_of, parquet, whole
from nightglass.journal.formats.table_text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nightglass.journal import Item

OPTIONS = Options(zone="UTC")
MEGABYTE = 1_000_000


def read(form: str, path: Path) -> Iterable[Item]:
    return IMPORTERS[form].read(path, OPTIONS)


def packed_health(path: Path, begin: bytes, middle: bytes, size: int) -> Path:
    """Pack an export that repeats something for so many megabytes."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as out,
    ):
        out.write(b"<HealthData>" + begin)
        for _ in range(size):
            out.write(middle * (MEGABYTE // len(middle)))
    return path


@pytest.mark.parametrize("begin", [b'<Record type="', b"<!--", b"<a>", b"<?a "])
def test_health_data_in_which_nothing_begins_is_refused_soon(tmp_path: Path, begin: bytes) -> None:
    path = packed_health(tmp_path / "a.zip", begin, b"A", 300)
    assert path.stat().st_size < MEGABYTE
    began = time.process_time()
    with pytest.raises(FormatError, match="more than 1 MB in which nothing begins"):
        list(read("apple-health", path))
    assert time.process_time() - began < 5


def test_health_data_may_end_just_after_a_piece(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    for more in range(3):
        path.write_bytes(b"<HealthData>" + b"<a/>" * (1 << 18) + b" " * (MEGABYTE - 12 + more) + b"</HealthData>")
        assert list(read("apple-health", path)) == []


def test_health_data_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="nested without end"):
        list(read("apple-health", packed_health(tmp_path / "a.zip", b"", b"<a>", 50)))


@pytest.mark.parametrize(
    ("form", "name", "encoding"),
    [
        ("csv", "a.csv", "utf-8"),
        ("csv", "a.csv", "utf-16"),
        ("csv", "a.csv", "cp1252"),
        ("dreambank", "a.jsonl", "utf-8"),
    ],
)
def test_a_large_table_is_read_in_pieces(tmp_path: Path, form: str, name: str, encoding: str) -> None:
    path = tmp_path / name
    text = "I ran über the bridge and it was long. " * 2_500
    row = {"csv": f'2026-03-02,"{text}"\n', "dreambank": json.dumps({"date": "2026-03-02", "text": text}) + "\n"}[form]
    with path.open("w", encoding=encoding) as stream:
        stream.write("date,text\n" if form == "csv" else "")
        for _ in range(200):
            stream.write(row)
    assert path.stat().st_size > 18 * MEGABYTE
    tracemalloc.start()
    try:
        texts = {len(item.text) for item in read(form, path) if isinstance(item, Report)}
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert texts == {len(text)}
    assert peak < 8 * MEGABYTE


def test_a_row_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for row in ("a," * LONGEST, '"a\n",' * (LONGEST // 4)):
        path.write_text(f"date,text\n2026-03-02,x\n{row}\n")
        with pytest.raises(FormatError, match="Row 3 is longer"):
            list(read("csv", path))
        assert columns_of(path, "csv")[0] == ["date", "text"]


def test_more_columns_than_any_table_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"date": "2026-03-02", f"k{n}": 1}) + "\n" for n in range(1_000)))
    with pytest.raises(FormatError, match="more than 500 columns"):
        list(read("dreambank", path))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"date": "' + "x" * 25_000_000)
    with pytest.raises(FormatError, match=r"Line 1 of .* longer than any report"):
        list(read("dreambank", path))


@pytest.mark.parametrize("form", ["day-one", "jrnl"])
def test_a_document_of_too_many_values_is_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"entries": [' + "[]," * 6_000_000 + "[]]}")
    with pytest.raises(FormatError, match="larger than can be read at once; export it in parts"):
        list(read(form, path))


def test_an_entry_of_jrnl_without_end_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("w") as stream:
        stream.write("[2026-03-01 23:10] Long\n")
        for _ in range(40):
            stream.write("word " * 100_000 + "\n")
        stream.write("y" * 20 * MEGABYTE + "\n[2026-03-02 23:10] Short\nI ran.\n")
    tracemalloc.start()
    try:
        left, report = read("jrnl", path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(left, LeftOut)
    assert "longer than 200,000" in left.reason
    assert isinstance(report, Report)
    assert report.text == "I ran."
    assert peak < 12 * MEGABYTE


def test_parquet_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    parquet.write([], path)
    assert parquet.header(path)
    monkeypatch.setattr(parquet, "_LARGEST", -1)
    with pytest.raises(FormatError, match="smaller row groups"):
        parquet.header(path)


def test_the_largest_document_is_far_larger_than_a_life(tmp_path: Path) -> None:
    entry = json.dumps(
        {"uuid": "A", "creationDate": "2026-03-02T10:00:00Z", "text": "I ran. " * 300, "tags": ["a", "b"]}
    )
    data = ('{"entries": [' + ",".join([entry] * 20_000) + "]}").encode()
    assert len(data) < whole.LARGEST / 4
    assert len(whole.document(data, "a.json")["entries"]) == 20_000
