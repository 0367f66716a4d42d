"""Reports in the journal: kept, changed, put into the bin, taken out of it."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.nights import make_sure_of_night
from nightglass.journal.values import Report
from nightglass.text import check_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["find_report", "new_id", "put_report", "report", "report_of_row", "reports", "reports_named", "save_report"]


def new_id() -> str:
    """Return 32 hexadecimal digits that nothing else has."""
    return secrets.token_hex(16)


def save_report(journal: Journal, report: Report) -> None:
    """Keep a report, new or changed; what it was before stays in its history.

    Raises
    ------
    NightglassError
        When there is no text, or more than a report can hold; or a rating is outside 0 to 10.
    """
    check_report(report.text, "the report")
    if report.distress is not None and not 0 <= report.distress <= 10:
        raise JournalError(f"Distress is a number from 0 to 10, not {report.distress}.")
    with journal.writing() as connection:
        put_report(connection, report)


def put_report(connection: Connection, report: Report) -> None:
    """Write a report within a transaction that is under way."""
    make_sure_of_night(connection, report.night)
    row: dict[str, Any] = {name: getattr(report, name) for name in report.__struct_fields__}
    row |= {
        "night": report.night.isoformat(),
        "written": report.written.isoformat() if report.written else None,
        "tags": msgspec.json.encode(report.tags).decode(),
        "changed": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    table, readings = schema.reports, schema.readings
    same = (table.c.text == report.text) & table.c.dreamer.is_not_distinct_from(report.dreamer)
    other = select(table.c.id).where(table.c.id == report.id, ~same)
    connection.execute(delete(readings).where(readings.c.report.in_(other)))  # it was of the old text, or dreamer
    statement = insert(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=[table.c.id], set_=row | {"deleted": None}))


def report(journal: Journal, identity: str) -> Report:
    """Return a report by its id.

    Raises
    ------
    JournalError
        When there is none.
    """
    with journal.reading() as connection:
        return find_report(connection, identity)


def find_report(connection: Connection, identity: str) -> Report:
    """Return a report by its id or the first four or more signs of it.

    Raises
    ------
    JournalError
        When there is none, or several begin so.
    """
    table = schema.reports
    if len(identity) < 4 or set(identity) - set("0123456789abcdef"):
        raise JournalError(f'"{identity}" is no report; nightglass list shows their names.')
    query = select(table).where(table.c.id.startswith(identity), table.c.deleted.is_(None)).limit(2)
    found = connection.execute(query).all()
    if not found:
        raise JournalError(f"There is no report {identity}; nightglass list shows their names.")
    if len(found) > 1:
        raise JournalError(f"Several reports begin with {identity}; write more of its name.")
    return report_of_row(found[0]._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def reports(
    journal: Journal, begin: dt.date | None = None, end: dt.date | None = None, *, newest_first: bool = False
) -> Iterator[Report]:
    """Yield the reports of the nights from ``begin`` to ``end``, both included, in the order of the nights."""
    table = schema.reports
    order = [table.c.night, func.coalesce(table.c.written, ""), table.c.row]
    query = select(table).where(table.c.deleted.is_(None))
    query = query.order_by(*((c.desc() for c in order) if newest_first else order))
    if begin is not None:
        query = query.where(table.c.night >= begin.isoformat())
    if end is not None:
        query = query.where(table.c.night <= end.isoformat())
    with journal.reading() as connection:
        for row in connection.execute(query):
            yield report_of_row(row._mapping)  # noqa: SLF001


def reports_named(journal: Journal, identities: Sequence[str]) -> list[Report]:
    """Return the reports with these whole ids, in this order; those that are not there or in the bin are left out."""
    table = schema.reports
    query = select(table).where(table.c.id.in_(identities), table.c.deleted.is_(None))
    with journal.reading() as connection:
        found = {row.id: report_of_row(row._mapping) for row in connection.execute(query)}  # noqa: SLF001
    return [found[identity] for identity in identities if identity in found]


def report_of_row(row: Any) -> Report:  # noqa: ANN401 - a mapping of SQLAlchemy, or what the history holds
    """Return a report as a row of its table has it."""
    values = {name: row[name] for name in Report.__struct_fields__}
    values["night"] = dt.date.fromisoformat(row["night"])
    values["written"] = dt.datetime.fromisoformat(row["written"]) if row["written"] else None
    values["tags"] = msgspec.json.decode(row["tags"], type=tuple[str, ...])
    return Report(**values)
