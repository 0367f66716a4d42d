"""The columns of strangers' tables can be named by a person, and Markdown comes as an archive too."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nightglass.journal.formats import IMPORTERS, FormatError, Options, columns_of, recognise
from nightglass.journal.formats.columns import COLUMNS
from nightglass.journal.values import LeftOut, Report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_columns_of_a_table_and_which_are_known(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Night;What I saw;Subject\n2026-03-02;x;y\n", encoding="utf-8")
    assert columns_of(table, "csv") == (["Night", "What I saw", "Subject"], {"date": "Night", "title": "Subject"})
    sheet = tmp_path / "a.parquet"
    pq.write_table(pa.table({"day": ["2026-03-02"], "dream": ["x"], "mood": ["y"]}), sheet)
    assert columns_of(sheet, "parquet") == (["day", "dream", "mood"], {"date": "day", "text": "dream"})


def test_our_own_tables_and_other_files_need_no_names(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    assert columns_of(own, "csv") == ([], {})
    assert columns_of(tmp_path / "none.jsonl", "jsonl") == ([], {})


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be opened"):
        columns_of(tmp_path / "gone.csv", "csv")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(FormatError, match="no whole Parquet file"):
        columns_of(broken, "parquet")
    (tmp_path / "empty.csv").write_bytes(b"")
    assert columns_of(tmp_path / "empty.csv", "csv") == ([], {})


def test_markdown_in_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2026-03-02 The well.md", "I looked into the well.")
        archive.writestr("deep/2026-03-03.md", b"\xff\xfe not utf-8")
        archive.writestr(".trash/2026-03-04.md", "hidden")
        archive.writestr("a.txt", "no")
    assert recognise(path) == "markdown"
    items = list(IMPORTERS["markdown"].read(path, Options(zone="UTC")))
    assert [item.title for item in items if isinstance(item, Report)] == ["The well"]
    assert [item.place for item in items if isinstance(item, LeftOut)] == ["deep/2026-03-03.md"]


def test_a_note_whose_number_is_none_is_taken_without_it(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2026-03-02.md").write_text("---\nsleep_quality: deep\n---\nI looked into the well.")
    (folder / "2026-03-03.md").write_text("---\ndistress: 99\n---\n")
    items = list(IMPORTERS["markdown"].read(folder, Options(zone="UTC")))
    assert [item.text for item in items if isinstance(item, Report)] == ["I looked into the well."]
    assert [(item.reason, item.partly) for item in items if isinstance(item, LeftOut)] == [
        ('It is taken without its sleep quality: "deep" is no number that it can be.', True),
        ('"99" is no number that it can be.', False),
    ]


def test_a_member_that_unpacks_to_too_much_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2026-03-02.md", b" " * 21_000_000)
        archive.writestr("2026-03-03.md", "A small one.")
    items = list(IMPORTERS["markdown"].read(path, Options(zone="UTC")))
    assert isinstance(items[0], LeftOut)
    assert "20 MB" in items[0].reason
    assert isinstance(items[1], Report)


def test_an_archive_without_markdown_is_in_no_known_form(tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "no")
    with pytest.raises(FormatError, match="in no format"):
        recognise(path)
    with pytest.raises(FormatError, match="no Markdown files"):
        list(IMPORTERS["markdown"].read(path, Options(zone="UTC")))
