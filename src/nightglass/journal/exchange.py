"""Take what an importer understood into the journal, all of it or nothing; and give out all that a journal holds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.errors import NightglassError
from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.nights import check_night, night_in, nights, put_night
from nightglass.journal.reports import put_report, reports
from nightglass.journal.rows import LINKS, fault_of, is_name
from nightglass.journal.values import Item, LeftOut, Night, Record, Report
from nightglass.text import check_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["RECORDS", "Understood", "count_to_give", "give_out", "take_in", "understand", "with_settings"]

_MOST_ITEMS, _MOST_SIGNS = 500_000, 300_000_000
RECORDS = (
    "corrections", "recurrences", "occurrences", "scripts", "script_versions", "rehearsals", "phases", "plans",
    "settings",
)  # fmt: skip
"""What else a journal holds, in an order in which what is pointed at comes first."""


class Understood(msgspec.Struct):
    """What an import would do, before it does it.

    Attributes
    ----------
    nights, reports, records
        New, or nights of which more becomes known.
    known
        How many the journal has already.
    left_out
        What is not taken, with place and reason.
    settings
        Settings that the journal has none of yet. They are taken only where somebody says so (`with_settings`): in a
        file from elsewhere they could keep a journal from locking, or put a stranger's number on the page for care.
    """

    nights: dict[dt.date, Night]
    reports: list[Report]
    records: list[Record]
    known: int
    left_out: list[LeftOut]
    settings: list[Record] = []


def understand(journal: Journal, items: Iterable[Item]) -> Understood:
    """Look through what an importer yields and tell what is new; nothing is written."""
    found = Understood({}, [], [], 0, [])
    with journal.reading() as connection:
        taken = _Taken(connection)
        for item in _not_too_many(items):
            if isinstance(item, LeftOut):
                found.left_out.append(item)
            elif isinstance(item, Night):
                _understand_night(item, taken, found)
            elif isinstance(item, Report):
                _understand_report(item, taken, found)
            elif not _is_record(item):
                found.left_out.append(LeftOut(item.table, "This kind of row is not known to this Nightglass."))
            elif (fault := fault_of(item)) is not None:
                found.left_out.append(LeftOut(f"{item.table} {item.values.get('id', '')}".strip(), fault))
            elif taken.has_record(item):
                found.known += 1
            else:
                (found.settings if item.table == "settings" else found.records).append(item)
        _leave_out_what_belongs_to_nothing(taken, found)
    return found


def _not_too_many(items: Iterable[Item]) -> Iterator[Item]:
    signs = 0
    for number, item in enumerate(items):
        signs += _signs(item)
        if number >= _MOST_ITEMS or signs > _MOST_SIGNS:
            raise JournalError("This file holds more than a lifetime of nights; divide it and import it in parts.")
        yield item


def _signs(item: Item) -> int:
    if isinstance(item, Report):
        return len(item.text)
    if isinstance(item, Record):
        return sum(len(value) for value in item.values.values() if isinstance(value, str))
    return len(item.note or "") if isinstance(item, Night) else len(item.reason)


def _leave_out_what_belongs_to_nothing(taken: _Taken, found: Understood) -> None:
    """Leave out rows of something that is neither in the journal nor taken in: one of them would stop all others."""
    names = {table: taken.names(table) for table in LINKS.values()}
    names["reports"] |= taken.ids
    for record in found.records:
        if record.table in names:
            names[record.table].add(str(record.values.get("id")))
    stay = []
    for record in found.records:
        lost = [c for c, table in LINKS.items() if record.values.get(c, "") not in {"", None, *names[table]}]
        if lost:
            found.left_out.append(LeftOut(record.table, f"The {lost[0]} that it belongs to is not there."))
        else:
            stay.append(record)
    found.records[:] = stay


class _Taken:
    """What the journal has already, as far as an import asks for it."""

    def __init__(self, connection: Connection) -> None:
        r = schema.reports
        rows = connection.execute(select(r.c.id, r.c.source, r.c.night, r.c.text)).all()
        self.ids = {row.id for row in rows}
        self.sources = {row.source for row in rows if row.source}
        self.texts = {(row.night, row.text.strip()) for row in rows}
        self.nights: dict[str, Night] = {}
        self._connection = connection

    def night(self, night: Night) -> Night:
        """Return what is known of a night, in the journal or from earlier in the same file."""
        key = night.date.isoformat()
        if key not in self.nights:
            self.nights[key] = night_in(self._connection, night.date)
        return self.nights[key]

    def names(self, table: str) -> set[str]:
        """Return the names of all that is in a table."""
        return set(self._connection.execute(select(schema.metadata.tables[table].c.id)).scalars())

    def has_record(self, record: Record) -> bool:
        """Tell whether a row of that name is there."""
        table = schema.metadata.tables[record.table]
        names = [c.name for c in table.primary_key.columns]
        names = ["id"] if names == ["row"] else names
        same = [table.c[name] == record.values.get(name) for name in names]
        return self._connection.execute(select(table).where(*same)).first() is not None


def _understand_night(item: Night, taken: _Taken, found: Understood) -> None:
    before = taken.night(item)
    after = merge_nights(before, item)
    if after == before:
        found.known += 1
        return
    try:
        check_night(after)
    except JournalError as error:
        found.left_out.append(LeftOut(f"the night of {item.date}", str(error)))
        return
    taken.nights[item.date.isoformat()] = after
    found.nights[item.date] = after


def merge_nights(before: Night, more: Night) -> Night:
    """Return what is known of a night from both; what a person has said stands, and only gaps are filled."""
    changes: dict[str, Any] = {}
    for name in Night.__struct_fields__:
        old, new = getattr(before, name), getattr(more, name)
        empty = old is None or old == () or (name == "state" and old == "unknown")
        if empty and new not in {None, ()}:
            changes[name] = new
    if changes.get("state") == "quiet" and before.nightmares:
        del changes["state"]
    if changes.get("nightmares") and before.state == "quiet":
        del changes["nightmares"]
    return msgspec.structs.replace(before, **changes)


def _understand_report(item: Report, taken: _Taken, found: Understood) -> None:
    if (
        item.id in taken.ids
        or item.source in taken.sources
        or (item.night.isoformat(), item.text.strip()) in taken.texts
    ):
        found.known += 1
        return
    if not is_name(item.id):
        found.left_out.append(LeftOut(item.source or item.night.isoformat(), "The name of this report is none."))
        return
    try:
        check_report(item.text, "the report")
    except NightglassError as error:
        found.left_out.append(LeftOut(item.source or item.id, str(error)))
        return
    taken.ids.add(item.id)
    taken.texts.add((item.night.isoformat(), item.text.strip()))
    if item.source:
        taken.sources.add(item.source)
    found.reports.append(item)


def _is_record(item: Record) -> bool:
    return item.table in RECORDS and set(item.values) <= {c.name for c in schema.metadata.tables[item.table].columns}


def with_settings(found: Understood) -> Understood:
    """Return what is to be taken in with the settings among it."""
    return msgspec.structs.replace(found, records=[*found.records, *found.settings], settings=[])


def take_in(journal: Journal, understood: Understood) -> None:
    """Write what was understood, in one transaction: after an interruption all of it is there, or nothing."""
    order = {name: k for k, name in enumerate(RECORDS)}
    with journal.writing() as connection:
        for night in understood.nights.values():
            put_night(connection, night)
        for report in understood.reports:
            put_report(connection, report)
        for record in sorted(understood.records, key=lambda r: order[r.table]):
            table = schema.metadata.tables[record.table]
            connection.execute(insert(table).values(**record.values).on_conflict_do_nothing())


def give_out(journal: Journal, *, everything: bool = True) -> Iterator[Item]:
    """Yield all that a journal holds: nights, reports, and (``everything``) corrections, scripts, rehearsals and plans.

    Readings are not among them: the reader makes them again from the reports.
    """
    yield from nights(journal)
    yield from reports(journal)
    if not everything:
        return
    with journal.reading() as connection:
        for name in RECORDS:
            table = schema.metadata.tables[name]
            for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                yield Record(name, {k: v for k, v in row._mapping.items() if v is not None and k != "row"})  # noqa: SLF001


def count_to_give(journal: Journal) -> dict[str, int]:
    """Return how many of each `give_out` yields: ``nights``, ``reports``, and each table of `RECORDS`."""
    counts: dict[str, int] = {}
    with journal.reading() as connection:
        for name in ("nights", "reports", *RECORDS):
            table = schema.metadata.tables[name]
            query = select(func.count()).select_from(table)
            if name not in RECORDS:
                query = query.where(table.c.deleted.is_(None))
            counts[name] = int(connection.execute(query).scalar_one())
    return counts
