"""Nights in the journal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.values import Context, Measure, Night, Waking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = [
    "check_night",
    "known_nights",
    "make_sure_of_night",
    "night",
    "night_in",
    "night_of_row",
    "nights",
    "put_night",
    "save_night",
]

_LISTS: dict[str, Any] = {
    "wakings": tuple[Waking, ...],
    "contexts": tuple[Context, ...],
    "measures": tuple[Measure, ...],
}
_MOMENTS = ("bed", "asleep", "woke", "rose")
_RATINGS = ("distress", "sleep_quality")
_COUNTS = ("awakenings", "nightmares")
_MOST = 10


def check_night(night: Night) -> None:
    """Refuse a night that cannot have been.

    Raises
    ------
    JournalError
        A rating outside 0 to 10, a negative count, a quiet night with nightmares, times in no order.
    """
    for name in _RATINGS:
        value = getattr(night, name)
        if value is not None and not 0 <= value <= _MOST:
            raise JournalError(f"{name.replace('_', ' ').capitalize()} is a number from 0 to 10, not {value}.")
    for name in _COUNTS:
        value = getattr(night, name)
        if value is not None and not 0 <= value <= 100:
            raise JournalError(f"The number of {name} is from 0 to 100, not {value}.")
    if night.state == "quiet" and night.nightmares:
        raise JournalError("A night with nightmares is not a quiet one; say one or the other.")
    known = [m for m in (getattr(night, name) for name in _MOMENTS) if m is not None]
    if any(m.tzinfo is None for m in known):
        raise JournalError("A time of the night needs its time zone.")
    if known != sorted(known):
        raise JournalError(
            "The times of a night go in this order: to bed, asleep, awake, up. One of them is too early."
        )


def save_night(journal: Journal, night: Night) -> None:
    """Keep a night; what was kept of it before stays in its history."""
    check_night(night)
    with journal.writing() as connection:
        put_night(connection, night)


def put_night(connection: Connection, night: Night) -> None:
    """Write a night within a transaction that is under way."""
    row = _row(night)
    table = schema.nights
    statement = insert(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=[table.c.date], set_=row | {"deleted": None}))


def make_sure_of_night(connection: Connection, date: dt.date, zone: str | None = None) -> None:
    """Make an unknown night where nothing is known of it, so that a report has a night to belong to."""
    row = _row(Night(date=date, zone=zone))
    connection.execute(insert(schema.nights).values(**row).on_conflict_do_nothing())


def night(journal: Journal, date: dt.date) -> Night:
    """Return a night; one that nobody logged is unknown."""
    with journal.reading() as connection:
        return night_in(connection, date)


def night_in(connection: Connection, date: dt.date) -> Night:
    """Return a night within a transaction that is under way."""
    table = schema.nights
    query = select(table).where(table.c.date == date.isoformat(), table.c.deleted.is_(None))
    found = connection.execute(query).one_or_none()
    return night_of_row(found._mapping) if found else Night(date=date)  # noqa: SLF001 - SQLAlchemy's public name


def nights(journal: Journal, begin: dt.date | None = None, end: dt.date | None = None) -> Iterator[Night]:
    """Yield the nights that were logged, oldest first, from ``begin`` to ``end``, both included."""
    table = schema.nights
    query = select(table).where(table.c.deleted.is_(None)).order_by(table.c.date)
    if begin is not None:
        query = query.where(table.c.date >= begin.isoformat())
    if end is not None:
        query = query.where(table.c.date <= end.isoformat())
    with journal.reading() as connection:
        for row in connection.execute(query):
            yield night_of_row(row._mapping)  # noqa: SLF001


def known_nights(journal: Journal, begin: dt.date, end: dt.date) -> int:
    """Return of how many nights from ``begin`` to ``end``, both included, it is known whether they were quiet."""
    table = schema.nights
    query = select(func.count()).where(
        table.c.deleted.is_(None), table.c.state != "unknown", table.c.date.between(begin.isoformat(), end.isoformat())
    )
    with journal.reading() as connection:
        return int(connection.execute(query).scalar_one())


def _row(night: Night) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(night, name) for name in night.__struct_fields__}
    row["date"] = night.date.isoformat()
    for name in _MOMENTS:
        row[name] = row[name].isoformat() if row[name] is not None else None
    for name in _LISTS:
        row[name] = msgspec.json.encode(row[name]).decode()
    return row | {"changed": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")}


def night_of_row(row: Any) -> Night:  # noqa: ANN401 - a mapping of SQLAlchemy, or what the history holds
    """Return a night as a row of its table has it."""
    values = {name: row[name] for name in Night.__struct_fields__}
    values["date"] = dt.date.fromisoformat(row["date"])
    for name in _MOMENTS:
        values[name] = dt.datetime.fromisoformat(row[name]) if row[name] else None
    for name, kind in _LISTS.items():
        values[name] = msgspec.json.decode(row[name], type=kind)
    return Night(**values)
