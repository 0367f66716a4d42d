"""Recurrences of a journal: found, joined as reports come, corrected by the person, and never reshuffled."""

from __future__ import annotations

import datetime as dt

import pytest

from invented_dreams import FERRY, KILN, SINGLE
from nightglass.journal import (
    Journal,
    JournalError,
    Report,
    join,
    name_recurrence,
    new_id,
    not_the_same,
    portrait_of,
    put_into_bin,
    recognise_recurrences,
    recurrence,
    recurrences,
    save_report,
    schema,
)


def keep(journal: Journal, text: str, day: int) -> str:
    made = Report(id=new_id(), night=dt.date(2026, 3, 1) + dt.timedelta(days=day), text=text)
    save_report(journal, made)
    return made.id


@pytest.fixture
def kept(journal: Journal) -> list[str]:
    return [keep(journal, t, k) for k, t in enumerate([FERRY[0], SINGLE[0], FERRY[1], SINGLE[1], KILN[0]])]


def test_found_then_joined(journal: Journal, kept: list[str]) -> None:
    assert recurrences(journal) == []
    recognise_recurrences(journal)
    (one,) = recurrences(journal)
    assert one.reports == (kept[0], kept[2])
    assert (one.first, one.last) == (dt.date(2026, 3, 1), dt.date(2026, 3, 3))
    assert recognise_recurrences(journal) == []
    third = keep(journal, FERRY[2], 9)
    ((_, placement),) = recognise_recurrences(journal)
    assert placement.recurrence == one.id
    (after,) = recurrences(journal)
    assert after.reports == (*one.reports, third)


def test_a_new_report_opens_one(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    keep(journal, KILN[1], 9)
    recognise_recurrences(journal)
    assert sorted(len(r.reports) for r in recurrences(journal)) == [2, 2]


def test_not_the_same_is_kept(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    third = keep(journal, FERRY[2], 9)
    recognise_recurrences(journal)
    not_the_same(journal, third)
    (one,) = recurrences(journal)
    assert third not in one.reports
    with journal.writing() as connection:  # a newer encoder compares all anew
        connection.execute(schema.tellings.delete().where(schema.tellings.c.report == third))
    recognise_recurrences(journal)
    assert third not in recurrences(journal)[0].reports
    with pytest.raises(JournalError, match="stands alone"):
        not_the_same(journal, third)


def test_joining_what_was_not_recognised(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    identity = join(journal, kept[1], kept[3])
    assert {r.id: r.reports for r in recurrences(journal)}[identity] == (kept[1], kept[3])
    moved = join(journal, kept[1], kept[0])
    assert recurrences(journal)[0].id == moved
    assert recurrences(journal)[0].reports == (kept[0], kept[1], kept[2])
    with pytest.raises(JournalError):
        join(journal, kept[0], "0" * 32)


def test_names(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    (one,) = recurrences(journal)
    name_recurrence(journal, one.id, "The ferryman")
    assert recurrence(journal, "The ferryman").id == one.id
    assert recurrence(journal, one.id[:6]).name == "The ferryman"
    with pytest.raises(JournalError, match="nightglass recur lists them"):
        recurrence(journal, "The postman")


def test_a_changed_text_is_placed_anew_and_a_deleted_one_leaves(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    save_report(journal, Report(id=kept[4], night=dt.date(2026, 3, 5), text=FERRY[2]))
    recognise_recurrences(journal)
    assert recurrences(journal)[0].reports == (kept[0], kept[2], kept[4])
    put_into_bin(journal, "reports", kept[4])
    put_into_bin(journal, "reports", kept[2])
    assert recurrences(journal) == []


def test_a_portrait_and_another_encoder(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    with journal.writing() as connection:
        connection.execute(schema.tellings.update().values(version="older"))
    (one,) = recurrences(journal)
    portrait, own = portrait_of(journal, one)
    assert [o.report for o in portrait.occurrences] == list(one.reports) == [r.id for r in own]
    assert [o.date for o in portrait.occurrences] == ["2026-03-01", "2026-03-03"]
    assert recognise_recurrences(journal) == []
