"""An import that is left, because the journal locks, ends wherever it is; and no file fills the memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import JournalError, LeftOut, Report, exchange, understand
from nightglass.journal.formats import IMPORTERS, Options

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal import Journal

HEALTH = "<HealthData>" + "<a/>" * 1_000_000
SILENT = {
    "apple-health": HEALTH,
    "jrnl": "[2026-03-01 23:10] A title\n" + "word\n" * 500_000,
    "sleep-as-android": "Id,Tz,From,To\n" + "\n" * 500_000,
    "dreambank": "\n" * 500_000,
    "csv": "date,text\n" + "\n" * 500_000,
}
"""Files of which nothing is yielded for long, by format."""


class LeftError(Exception):
    """The import was left."""


@pytest.mark.parametrize("form", SILENT)
def test_it_stops_where_nothing_comes_out_for_long(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(SILENT[form])
    asked = 0

    def going() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise LeftError

    with pytest.raises(LeftError):
        list(IMPORTERS[form].read(path, Options(zone="UTC", going=going)))
    assert asked == 4


def test_it_stops_between_notes_of_which_none_is_taken(tmp_path: Path) -> None:
    for k in range(3):
        (tmp_path / f".{k}.md").write_text("hidden")

    def going() -> None:
        raise LeftError

    with pytest.raises(LeftError):
        list(IMPORTERS["markdown"].read(tmp_path, Options(zone="UTC", going=going)))


def test_a_note_with_a_list_without_end_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "2026-03-02.md"
    path.write_text("---\nk:\n" + "- aaaa\n" * 1_000_000 + "---\nI ran.\n")
    began = time.process_time()
    [left] = IMPORTERS["markdown"].read(path, Options(zone="UTC"))
    assert isinstance(left, LeftOut)
    assert "more than 2,000 lines" in left.reason
    assert time.process_time() - began < 5
    path.write_text("---\ntags:\n" + "- tide\n" * 1_900 + "---\nI ran.\n")
    [report] = IMPORTERS["markdown"].read(path, Options(zone="UTC"))
    assert isinstance(report, Report)
    assert len(report.tags) == 1_900


def test_more_than_a_lifetime_is_not_taken(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [LeftOut(f"row {k}", "It is none.") for k in range(11)]
    monkeypatch.setattr(exchange, "_MOST_ITEMS", 10)
    assert len(understand(journal, left[:10]).left_out) == 10
    with pytest.raises(JournalError, match="in parts"):
        understand(journal, left)
    monkeypatch.setattr(exchange, "_MOST_SIGNS", 20)
    with pytest.raises(JournalError, match="in parts"):
        understand(journal, left[:10])
