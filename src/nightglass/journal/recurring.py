"""The dreams of a journal that keep coming back: found, joined by new reports, and corrected by the person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.readings import readings_of
from nightglass.journal.reports import find_report, new_id, reports, reports_named
from nightglass.journal.tellings import keep_telling, tellings
from nightglass.recurrence import Placement, Portrait, Shelf, find_recurrences, place, portray, together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal
    from nightglass.journal.values import Report
    from nightglass.recurrence import Telling

__all__ = [
    "Recurrence",
    "join",
    "join_to",
    "joined_by_hand",
    "name_recurrence",
    "not_the_same",
    "portrait_of",
    "recognise_recurrences",
    "recurrence",
    "recurrences",
    "sureness_of",
]

_SPREAD = 8  # tellings, with which each is compared to say how likely it belongs to them

Verdict = Literal["found", "joined", "apart"]


class Recurrence(msgspec.Struct, frozen=True):
    """A dream that keeps coming back.

    Attributes
    ----------
    id
        32 hexadecimal digits.
    name
        What the person calls it, or None.
    reports
        Its occurrences, in the order of their nights.
    first, last
        Their evenings.
    nights
        The evening of each, in the same order.
    """

    id: str
    name: str | None
    reports: tuple[str, ...]
    first: dt.date
    last: dt.date
    nights: tuple[dt.date, ...] = ()


def recurrences(journal: Journal) -> list[Recurrence]:
    """Return the recurrences with two reports or more, the one that came last first."""
    occurrence, report = schema.occurrences, schema.reports
    query = (
        select(schema.recurrences.c.id, schema.recurrences.c.name, report.c.id.label("report"), report.c.night)
        .join_from(schema.recurrences, occurrence, occurrence.c.recurrence == schema.recurrences.c.id)
        .join(report, report.c.id == occurrence.c.report)
        .where(occurrence.c.verdict != "apart", report.c.deleted.is_(None), schema.recurrences.c.deleted.is_(None))
        .order_by(report.c.night, report.c.row)
    )
    found: dict[str, list[tuple[str | None, str, str]]] = {}
    with journal.reading() as connection:
        for row in connection.execute(query):
            found.setdefault(row.id, []).append((row.name, row.report, row.night))
    made = [
        Recurrence(
            identity,
            rows[0][0],
            tuple(r for _, r, _ in rows),
            dt.date.fromisoformat(rows[0][2]),
            dt.date.fromisoformat(rows[-1][2]),
            tuple(dt.date.fromisoformat(night) for _, _, night in rows),
        )
        for identity, rows in found.items()
        if len(rows) > 1
    ]
    return sorted(made, key=lambda r: (r.last, r.first), reverse=True)


def recurrence(journal: Journal, name: str) -> Recurrence:
    """Return the recurrence with an id that begins so, or of that name.

    Raises
    ------
    JournalError
        When there is none, or more than one.
    """
    every = recurrences(journal)
    near = [r for r in every if r.name == name] or [r for r in every if len(name) >= 4 and r.id.startswith(name)]
    if len(near) != 1:
        many = "More than one recurrence is" if near else "No recurrence is"
        raise JournalError(f'{many} called "{name}"; nightglass recur lists them.')
    return near[0]


def recognise_recurrences(
    journal: Journal, progress: Callable[[float], None] = lambda _: None
) -> list[tuple[str, Placement]]:
    """Give every report that is new its place, and return these places; what stood stays as it was.

    The first time, all reports are grouped at once; later, each new one joins a recurrence, opens one, or stands alone.
    """
    every = list(reports(journal))
    told, new = tellings(journal, every, lambda done: progress(0.8 * done))
    if not new:
        return []
    if len(new) == len(every):
        return _place_all(journal, [told[r.id] for r in every], progress)
    shelf = Shelf([told[r.id] for r in every if r.id not in new])
    found = []
    for report in every:
        if report.id in new:
            shelf.add(told[report.id])
            placement = place(shelf, _members(journal), _apart(journal, report.id))
            _keep(journal, report.id, placement)
            keep_telling(journal, told[report.id])
            found.append((report.id, placement))
            progress(0.8 + 0.2 * len(found) / len(new))
    return found


def _place_all(journal: Journal, told: list[Telling], progress: Callable[[float], None]) -> list[tuple[str, Placement]]:
    found = find_recurrences(told, lambda done: progress(0.8 + 0.2 * done))
    named: dict[str, Placement] = {}
    taken = _members(journal)
    with journal.writing() as connection:
        for members, sure in zip(found.recurrences, found.likeness, strict=True):
            identity = next((taken[m] for m in members if m in taken), None) or _open(connection)
            for report in members:
                if report not in taken:
                    _note(connection, report, identity, "found")
                named[report] = Placement(identity, None, None, sure)
    for telling in told:
        keep_telling(journal, telling)
    return [(t.id, named.get(t.id, Placement(None, None, None, 0.0))) for t in told]


def _members(journal: Journal) -> dict[str, str]:
    return {report: r.id for r in recurrences(journal) for report in r.reports}


def _apart(journal: Journal, report: str) -> set[str]:
    """Return the recurrences with which a person has said that a report is not the same."""
    table = schema.occurrences
    query = select(table.c.recurrence).where(table.c.report == report, table.c.verdict == "apart")
    with journal.reading() as connection:
        return set(connection.execute(query).scalars())


def _keep(journal: Journal, report: str, placement: Placement) -> None:
    with journal.writing() as connection:
        if placement.recurrence is not None:
            _note(connection, report, placement.recurrence, "found")
        elif placement.report is not None:
            identity = _open(connection)
            _note(connection, placement.report, identity, "found")
            _note(connection, report, identity, "found")


def _open(connection: Connection) -> str:
    identity = new_id()
    connection.execute(insert(schema.recurrences).values(id=identity, made=_now()))
    return identity


def _note(connection: Connection, report: str, identity: str, verdict: Verdict) -> None:
    table = schema.occurrences
    row = {"report": report, "recurrence": identity, "verdict": verdict, "made": _now()}
    keys = [table.c.report, table.c.recurrence]
    connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=keys, set_=row))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def join(journal: Journal, report: str, other: str) -> str:
    """Keep that two reports tell the same dream, and return its recurrence; the first moves to where the other is.

    Raises
    ------
    JournalError
        When there is no such report.
    """
    members = _members(journal)
    with journal.writing() as connection:
        find_report(connection, report)
        find_report(connection, other)
        identity = members.get(other) or members.get(report) or _open(connection)
        _leave(connection, report, identity)
        for one in (report, other):
            _note(connection, one, identity, "joined")
    return identity


def join_to(journal: Journal, report: str, identity: str) -> None:
    """Keep that a report tells a dream that came back before, though it was put elsewhere, or taken out of it.

    Raises
    ------
    JournalError
        When there is no such report or recurrence.
    """
    table = schema.recurrences
    with journal.writing() as connection:
        find_report(connection, report)
        there = select(table.c.id).where(table.c.id == identity, table.c.deleted.is_(None))
        if connection.execute(there).first() is None:
            raise JournalError("There is no such recurrence, or no longer; nothing was changed.")
        _leave(connection, report, identity)
        _note(connection, report, identity, "joined")


def not_the_same(journal: Journal, report: str) -> None:
    """Keep that a report does not tell the dream with which it was put together.

    Raises
    ------
    JournalError
        When it was put together with none.
    """
    identity = _members(journal).get(report)
    if identity is None:
        raise JournalError("This report stands alone already; nothing was changed.")
    with journal.writing() as connection:
        _note(connection, report, identity, "apart")


def _leave(connection: Connection, report: str, stays: str) -> None:
    """Take a report out of all recurrences but one; the rows stay, so that its history says where it was."""
    table = schema.occurrences
    elsewhere = (table.c.report == report) & (table.c.recurrence != stays)
    connection.execute(update(table).where(elsewhere).values(verdict="apart"))


def name_recurrence(journal: Journal, identity: str, name: str | None) -> None:
    """Call a recurrence by a name of the person's own."""
    table = schema.recurrences
    with journal.writing() as connection:
        connection.execute(update(table).where(table.c.id == identity).values(name=name))


def portrait_of(journal: Journal, one: Recurrence) -> tuple[Portrait, tuple[Report, ...]]:
    """Return a recurrence with its occurrences aligned, and their reports."""
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
    every = one.reports
    spread = {every[k * len(every) // _SPREAD] for k in range(_SPREAD)}
    chosen = [r for r in every if r in shown or r in spread]
    own = reports_named(journal, chosen)
    told, _ = tellings(journal, own, lambda _: None)
    sure = together([told[r.id] for r in own])
    return {r.id: p for r, p in zip(own, sure, strict=True) if r.id in shown}


def joined_by_hand(journal: Journal, one: Recurrence) -> set[str]:
    """Return the reports of which a person has said that they belong to a recurrence."""
    table = schema.occurrences
    query = select(table.c.report).where(table.c.recurrence == one.id, table.c.verdict == "joined")
    with journal.reading() as connection:
        return set(connection.execute(query).scalars())
