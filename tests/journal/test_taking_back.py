"""An import can be undone, whatever it brought, and had again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import (
    Night,
    Record,
    Report,
    in_bin,
    nights,
    phases,
    redo_taking_in,
    reports,
    save_night,
    save_report,
    take_in_with_way_back,
    understand,
    undo_taking_in,
)

if TYPE_CHECKING:
    from nightglass.journal import Item, Journal

FIRST = dt.date(2026, 3, 1)


def evening(day: int) -> dt.date:
    return FIRST + dt.timedelta(days=day)


night_items = st.builds(
    lambda day, state, distress: Night(date=evening(day), state=state, distress=distress),
    st.integers(0, 5),
    st.sampled_from(["badly", "quiet", "unknown"]),
    st.none() | st.integers(0, 10),
)
report_items = st.builds(
    lambda number, day: Report(id=f"{number:032x}", night=evening(day), text=f"A door, number {number}."),
    st.integers(0, 9),
    st.integers(0, 5),
)
phase_items = st.builds(
    lambda number: Record("phases", {"id": f"{number:032x}", "name": f"phase {number}", "begin": str(evening(number))}),
    st.integers(0, 3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(night_items | report_items, max_size=5),
    st.lists(night_items | report_items | phase_items, max_size=8),
)
def test_undone_the_journal_is_as_it_was_and_redone_as_it_became(
    journal: Journal, there: list[Night | Report], come: list[Item]
) -> None:
    empty(journal)
    for item in there:
        if isinstance(item, Night):
            save_night(journal, item)
        else:
            save_report(journal, item)
    before = state(journal)
    understood = understand(journal, come)
    taken = take_in_with_way_back(journal, understood)
    after = state(journal)
    undo_taking_in(journal, taken)
    assert state(journal) == before
    assert len([b for b in in_bin(journal) if b.kind == "reports"]) == len(understood.reports)
    redo_taking_in(journal, understood, taken)
    assert state(journal) == after


def state(journal: Journal) -> tuple[list[Night], list[Report], list[str]]:
    """Return what is known; a night of which nothing is known is none."""
    known = [n for n in nights(journal) if n != Night(date=n.date)]
    return known, sorted(reports(journal), key=lambda r: r.id), [p.phase.name for p in phases(journal)]


def empty(journal: Journal) -> None:
    from nightglass.journal import schema  # noqa: PLC0415

    with journal.writing() as connection:
        for table in (schema.reports, schema.phases, schema.nights):
            connection.execute(table.delete())
