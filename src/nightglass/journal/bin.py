"""The bin, and the history of every change: what was deleted can be had back for 30 days, then it is gone for good."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select, update

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.settings import keep_setting, setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = [
    "DAYS",
    "Binned",
    "Change",
    "bring_back",
    "changes_of",
    "empty_bin",
    "empty_bin_daily",
    "in_bin",
    "put_into_bin",
]

DAYS = 30
_EMPTIED = "bin_emptied"

KINDS = (
    "nights", "reports", "corrections", "recurrences", "scripts", "recordings", "rehearsals", "phases", "plans",
)  # fmt: skip


class Binned(msgspec.Struct, frozen=True):
    """Something in the bin: what and which, and the moment (UTC) it was put there."""

    kind: str
    id: str
    deleted: dt.datetime


class Change(msgspec.Struct, frozen=True):
    """What a row was before a change, and when (UTC) it changed."""

    at: dt.datetime
    before: dict[str, Any]


def _name(kind: str) -> Any:  # noqa: ANN401 - a column of SQLAlchemy
    table = schema.metadata.tables[kind]
    return table.c.date if kind == "nights" else table.c.id


def put_into_bin(journal: Journal, kind: str, identity: str) -> None:
    """Put something into the bin, where it stays for 30 days.

    Raises
    ------
    JournalError
        When it is not there.
    """
    _mark(journal, kind, identity, dt.datetime.now(dt.UTC).isoformat())


def bring_back(journal: Journal, kind: str, identity: str) -> None:
    """Take something out of the bin, as it was.

    Raises
    ------
    JournalError
        When it is not there, or no longer.
    """
    _mark(journal, kind, identity, None)


def _mark(journal: Journal, kind: str, identity: str, moment: str | None) -> None:
    table = schema.metadata.tables[kind]
    there = table.c.deleted.is_(None) if moment else table.c.deleted.is_not(None)
    with journal.writing() as connection:
        done = connection.execute(update(table).where(_name(kind) == identity, there).values(deleted=moment))
        if kind == "corrections":
            _note(connection, identity)
    if not done.rowcount:
        where = "in the journal" if moment else "in the bin any more"
        raise JournalError(f"{identity} is not {where}.")


def _note(connection: Connection, correction: str) -> None:
    """Let searches know that a correction holds no more, or again."""
    from nightglass.journal.readings import note_corrections  # noqa: PLC0415 - the reader costs start-up time

    table = schema.corrections
    report = connection.execute(select(table.c.report).where(table.c.id == correction)).scalar_one_or_none()
    if report is not None:
        note_corrections(connection, report)


def in_bin(journal: Journal) -> list[Binned]:
    """Return what is in the bin, last first."""
    found = []
    with journal.reading() as connection:
        for kind in KINDS:
            table = schema.metadata.tables[kind]
            for name, moment in connection.execute(
                select(_name(kind), table.c.deleted).where(table.c.deleted.is_not(None))
            ):
                found.append(Binned(kind, name, dt.datetime.fromisoformat(moment)))
    return sorted(found, key=lambda b: b.deleted, reverse=True)


def empty_bin(journal: Journal, moment: dt.datetime | None = None) -> int:
    """Remove for good what has been in the bin for more than 30 days at ``moment`` (by default now); return how many.

    Removed rows are overwritten (secure_delete), their history and findings with them, and the file is written anew
    without their pages.
    """
    before = (moment or dt.datetime.now(dt.UTC)) - dt.timedelta(days=DAYS)
    gone = 0
    with journal.writing() as connection:
        for kind in reversed(KINDS):
            table = schema.metadata.tables[kind]
            old = table.c.deleted.is_not(None) & (table.c.deleted < before.isoformat())
            if kind == "nights":
                held = select(schema.reports.c.night)
                old &= table.c.date.not_in(held)
            names = connection.execute(select(_name(kind)).where(old)).scalars().all()
            for name in names:
                _remove(connection, kind, name)
            gone += len(names)
        if gone:
            connection.exec_driver_sql("INSERT INTO words (words) VALUES ('optimize')")
    if gone:
        journal.write_anew()
    return gone


def empty_bin_daily(journal: Journal, today: dt.date | None = None) -> int:
    """Empty the bin once a day, but not on the day after a jump of the clock; return how many rows are gone for good.

    A clock that jumps ahead would make everything in the bin look old. So a day that comes more than a month after the
    last one, or before it, only counts as seen; the next one empties.
    """
    date = today or dt.datetime.now(dt.UTC).date()
    last = setting(journal, _EMPTIED)
    if last == date.isoformat():
        return 0
    keep_setting(journal, _EMPTIED, date.isoformat())
    if last is None or not 0 < (date - dt.date.fromisoformat(last)).days <= DAYS:
        return 0
    return empty_bin(journal, dt.datetime.combine(date, dt.time(), dt.UTC))


def _remove(connection: Connection, kind: str, name: str) -> None:
    table, history = schema.metadata.tables[kind], schema.history
    if kind == "reports":
        own = select(schema.corrections.c.id).where(schema.corrections.c.report == name)
        connection.execute(delete(history).where(history.c.kept == "corrections", history.c.row.in_(own)))
        connection.execute(delete(history).where(history.c.kept == "occurrences", history.c.row == name))
    connection.execute(delete(table).where(_name(kind) == name))
    connection.execute(delete(history).where(history.c.kept == kind, history.c.row == name))


def changes_of(journal: Journal, kind: str, identity: str) -> list[Change]:
    """Return what a row was before each of its changes, the oldest first."""
    table = schema.history
    query = select(table.c.at, table.c.before).where(table.c.kept == kind, table.c.row == identity).order_by(table.c.id)
    with journal.reading() as connection:
        return [
            Change(dt.datetime.fromisoformat(at), msgspec.json.decode(before))
            for at, before in connection.execute(query)
        ]
