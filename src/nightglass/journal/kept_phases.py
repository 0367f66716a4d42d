"""The phases that a person's nights are compared by: baseline, rehearsal, follow-up, or their own words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from nightglass.course import Phase, check_phases
from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.reports import new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["KeptPhase", "bring_phase_back", "keep_phase", "phases"]


class KeptPhase(msgspec.Struct, frozen=True):
    """A phase, and the id by which it is put into the bin."""

    id: str
    phase: Phase


def phases(journal: Journal) -> list[KeptPhase]:
    """Return the phases in the order in which they begin."""
    with journal.reading() as connection:
        return _phases(connection)


def _phases(connection: Connection) -> list[KeptPhase]:
    table = schema.phases
    query = select(table).where(table.c.deleted.is_(None)).order_by(table.c.begin)
    return [
        KeptPhase(
            row.id,
            Phase(row.name, dt.date.fromisoformat(row.begin), dt.date.fromisoformat(row.end) if row.end else None),
        )
        for row in connection.execute(query)
    ]


def keep_phase(journal: Journal, phase: Phase, today: dt.date) -> KeptPhase:
    """Keep a phase; one that goes on ends where the next begins.

    Raises
    ------
    CourseError
        If it overlaps another, begins in the future, or ends before it begins.
    """
    kept = KeptPhase(new_id(), phase)
    with journal.writing() as connection:
        check_phases([*(k.phase for k in _phases(connection)), phase], today)
        end = phase.end.isoformat() if phase.end else None
        connection.execute(
            insert(schema.phases).values(id=kept.id, name=phase.name, begin=phase.begin.isoformat(), end=end)
        )
    return kept


def bring_phase_back(journal: Journal, identity: str, today: dt.date) -> None:
    """Take a phase out of the bin, where it overlaps none that was kept since.

    Raises
    ------
    CourseError
        If it overlaps another.
    JournalError
        If it is not in the bin.
    """
    table = schema.phases
    with journal.writing() as connection:
        connection.execute(
            update(table).where(table.c.id == identity, table.c.deleted.is_not(None)).values(deleted=None)
        )
        every = _phases(connection)
        if identity not in {kept.id for kept in every}:
            raise JournalError("This phase is not in the bin any more.")
        check_phases([kept.phase for kept in every], today)
