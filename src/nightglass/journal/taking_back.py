"""Undo an import: what came in goes into the bin, and nights that were there before are again as they were."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select, update

from nightglass.journal import schema
from nightglass.journal.bin import KINDS
from nightglass.journal.exchange import Understood, take_in
from nightglass.journal.nights import night_in, put_night
from nightglass.journal.values import Night

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["TakenIn", "redo_taking_in", "take_in_with_way_back", "undo_taking_in"]

_AT_ONCE = 500


class TakenIn(msgspec.Struct, frozen=True):
    """What an import brought.

    Attributes
    ----------
    nights
        Each night as it was before, or None where there was none.
    reports
        The ids of the new reports.
    records
        By table the ids of what else is new, as far as the bin takes it.
    """

    nights: dict[dt.date, Night | None]
    reports: tuple[str, ...]
    records: dict[str, tuple[str, ...]]


def take_in_with_way_back(journal: Journal, understood: Understood) -> TakenIn:
    """Take in what an import understood, all of it or nothing, and return what is needed to undo it."""
    evenings = {*understood.nights, *(report.night for report in understood.reports)}
    table = schema.nights
    with journal.reading() as connection:
        there = set(connection.execute(select(table.c.date).where(table.c.deleted.is_(None))).scalars())
        before = {
            evening: night_in(connection, evening) if evening.isoformat() in there else None for evening in evenings
        }
    take_in(journal, understood)
    records: dict[str, list[str]] = {}
    for record in understood.records:
        identity = record.values.get("id")
        if record.table in KINDS and isinstance(identity, str):
            records.setdefault(record.table, []).append(identity)
    return TakenIn(before, tuple(r.id for r in understood.reports), {k: tuple(v) for k, v in records.items()})


def undo_taking_in(journal: Journal, taken: TakenIn) -> None:
    """Put what came in into the bin, in one transaction; what was there before is as it was.

    Settings that an import brought stay: they hold nothing of any night.
    """
    moment = dt.datetime.now(dt.UTC).isoformat()
    with journal.writing() as connection:
        _bin(connection, "reports", taken.reports, moment)
        for kind, names in taken.records.items():
            _bin(connection, kind, names, moment)
        held = select(schema.reports.c.night).where(schema.reports.c.deleted.is_(None))
        in_use = set(connection.execute(held).scalars())  # the person has written in them since
        new = [evening.isoformat() for evening, night in taken.nights.items() if night is None]
        _bin(connection, "nights", [name for name in new if name not in in_use], moment)
        for night in taken.nights.values():
            if night is not None:
                put_night(connection, night)


def redo_taking_in(journal: Journal, understood: Understood, taken: TakenIn) -> None:
    """Have again what `undo_taking_in` put into the bin."""
    take_in(journal, understood)
    with journal.writing() as connection:
        for kind, names in taken.records.items():
            _bin(connection, kind, names, None)


def _bin(connection: Connection, kind: str, names: tuple[str, ...] | list[str], moment: str | None) -> None:
    """Put rows into the bin at a moment, or take them out of it."""
    table = schema.metadata.tables[kind]
    name = table.c.date if kind == "nights" else table.c.id
    for k in range(0, len(names), _AT_ONCE):
        part = names[k : k + _AT_ONCE]
        there = table.c.deleted.is_(None) if moment else table.c.deleted.is_not(None)
        connection.execute(update(table).where(name.in_(part), there).values(deleted=moment))
