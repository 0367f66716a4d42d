"""The dreams of a journal that keep coming back, as they stand, and as the person corrects and names them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.naming import one_called
from nightglass.journal.reports import find_report, new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = [
    "Recurrence",
    "is_any_unplaced",
    "join",
    "join_to",
    "joined_by_hand",
    "members_of",
    "name_recurrence",
    "not_the_same",
    "note_occurrence",
    "open_recurrence",
    "recurrence",
    "recurrences",
]

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
    every = [(one.id, one.name, one) for one in recurrences(journal)]
    return one_called(name, every, "recurrence", "nightglass recur")


def members_of(journal: Journal) -> dict[str, str]:
    """Return the recurrence of each report that belongs to one."""
    return {report: r.id for r in recurrences(journal) for report in r.reports}


def is_any_unplaced(journal: Journal) -> bool:
    """Tell whether a report waits to be compared with the others."""
    own, kept = schema.reports, schema.tellings
    waits = select(own.c.id).outerjoin(kept, kept.c.report == own.c.id)
    with journal.reading() as connection:
        one = connection.execute(waits.where(own.c.deleted.is_(None), kept.c.report.is_(None)).limit(1))
        return one.first() is not None


def open_recurrence(connection: Connection) -> str:
    """Make room for a recurrence within a transaction that is under way, and return its id."""
    identity = new_id()
    connection.execute(insert(schema.recurrences).values(id=identity, made=_now()))
    return identity


def note_occurrence(connection: Connection, report: str, identity: str, verdict: Verdict) -> None:
    """Write down within a transaction that is under way how a report belongs to a recurrence, or that it does not."""
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
    members = members_of(journal)
    with journal.writing() as connection:
        find_report(connection, report)
        find_report(connection, other)
        identity = members.get(other) or members.get(report) or open_recurrence(connection)
        _leave(connection, report, identity)
        for one in (report, other):
            note_occurrence(connection, one, identity, "joined")
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
        note_occurrence(connection, report, identity, "joined")


def not_the_same(journal: Journal, report: str) -> None:
    """Keep that a report does not tell the dream with which it was put together.

    Raises
    ------
    JournalError
        When it was put together with none.
    """
    identity = members_of(journal).get(report)
    if identity is None:
        raise JournalError("This report stands alone already; nothing was changed.")
    with journal.writing() as connection:
        note_occurrence(connection, report, identity, "apart")


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


def joined_by_hand(journal: Journal, one: Recurrence) -> set[str]:
    """Return the reports of which a person has said that they belong to a recurrence."""
    table = schema.occurrences
    query = select(table.c.report).where(table.c.recurrence == one.id, table.c.verdict == "joined")
    with journal.reading() as connection:
        return set(connection.execute(query).scalars())
