"""Readings are kept with the version of the reader; corrections stand above them."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from nightglass.journal import Journal, JournalError, Report, new_id, save_report
from nightglass.journal import readings as module
from nightglass.journal.readings import correct, corrections_of, not_read, put_reading, read_again, reading_of
from nightglass.reading import read

TEXT = "A man chased me down the stairs. I could not move my legs and I was terrified."


@pytest.fixture
def one(journal: Journal) -> Report:
    made = Report(id=new_id(), night=dt.date(2026, 3, 2), text=TEXT)
    save_report(journal, made)
    return made


def test_a_reading_comes_back_whole(journal: Journal, one: Report) -> None:
    assert reading_of(journal, one.id) is None
    assert not_read(journal) == [one.id]
    assert list(read_again(journal)) == [(1, 1)]
    kept = reading_of(journal, one.id)
    assert msgspec.json.encode(kept) == msgspec.json.encode(read(TEXT))
    assert not_read(journal) == []


def test_a_newer_reader_reads_again_and_leaves_corrections(
    journal: Journal, one: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with journal.writing() as connection:
        put_reading(connection, one.id, msgspec.structs.replace(read(TEXT), version="an older one"))
    correction = correct(journal, one.id, "facets.ending", "good")
    assert not_read(journal) == [one.id]
    assert list(read_again(journal)) == [(1, 1)]
    assert corrections_of(journal, one.id) == {"facets.ending": correction}
    assert reading_of(journal, one.id) == read(TEXT)


def test_a_changed_text_has_no_reading_until_it_is_read(journal: Journal, one: Report) -> None:
    list(read_again(journal))
    save_report(journal, msgspec.structs.replace(one, title="Stairs"))
    assert not_read(journal) == []
    save_report(journal, msgspec.structs.replace(one, text="A quiet lake."))
    assert reading_of(journal, one.id) is None
    assert not_read(journal) == [one.id]


def test_the_last_correction_holds_and_none_is_lost(journal: Journal, one: Report) -> None:
    for value in ("good", "bad", "mixed"):
        correct(journal, one.id, "facets.ending", value)
    assert corrections_of(journal, one.id)["facets.ending"].value == "mixed"
    with journal.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM corrections").scalar() == 3


def test_a_clock_that_was_set_back_does_not_change_which_was_last(
    journal: Journal, one: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(journal, one.id, "facets.ending", "good")

    class Earlier(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime(1999, 1, 1, tzinfo=tz)

    monkeypatch.setattr(module.dt, "datetime", Earlier)
    correct(journal, one.id, "facets.ending", "bad")
    monkeypatch.undo()
    assert corrections_of(journal, one.id)["facets.ending"].value == "bad"


def test_what_is_not_there_cannot_be_corrected(journal: Journal) -> None:
    with pytest.raises(JournalError):
        correct(journal, new_id(), "facets.ending", "good")


def test_reading_again_can_stop_and_go_on(journal: Journal) -> None:
    for k in range(3):
        save_report(journal, Report(id=new_id(), night=dt.date(2026, 3, k + 1), text=TEXT))
    steps = read_again(journal)
    assert next(steps) == (1, 3)
    steps.close()
    assert list(read_again(journal)) == [(1, 2), (2, 2)]
