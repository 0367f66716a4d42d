"""Scripts in the journal: every version is kept, none is overwritten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.naming import one_called
from nightglass.journal.reports import find_report, new_id
from nightglass.rescript import Candidate, Script, Version, check_new_script

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nightglass.journal.journal import Journal

__all__ = ["candidates", "change_script", "keep_script", "script", "scripts"]


def candidates(journal: Journal) -> list[Candidate]:
    """Return the nightmares that could be rescripted: reports of nights dreamt badly, or rated, or read as such."""
    findings, nights, own = schema.findings, schema.nights, schema.reports
    read_so = select(findings.c.report).where(findings.c.kind == "kind", findings.c.value.in_(("nightmare", "bad")))
    distress = func.coalesce(own.c.distress, nights.c.distress)
    query = (
        select(own.c.id, own.c.night, distress.label("distress"), own.c.title, own.c.replays)
        .join(nights, nights.c.date == own.c.night)
        .where(own.c.deleted.is_(None), (distress > 0) | own.c.id.in_(read_so))
        .order_by(own.c.night, func.coalesce(own.c.written, ""), own.c.row)
    )
    with journal.reading() as connection:
        rows = connection.execute(query).all()
    return [
        Candidate(row.id, dt.date.fromisoformat(row.night), row.distress, row.title, row.replays == "happened")
        for row in rows
    ]


def keep_script(  # noqa: PLR0913 - what a script consists of
    journal: Journal,
    text: str,
    *,
    report: str | None = None,
    recurrence: str | None = None,
    turning_point: int | None = None,
    title: str | None = None,
) -> Script:
    """Keep a new script.

    Raises
    ------
    JournalError
        When it has no words, or there is no such report.
    RescriptError
        When two were begun within the last week.
    """
    words, moment, identity = _words(text), dt.datetime.now(dt.UTC), new_id()
    with journal.writing() as connection:
        own = find_report(connection, report).id if report is not None else None
        check_new_script((s.made for s in _scripts(connection)), moment)
        row = {"report": own, "recurrence": recurrence, "turning_point": turning_point, "title": title}
        connection.execute(insert(schema.scripts).values(id=identity, made=moment.isoformat(), **row))
        _put_version(connection, identity, 1, words, moment)
    return script(journal, identity)


def change_script(journal: Journal, identity: str, text: str | None = None, title: str | None = None) -> Script:
    """Keep a further version of a script, or another title; versions before stay as they are."""
    known = script(journal, identity)
    with journal.writing() as connection:
        if text is not None and _words(text) != known.text:
            number = known.versions[-1].number + 1
            _put_version(connection, known.id, number, _words(text), dt.datetime.now(dt.UTC))
        if title is not None:
            table = schema.scripts
            connection.execute(update(table).where(table.c.id == known.id).values(title=title or None))
    return script(journal, known.id)


def _words(text: str) -> str:
    words = text.strip().replace("\0", "\ufffd")
    if not words:
        raise JournalError("The script has no words yet; nothing was kept.")
    return words


def _put_version(connection: Connection, identity: str, number: int, text: str, made: dt.datetime) -> None:
    row = {"script": identity, "number": number, "text": text, "made": made.isoformat()}
    connection.execute(insert(schema.script_versions).values(**row))


def scripts(journal: Journal) -> list[Script]:
    """Return all scripts, the newest first."""
    with journal.reading() as connection:
        return _scripts(connection)


def script(journal: Journal, name: str) -> Script:
    """Return a script by the first four or more signs of its id, or by its title.

    Raises
    ------
    JournalError
        When there is none, or more than one.
    """
    return one_called(name, [(s.id, s.title, s) for s in scripts(journal)], "script", "nightglass script")


def _scripts(connection: Connection) -> list[Script]:
    own, version = schema.scripts, schema.script_versions
    versions: dict[str, list[Version]] = {}
    for row in connection.execute(select(version).order_by(version.c.script, version.c.number)):
        made = dt.datetime.fromisoformat(row.made)
        versions.setdefault(row.script, []).append(Version(row.number, row.text, made))
    query = select(own).where(own.c.deleted.is_(None)).order_by(own.c.made.desc())
    return [
        Script(
            row.id,
            row.report,
            row.recurrence,
            row.turning_point,
            row.title,
            dt.datetime.fromisoformat(row.made),
            tuple(versions[row.id]),
        )
        for row in connection.execute(query)
        if row.id in versions
    ]
