"""What is being written and not yet saved as a report: kept in the journal as it is typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Draft", "drafts", "forget_draft", "keep_draft", "keep_draft_after"]


class Draft(msgspec.Struct, frozen=True):
    """A text that somebody was writing, about which night, and when (UTC) it was last changed."""

    id: str
    night: dt.date | None
    text: str
    changed: dt.datetime


def keep_draft(journal: Journal, draft: Draft) -> None:
    """Keep a draft as it is now."""
    table, row = schema.drafts, _row(draft)
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.id], set_=row))


def keep_draft_after(journal: Journal, draft: Draft, seen: dt.datetime | None) -> Draft | None:
    """Keep a draft if it still is as its writer saw it; else return the other text that is there, which stays.

    ``seen`` is when the text that was gone on from was changed, or None for a new one.
    """
    table = schema.drafts
    row = _row(draft)
    with journal.writing() as connection:
        there = connection.execute(select(table).where(table.c.id == draft.id)).one_or_none()
        if there is not None and there.text != draft.text and (seen is None or there.changed != seen.isoformat()):
            return _draft(there)
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.id], set_=row))
    return None


def forget_draft(journal: Journal, identity: str) -> None:
    """Remove a draft that became a report or is not wanted."""
    with journal.writing() as connection:
        connection.execute(delete(schema.drafts).where(schema.drafts.c.id == identity))


def drafts(journal: Journal) -> list[Draft]:
    """Return what was being written, the last first."""
    query = select(schema.drafts).order_by(schema.drafts.c.changed.desc())
    with journal.reading() as connection:
        return [_draft(row) for row in connection.execute(query)]


def _row(draft: Draft) -> dict[str, str | None]:
    night = draft.night.isoformat() if draft.night else None
    return {"id": draft.id, "night": night, "text": draft.text, "changed": draft.changed.isoformat()}


def _draft(row: Any) -> Draft:  # noqa: ANN401 - a row of SQLAlchemy
    night = dt.date.fromisoformat(row.night) if row.night else None
    return Draft(row.id, night, row.text, dt.datetime.fromisoformat(row.changed))
