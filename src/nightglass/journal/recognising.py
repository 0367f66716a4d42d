"""The dreams of a journal that keep coming back: found, joined by new reports, and laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from nightglass.journal import schema
from nightglass.journal.readings import readings_of
from nightglass.journal.recurring import Recurrence, members_of, note_occurrence, open_recurrence
from nightglass.journal.reports import reports, reports_named
from nightglass.journal.tellings import keep_telling, tellings
from nightglass.recurrence import Placement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from nightglass.journal.journal import Journal
    from nightglass.journal.values import Report
    from nightglass.recurrence import Portrait, Telling

__all__ = ["portrait_of", "recognise_recurrences", "sureness_of"]

_SPREAD = 8  # tellings, with which each is compared to say how likely it belongs to them


def recognise_recurrences(
    journal: Journal, progress: Callable[[float], None] = lambda _: None
) -> list[tuple[str, Placement]]:
    """Give every report that is new its place, and return these places; what stood stays as it was.

    The first time, all reports are grouped at once; later, each new one joins a recurrence, opens one, or stands alone.
    """
    from nightglass.recurrence import Shelf, place  # noqa: PLC0415 - what compares costs start-up time

    every = list(reports(journal))
    told, new = tellings(journal, every, lambda done: progress(0.8 * done))
    if not new:
        return []
    if len(new) == len(every):
        return _place_all(journal, [told[r.id] for r in every], progress)
    shelf = Shelf([told[r.id] for r in every if r.id not in new])
    by_hand = _by_hand(journal)
    found = []
    for report in every:
        if report.id in new:
            shelf.add(told[report.id])
            if report.id in by_hand:  # its text was changed; where it belongs was said by a person
                placement = Placement(by_hand[report.id], None, None, 1.0)
            else:
                placement = place(shelf, members_of(journal), _apart(journal, report.id))
                _keep(journal, report.id, placement)
            keep_telling(journal, told[report.id])
            found.append((report.id, placement))
            progress(0.8 + 0.2 * len(found) / len(new))
    return found


def _place_all(journal: Journal, told: list[Telling], progress: Callable[[float], None]) -> list[tuple[str, Placement]]:
    from nightglass.recurrence import find_recurrences  # noqa: PLC0415

    found = find_recurrences(told, lambda done: progress(0.8 + 0.2 * done))
    named: dict[str, Placement] = {}
    taken = members_of(journal)
    with journal.writing() as connection:
        for members, sure in zip(found.recurrences, found.likeness, strict=True):
            identity = next((taken[m] for m in members if m in taken), None) or open_recurrence(connection)
            for report in members:
                if report not in taken:
                    note_occurrence(connection, report, identity, "found")
                named[report] = Placement(identity, None, None, sure)
    for telling in told:
        keep_telling(journal, telling)
    return [(t.id, named.get(t.id, Placement(None, None, None, 0.0))) for t in told]


def _by_hand(journal: Journal) -> dict[str, str]:
    """Return the recurrence of each report of which a person has said where it belongs."""
    table = schema.occurrences
    query = select(table.c.report, table.c.recurrence).where(table.c.verdict == "joined")
    with journal.reading() as connection:
        return {row.report: row.recurrence for row in connection.execute(query)}


def _apart(journal: Journal, report: str) -> set[str]:
    """Return the recurrences with which a person has said that a report is not the same."""
    table = schema.occurrences
    query = select(table.c.recurrence).where(table.c.report == report, table.c.verdict == "apart")
    with journal.reading() as connection:
        return set(connection.execute(query).scalars())


def _keep(journal: Journal, report: str, placement: Placement) -> None:
    with journal.writing() as connection:
        if placement.recurrence is not None:
            note_occurrence(connection, report, placement.recurrence, "found")
        elif placement.report is not None:
            identity = open_recurrence(connection)
            note_occurrence(connection, placement.report, identity, "found")
            note_occurrence(connection, report, identity, "found")


def portrait_of(journal: Journal, one: Recurrence) -> tuple[Portrait, tuple[Report, ...]]:
    """Return a recurrence with its occurrences aligned, and their reports."""
    from nightglass.recurrence import portray  # noqa: PLC0415

    own = tuple(reports_named(journal, one.reports))
    told, _ = tellings(journal, list(own), lambda _: None)
    readings = readings_of(journal, one.reports)
    portrait = portray(
        [told[r.id] for r in own],
        [r.text for r in own],
        [r.night.isoformat() for r in own],
        [readings.get(r.id) for r in own],
    )
    return portrait, own


def sureness_of(journal: Journal, one: Recurrence, shown: Collection[str]) -> dict[str, float]:
    """Return for some reports of a recurrence how likely (0 to 1) each tells the same dream as its others.

    Each is compared with the others that are asked for and with some that are spread evenly over the recurrence.
    """
    from nightglass.recurrence import together  # noqa: PLC0415

    every = one.reports
    spread = {every[k * len(every) // _SPREAD] for k in range(_SPREAD)}
    chosen = [r for r in every if r in shown or r in spread]
    own = reports_named(journal, chosen)
    told, _ = tellings(journal, own, lambda _: None)
    sure = together([told[r.id] for r in own])
    return {r.id: p for r, p in zip(own, sure, strict=True) if r.id in shown}
