"""What is deleted can be had back for 30 days; then not a byte of it is left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from nightglass.journal import (
    Journal,
    JournalError,
    Night,
    Query,
    Report,
    bring_back,
    changes_of,
    empty_bin,
    empty_bin_daily,
    in_bin,
    new_id,
    night,
    put_into_bin,
    report,
    reports,
    save_night,
    save_report,
    search,
)
from nightglass.journal.readings import correct

if TYPE_CHECKING:
    from pathlib import Path

EVENING = dt.date(2026, 3, 2)


def in_days(days: float) -> dt.datetime:
    """Return the moment so many days from now."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)


@pytest.fixture
def one(journal: Journal) -> Report:
    made = Report(id=new_id(), night=EVENING, text="A zeppelin over the garden.")
    save_report(journal, made)
    changed = msgspec.structs.replace(made, text="A zeppelin over the orchard.")
    save_report(journal, changed)
    return changed


def test_deleted_is_nowhere_but_in_the_bin(journal: Journal, one: Report) -> None:
    put_into_bin(journal, "reports", one.id)
    assert list(reports(journal)) == []
    assert search(journal, Query(words="zeppelin")) == []
    with pytest.raises(JournalError):
        report(journal, one.id)
    assert [(b.kind, b.id) for b in in_bin(journal)] == [("reports", one.id)]


def test_it_comes_back_as_it_was(journal: Journal, one: Report) -> None:
    put_into_bin(journal, "reports", one.id)
    assert empty_bin(journal, in_days(29)) == 0
    bring_back(journal, "reports", one.id)
    assert report(journal, one.id) == one
    assert [hit.id for hit in search(journal, Query(words="zeppelin"))] == [one.id]
    assert changes_of(journal, "reports", one.id)[0].before["text"] == "A zeppelin over the garden."


def test_after_thirty_days_it_is_gone_with_its_history(journal: Journal, one: Report) -> None:
    correct(journal, one.id, "facets.immobile", value=True)
    put_into_bin(journal, "reports", one.id)
    assert empty_bin(journal, in_days(30.01)) == 1
    assert in_bin(journal) == []
    assert changes_of(journal, "reports", one.id) == []
    with pytest.raises(JournalError, match="bin"):
        bring_back(journal, "reports", one.id)
    assert _dump(journal).count("zeppelin") == 0


def test_others_stay(journal: Journal, one: Report) -> None:
    other = Report(id=new_id(), night=EVENING, text="A boat on the lake.")
    save_report(journal, other)
    put_into_bin(journal, "reports", one.id)
    empty_bin(journal, in_days(30.01))
    assert list(reports(journal)) == [other]
    assert [hit.id for hit in search(journal, Query(words="boats"))] == [other.id]


def test_a_night_leaves_only_when_no_report_belongs_to_it(journal: Journal, one: Report) -> None:
    save_night(journal, Night(date=EVENING, state="badly"))
    put_into_bin(journal, "nights", EVENING.isoformat())
    assert night(journal, EVENING).state == "unknown"
    assert empty_bin(journal, in_days(30.01)) == 0
    put_into_bin(journal, "reports", one.id)
    assert empty_bin(journal, in_days(30.01)) == 2


def test_what_is_not_there_cannot_be_deleted(journal: Journal) -> None:
    with pytest.raises(JournalError):
        put_into_bin(journal, "reports", new_id())


def test_the_file_grows_smaller(journal: Journal, folder: Path) -> None:
    for k in range(80):
        save_report(journal, Report(id=new_id(), night=EVENING, text=f"Night {k}. " + "The wall moved. " * 200))
    with journal.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    journal.write_anew()
    before = (folder / "journal" / "journal.db").stat().st_size
    for one in list(reports(journal)):
        put_into_bin(journal, "reports", one.id)
    empty_bin(journal, in_days(30.01))
    assert (folder / "journal" / "journal.db").stat().st_size < before / 2


def _dump(journal: Journal) -> str:
    """Return every value of every table, those of the search index too."""
    with journal.reading() as connection:
        names = [r[0] for r in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(str(list(connection.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in names)


def test_the_bin_is_emptied_day_by_day(journal: Journal, one: Report) -> None:
    put_into_bin(journal, "reports", one.id)
    today = dt.datetime.now(dt.UTC).date()
    for days in (0, 0, 20, 29):
        assert empty_bin_daily(journal, today + dt.timedelta(days=days)) == 0
    assert empty_bin_daily(journal, today + dt.timedelta(days=32)) == 1


@pytest.mark.parametrize("jump", [40, 36_500, -4_000])
def test_a_jump_of_the_clock_does_not_empty_the_bin(journal: Journal, one: Report, jump: int) -> None:
    put_into_bin(journal, "reports", one.id)
    today = dt.datetime.now(dt.UTC).date()
    for days in (0, jump, 1, 2):
        assert empty_bin_daily(journal, today + dt.timedelta(days=days)) == 0
    assert [b.id for b in in_bin(journal)] == [one.id]
