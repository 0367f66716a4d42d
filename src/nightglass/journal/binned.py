"""What lies in the bin, said so that a person knows it again; never any text of a dream."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, literal, select

from nightglass.journal import schema
from nightglass.journal.bin import DAYS, KINDS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from nightglass.journal.journal import Journal

__all__ = ["BinnedThing", "binned_things", "count_binned"]


class BinnedThing(msgspec.Struct, frozen=True):
    """Something in the bin.

    Attributes
    ----------
    kind, id
        By which it is brought back.
    date
        The night or day that it belongs to, where it has one.
    name
        What the person calls it, or for a correction what it corrects.
    until
        The day on which it is gone for good.
    """

    kind: str
    id: str
    date: dt.date | None
    name: str | None
    until: dt.date


def _query(kind: str) -> Select[tuple[str, str, str, str | None, str | None]]:
    table = schema.metadata.tables[kind]
    nothing: ColumnElement[str | None] = literal(None)
    dates = {
        "nights": "date", "reports": "night", "recordings": "night", "rehearsals": "at", "phases": "begin",
        "plans": "begin",
    }  # fmt: skip
    names = {
        "reports": "title", "scripts": "title", "recurrences": "name", "phases": "name", "corrections": "finding",
        "recordings": "kind",
    }  # fmt: skip
    own = table.c.date if kind == "nights" else table.c.id
    date = table.c[dates[kind]] if kind in dates else nothing
    if kind == "corrections":
        reports = schema.reports
        date = select(reports.c.night).where(reports.c.id == table.c.report).scalar_subquery()
    name = table.c[names[kind]] if kind in names else nothing
    return select(literal(kind), own, table.c.deleted, date, name).where(table.c.deleted.is_not(None))


def binned_things(journal: Journal, most: int, skip: int = 0) -> list[BinnedThing]:
    """Return what lies in the bin, what was put there last first."""
    every: list[Any] = []
    with journal.reading() as connection:
        for kind in KINDS:
            newest = _query(kind).order_by(schema.metadata.tables[kind].c.deleted.desc()).limit(most + skip)
            every += connection.execute(newest).all()
    every.sort(key=lambda row: row[2], reverse=True)
    return [
        BinnedThing(kind, own, _day(date), name, (dt.datetime.fromisoformat(deleted) + dt.timedelta(days=DAYS)).date())
        for kind, own, deleted, date, name in every[skip : skip + most]
    ]


def count_binned(journal: Journal) -> int:
    """Return how much lies in the bin."""
    counts = [
        select(func.count())
        .select_from(schema.metadata.tables[kind])
        .where(schema.metadata.tables[kind].c.deleted.is_not(None))
        for kind in KINDS
    ]
    with journal.reading() as connection:
        return sum(int(connection.execute(query).scalar_one()) for query in counts)


def _day(date: str | None) -> dt.date | None:
    return dt.date.fromisoformat(date[:10]) if date else None
