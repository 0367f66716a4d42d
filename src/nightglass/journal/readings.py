"""Readings in the journal, what the person corrected in them, and reading again when the reader is newer."""

from __future__ import annotations

import datetime as dt
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.amending import amended
from nightglass.journal.bin import put_into_bin
from nightglass.journal.reports import find_report, new_id
from nightglass.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = [
    "Correction",
    "correct",
    "corrections_of",
    "not_read",
    "put_reading",
    "read_again",
    "reading_of",
    "readings_of",
]


class Correction(msgspec.Struct, frozen=True):
    """What a person changed in a reading; it stands above every reading, old or new.

    Attributes
    ----------
    id, report
        Of the correction, and of the report that it is about.
    finding
        Which finding: ``facets.immobile``, ``hvdc``, ``characters``, ``body``, ``senses.sound``, ``beats.120`` ...
    value
        What it should be, as `nightglass.reading.is_possible` says.
    made
        When (UTC).
    """

    id: str
    report: str
    finding: str
    value: Any
    made: dt.datetime


def put_reading(connection: Connection, report: str, reading: Reading) -> None:
    """Keep the reading of a report within a transaction that is under way, and what a search can find in it."""
    table = schema.readings
    row = {
        "report": report,
        "version": reading.version,
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "reading": zlib.compress(msgspec.json.encode(reading), 9),
    }
    connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.report], set_=row))
    _note_findings(connection, report, reading)


def reading_of(journal: Journal, report: str) -> Reading | None:
    """Return the last reading of a report, as the reader made it; None where it was not read yet."""
    with journal.reading() as connection:
        return _stored(connection, report)


def readings_of(journal: Journal, reports: Sequence[str]) -> dict[str, Reading]:
    """Return the readings of some reports as the person left them, by report; those not read yet are left out."""
    table, corrections = schema.readings, schema.corrections
    query = select(table.c.report, table.c.reading).where(table.c.report.in_(reports))
    touched = select(corrections.c.report).where(corrections.c.report.in_(reports), corrections.c.deleted.is_(None))
    with journal.reading() as connection:
        packed = connection.execute(query).all()
        found = {row.report: msgspec.json.decode(zlib.decompress(row.reading), type=Reading) for row in packed}
        for report in set(connection.execute(touched).scalars()) & set(found):
            found[report] = amended(found[report], _corrections(connection, report))
    return found


def _stored(connection: Connection, report: str) -> Reading | None:
    query = select(schema.readings.c.reading).where(schema.readings.c.report == report)
    packed = connection.execute(query).scalar_one_or_none()
    return None if packed is None else msgspec.json.decode(zlib.decompress(packed), type=Reading)


def correct(journal: Journal, report: str, finding: str, value: object) -> Correction:
    """Keep a correction and let searches find it.

    Raises
    ------
    JournalError
        When there is no such report.
    """
    made = Correction(new_id(), report, finding, value, dt.datetime.now(dt.UTC))
    with journal.writing() as connection:
        find_report(connection, report)
        connection.execute(
            insert(schema.corrections).values(
                id=made.id,
                report=report,
                finding=finding,
                value=msgspec.json.encode(value).decode(),
                made=made.made.isoformat(),
            )
        )
        note_corrections(connection, report)
    return made


def note_corrections(connection: Connection, report: str) -> None:
    """Let searches find a report as its corrections are now, within a transaction that is under way."""
    reading = _stored(connection, report)
    if reading is not None:
        _note_findings(connection, report, reading)


def take_back(journal: Journal, report: str, finding: str) -> list[str]:
    """Put every correction of a finding into the bin, so that the reader's word holds again; return their ids."""
    table = schema.corrections
    query = select(table.c.id).where(table.c.report == report, table.c.finding == finding, table.c.deleted.is_(None))
    with journal.reading() as connection:
        found = list(connection.execute(query.order_by(table.c.row)).scalars())
    for identity in found:
        put_into_bin(journal, "corrections", identity)
    return found


def corrections_of(journal: Journal, report: str) -> dict[str, Correction]:
    """Return the corrections that hold for a report, the last for each finding."""
    with journal.reading() as connection:
        return _corrections(connection, report)


def _corrections(connection: Connection, report: str) -> dict[str, Correction]:
    table = schema.corrections
    query = select(table).where(table.c.report == report, table.c.deleted.is_(None)).order_by(table.c.row)
    return {
        row.finding: Correction(
            row.id, row.report, row.finding, msgspec.json.decode(row.value), dt.datetime.fromisoformat(row.made)
        )
        for row in connection.execute(query)
    }


def _note_findings(connection: Connection, report: str, reading: Reading) -> None:
    """Write down what a search by facet, character or feeling looks for, the person's word before the reader's."""
    own = amended(reading, _corrections(connection, report))
    codes = [coding.item for coding in own.hvdc]
    found: set[tuple[str, str]] = set()
    for name, facet in own.facets.items():
        if facet.value is True:
            found.add(("facet", name))
        elif isinstance(facet.value, tuple):
            found |= {("theme", theme) for theme in facet.value}
        elif isinstance(facet.value, str):
            found.add((name, facet.value))
    found |= {("character", item.removeprefix("char:")) for item in codes if item.startswith("char:")}
    found |= {("feeling", item.split(":")[1].partition(",")[0]) for item in codes if item.startswith("emot:")}
    found |= {("who", c.name.casefold()) for c in own.characters if c.name}
    connection.execute(delete(schema.findings).where(schema.findings.c.report == report))
    if found:
        rows = [{"report": report, "kind": kind, "value": value} for kind, value in sorted(found)]
        connection.execute(insert(schema.findings), rows)


def not_read(journal: Journal) -> list[str]:
    """Return the ids of the reports that this reader has not read, the newest nights first."""
    from nightglass.reading import version  # noqa: PLC0415 - the reader costs start-up time

    r, d = schema.reports, schema.readings
    query = (
        select(r.c.id)
        .outerjoin(d, d.c.report == r.c.id)
        .where(r.c.deleted.is_(None), d.c.version.is_distinct_from(version()))
        .order_by(r.c.night.desc())
    )
    with journal.reading() as connection:
        return list(connection.execute(query).scalars())


def read_again(journal: Journal) -> Iterator[tuple[int, int]]:
    """Read what this reader has not read, one report after the other; yield how many are done, of how many.

    Each reading is kept as soon as it is made; corrections are not touched. It can stop at any time and go on later.
    """
    from nightglass.reading import read  # noqa: PLC0415 - the model is loaded when it is needed

    waiting = not_read(journal)
    for done, identity in enumerate(waiting, start=1):
        with journal.reading() as connection:
            report = find_report(connection, identity)
        reading = read(report.text, report.dreamer)
        with journal.writing() as connection:
            put_reading(connection, identity, reading)
        yield done, len(waiting)
