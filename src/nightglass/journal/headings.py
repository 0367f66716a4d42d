"""What can be said of reports without opening them: their nights and titles, never their texts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from nightglass.journal import schema

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Heading", "headings", "years_kept"]


class Heading(msgspec.Struct, frozen=True):
    """A report without its text: its id, its night, and what the person calls it."""

    id: str
    night: dt.date
    title: str | None


def headings(journal: Journal, begin: dt.date, end: dt.date) -> list[Heading]:
    """Return the headings of the reports of the nights from ``begin`` to ``end``, both included, in their order."""
    table = schema.reports
    query = (
        select(table.c.id, table.c.night, table.c.title)
        .where(table.c.deleted.is_(None), table.c.night.between(begin.isoformat(), end.isoformat()))
        .order_by(table.c.night, func.coalesce(table.c.written, ""), table.c.row)
    )
    with journal.reading() as connection:
        return [Heading(row.id, dt.date.fromisoformat(row.night), row.title) for row in connection.execute(query)]


def years_kept(journal: Journal) -> list[int]:
    """Return the years of which a night is kept, in order."""
    table = schema.nights
    year = func.substr(table.c.date, 1, 4)
    query = select(year).where(table.c.deleted.is_(None)).distinct().order_by(year)
    with journal.reading() as connection:
        return [int(y) for y in connection.execute(query).scalars()]
