"""What was before each change can be looked at, and a rest in the bin counts as none."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from nightglass.journal import (
    Context,
    Journal,
    JournalError,
    Night,
    Report,
    Waking,
    bring_back,
    earlier_nights,
    earlier_reports,
    names_tracked,
    new_id,
    night,
    put_into_bin,
    read_new,
    reading_of,
    save_night,
    save_report,
)

DATE = dt.date(2026, 3, 2)


def test_a_night_that_nobody_changed_was_nothing_before(journal: Journal) -> None:
    assert earlier_nights(journal, DATE) == []
    save_night(journal, Night(date=DATE, state="quiet"))
    assert earlier_nights(journal, DATE) == []


def test_every_version_of_a_night_comes_back_whole(journal: Journal) -> None:
    versions = [
        Night(date=DATE, state="badly", distress=k, wakings=(Waking(feeling="fear"),), contexts=(Context("wine", 1.0),))
        for k in range(3)
    ]
    for version in versions:
        save_night(journal, version)
    assert [e.was for e in earlier_nights(journal, DATE)] == versions[:2]
    put_into_bin(journal, "nights", DATE.isoformat())
    bring_back(journal, "nights", DATE.isoformat())
    assert [e.was for e in earlier_nights(journal, DATE)] == versions[:2]
    assert night(journal, DATE) == versions[2]


def test_every_version_of_a_report_comes_back_whole(journal: Journal) -> None:
    first = Report(
        id=new_id(), night=DATE, text="One.\r\n", tags=("a",), written=dt.datetime(2026, 3, 3, tzinfo=dt.UTC)
    )
    second = msgspec.structs.replace(first, text="Two.", title="Two")
    for version in (first, second, second, first):
        save_report(journal, version)
    earlier = earlier_reports(journal, first.id)
    assert [e.was for e in earlier] == [first, second]
    assert earlier[0].until <= earlier[1].until
    with pytest.raises(JournalError):
        earlier_reports(journal, new_id())


def test_another_dreamer_needs_another_reading(journal: Journal) -> None:
    one = Report(id=new_id(), night=DATE, text="Ada ran and Ada fell.")
    save_report(journal, one)
    read_new(journal, [one])
    save_report(journal, msgspec.structs.replace(one, title="Running"))
    assert reading_of(journal, one.id) is not None
    save_report(journal, msgspec.structs.replace(one, dreamer="Ada"))
    assert reading_of(journal, one.id) is None


def test_what_was_tracked_most_comes_first(journal: Journal) -> None:
    for k, names in enumerate((("wine",), ("wine", "hard day"), ("hard day",), ("wine", "<b>"))):
        date = DATE + dt.timedelta(days=k)
        save_night(journal, Night(date=date, contexts=tuple(Context(n) for n in names)))
    assert names_tracked(journal) == ["wine", "hard day", "<b>"]
    put_into_bin(journal, "nights", (DATE + dt.timedelta(days=3)).isoformat())
    assert names_tracked(journal) == ["hard day", "wine"]
