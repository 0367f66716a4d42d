"""Recurrences of a journal: found, joined as reports come, corrected by the person, and never reshuffled."""

from __future__ import annotations

import datetime as dt

import pytest

from invented_dreams import FERRY, KILN, SINGLE
from nightglass.journal import (
    Journal,
    JournalError,
    Report,
    correct,
    join,
    join_to,
    joined_by_hand,
    name_recurrence,
    new_id,
    not_the_same,
    portrait_of,
    put_into_bin,
    read_new,
    recognise_recurrences,
    recurrence,
    recurrences,
    report,
    save_report,
    schema,
    sureness_of,
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


def test_taken_out_and_put_back_where_it_was(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    (one,) = recurrences(journal)
    name_recurrence(journal, one.id, "The ferryman")
    not_the_same(journal, kept[0])
    assert recurrences(journal) == []
    join_to(journal, kept[0], one.id)
    (after,) = recurrences(journal)
    assert (after.id, after.name, after.reports, after.nights) == (one.id, "The ferryman", one.reports, one.nights)
    assert joined_by_hand(journal, after) == {kept[0]}
    with pytest.raises(JournalError, match="no such recurrence"):
        join_to(journal, kept[0], "0" * 32)
    with pytest.raises(JournalError):
        join_to(journal, "0" * 32, one.id)


def test_moved_by_hand_it_is_not_moved_back(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    (ferry,) = recurrences(journal)
    kiln = join(journal, kept[4], kept[1])
    join_to(journal, kept[2], kiln)
    with journal.writing() as connection:
        connection.execute(schema.tellings.delete().where(schema.tellings.c.report == kept[2]))
    recognise_recurrences(journal)
    assert [(r.id, set(r.reports)) for r in recurrences(journal)] == [(kiln, {kept[1], kept[2], kept[4]})]
    assert ferry.id != kiln


def test_how_likely_each_belongs(journal: Journal, kept: list[str]) -> None:
    recognise_recurrences(journal)
    join(journal, kept[1], kept[0])
    (one,) = recurrences(journal)
    sure = sureness_of(journal, one, one.reports)
    assert set(sure) == set(one.reports)
    assert all(0 <= p <= 1 for p in sure.values())
    assert sure[kept[1]] < min(sure[kept[0]], sure[kept[2]])
    assert set(sureness_of(journal, one, one.reports[:1])) == {one.reports[0]}


def test_what_was_corrected_holds_in_the_portrait(journal: Journal, kept: list[str]) -> None:
    for identity in (kept[0], kept[2]):
        read_new(journal, [report(journal, identity)])
    recognise_recurrences(journal)
    correct(journal, kept[0], "facets.rescue", value=False)
    correct(journal, kept[2], "facets.rescue", value=True)
    portrait, _ = portrait_of(journal, recurrences(journal)[0])
    assert "now: somebody is saved" in [d.words for d in portrait.drift]
    numbers = {d.beat for d in portrait.drift if d.kind in {"beat_comes", "beat_goes"}}
    assert numbers <= set(range(len(portrait.beats)))
