"""What is being written and not yet saved as a report: kept in the journal as it is typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Draft", "drafts", "forget_draft", "keep_draft"]


class Draft(msgspec.Struct, frozen=True):
    """A text that somebody was writing, about which night, and when (UTC) it was last changed."""

    id: str
    night: dt.date | None
    text: str
    changed: dt.datetime


def keep_draft(journal: Journal, draft: Draft) -> None:
    """Keep a draft as it is now."""
    row = {
        "id": draft.id,
        "night": draft.night.isoformat() if draft.night else None,
        "text": draft.text,
        "changed": draft.changed.isoformat(),
    }
    table = schema.drafts
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.id], set_=row))


def forget_draft(journal: Journal, identity: str) -> None:
    """Remove a draft that became a report or is not wanted."""
    with journal.writing() as connection:
        connection.execute(delete(schema.drafts).where(schema.drafts.c.id == identity))


def drafts(journal: Journal) -> list[Draft]:
    """Return what was being written, the last first."""
    query = select(schema.drafts).order_by(schema.drafts.c.changed.desc())
    with journal.reading() as connection:
        return [
            Draft(
                row.id,
                dt.date.fromisoformat(row.night) if row.night else None,
                row.text,
                dt.datetime.fromisoformat(row.changed),
            )
            for row in connection.execute(query)
        ]
