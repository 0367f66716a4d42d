"""How much a journal holds, and what one holds that another does not: said before one takes the other's place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from nightglass.journal import schema
from nightglass.journal.exchange import count_to_give

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["Difference", "Holding", "differ", "holding_of"]


class Holding(msgspec.Struct, frozen=True):
    """How much a journal holds.

    Attributes
    ----------
    counts
        By table: ``nights``, ``reports``, ``recordings`` and whatever else was made; what is in the bin counts not.
    last
        The last night that was logged.
    """

    counts: dict[str, int]
    last: dt.date | None


class Difference(msgspec.Struct, frozen=True):
    """How many nights and reports would go, and how many would come, when one journal takes another's place."""

    nights_going: int
    reports_going: int
    nights_coming: int
    reports_coming: int


def holding_of(journal: Journal) -> Holding:
    """Return how much a journal holds."""
    counts = count_to_give(journal)
    table = schema.recordings
    with journal.reading() as connection:
        sounds = select(func.count()).select_from(table).where(table.c.deleted.is_(None))
        counts["recordings"] = int(connection.execute(sounds).scalar_one())
        last = select(func.max(schema.nights.c.date)).where(schema.nights.c.deleted.is_(None))
        evening = connection.execute(last).scalar_one()
    return Holding(counts, dt.date.fromisoformat(evening) if evening else None)


def differ(now: Journal, then: Journal) -> Difference:
    """Return what would go and what would come if ``then`` took the place of ``now``."""
    with now.reading() as connection:
        nights, reports = _kept(connection)
    with then.reading() as connection:
        other_nights, other_reports = _kept(connection)
    return Difference(
        len(nights - other_nights), len(reports - other_reports), len(other_nights - nights),
        len(other_reports - reports),
    )  # fmt: skip


def _kept(connection: Connection) -> tuple[set[str], set[str]]:
    """Return the dates of the nights and the ids of the reports that are not in the bin."""
    nights = select(schema.nights.c.date).where(schema.nights.c.deleted.is_(None))
    reports = select(schema.reports.c.id).where(schema.reports.c.deleted.is_(None))
    return set(connection.execute(nights).scalars()), set(connection.execute(reports).scalars())
