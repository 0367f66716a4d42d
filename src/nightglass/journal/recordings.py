"""Recordings in the journal: sound kept piece by piece, so that what was spoken before a crash is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.journal.errors import JournalError
from nightglass.journal.reports import new_id

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["LARGEST", "Recording", "add_piece", "begin_recording", "recordings", "sound_of"]

LARGEST = 64 * 1024 * 1024
"""Bytes of one recording: about four hours of speech as browsers record it."""

_KINDS = ("audio/webm", "audio/ogg", "audio/mp4", "audio/wav")


class Recording(msgspec.Struct, frozen=True):
    """What was spoken: of which night, or of which script; ``kind`` is its media type, ``size`` its bytes."""

    id: str
    night: dt.date | None
    script: str | None
    kind: str
    made: dt.datetime
    size: int


def begin_recording(journal: Journal, kind: str, *, night: dt.date | None = None, script: str | None = None) -> str:
    """Make room for a recording and return its id.

    Raises
    ------
    JournalError
        When it is no kind of sound that is known.
    """
    plain = kind.partition(";")[0].strip().casefold()
    if plain not in _KINDS:
        raise JournalError(f"This kind of recording ({plain[:40]}) is not known; nothing was kept.")
    identity = new_id()
    row = {
        "id": identity, "night": night.isoformat() if night else None, "script": script, "kind": plain,
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    with journal.writing() as connection:
        connection.execute(insert(schema.recordings).values(**row))
    return identity


def add_piece(journal: Journal, identity: str, number: int, sound: bytes) -> None:
    """Keep one piece, counted from 0; the same piece sent twice is kept once.

    Raises
    ------
    JournalError
        When there is no such recording, or it has become too large.
    """
    pieces = schema.recording_pieces
    with journal.writing() as connection:
        known = select(schema.recordings.c.id).where(schema.recordings.c.id == identity)
        if connection.execute(known).first() is None:
            raise JournalError("There is no such recording; begin a new one.")
        total = select(func.coalesce(func.sum(func.length(pieces.c.sound)), 0)).where(pieces.c.recording == identity)
        if connection.execute(total).scalar_one() + len(sound) > LARGEST:
            raise JournalError("This recording is full; what was spoken is kept. Begin a new one to go on.")
        row = {"recording": identity, "number": number, "sound": sound}
        connection.execute(insert(pieces).values(**row).on_conflict_do_nothing())


def recordings(journal: Journal, *, night: dt.date | None = None, script: str | None = None) -> list[Recording]:
    """Return the recordings of a night or of a script, or all, the oldest first; empty ones are left out."""
    table, pieces = schema.recordings, schema.recording_pieces
    query = (
        select(table, func.sum(func.length(pieces.c.sound)).label("size"))
        .join(pieces, pieces.c.recording == table.c.id)
        .where(table.c.deleted.is_(None))
        .group_by(table.c.id)
        .order_by(table.c.made)
    )
    if night is not None:
        query = query.where(table.c.night == night.isoformat())
    if script is not None:
        query = query.where(table.c.script == script)
    with journal.reading() as connection:
        return [
            Recording(
                row.id,
                dt.date.fromisoformat(row.night) if row.night else None,
                row.script,
                row.kind,
                dt.datetime.fromisoformat(row.made),
                row.size,
            )
            for row in connection.execute(query)
        ]


def sound_of(journal: Journal, identity: str) -> tuple[str, bytes]:
    """Return a recording's media type and its whole sound.

    Raises
    ------
    JournalError
        When there is none of that id.
    """
    table, pieces = schema.recordings, schema.recording_pieces
    with journal.reading() as connection:
        query = select(table.c.kind).where(table.c.id == identity, table.c.deleted.is_(None))
        kind = connection.execute(query).scalar_one_or_none()
        own = select(pieces.c.sound).where(pieces.c.recording == identity).order_by(pieces.c.number)
        sound = b"".join(connection.execute(own).scalars())
    if kind is None or not sound:
        raise JournalError("There is no such recording.")
    return kind, sound
