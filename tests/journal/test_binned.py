"""What lies in the bin is said so that one knows it again, the last first, and never in a dream's words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nightglass.journal import (
    Night,
    Report,
    binned_things,
    count_binned,
    put_into_bin,
    save_night,
    save_report,
)
from nightglass.journal.bin import DAYS, KINDS

if TYPE_CHECKING:
    from nightglass.journal import Journal

EVENING = dt.date(2026, 3, 2)


def test_an_empty_bin_holds_nothing_of_any_kind(journal: Journal) -> None:
    assert binned_things(journal, 10) == []
    assert count_binned(journal) == 0
    assert len(KINDS) == 9


def test_the_last_comes_first_with_its_night_its_name_and_its_day(journal: Journal) -> None:
    save_report(journal, Report(id="a" * 32, night=EVENING, text="A secret of mine.", title="The well"))
    for k in range(4):
        evening = EVENING + dt.timedelta(days=k)
        save_night(journal, Night(date=evening, state="quiet"))
        put_into_bin(journal, "nights", str(evening))
    put_into_bin(journal, "reports", "a" * 32)
    things = binned_things(journal, 10)
    assert [(t.kind, t.date, t.name) for t in things[:2]] == [
        ("reports", EVENING, "The well"),
        ("nights", EVENING + dt.timedelta(days=3), None),
    ]
    assert things[0].until == (dt.datetime.now(dt.UTC) + dt.timedelta(days=DAYS)).date()
    assert "secret" not in repr(things)
    assert [*binned_things(journal, 2), *binned_things(journal, 2, 2), *binned_things(journal, 2, 4)] == things
    assert count_binned(journal) == len(things) == 5
