"""Rehearsals and plans in the journal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.rescript import Plan, Rehearsal, check_plan, check_rehearsal

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["keep_plan", "keep_rehearsal", "plans", "rehearsals"]


def keep_rehearsal(journal: Journal, rehearsal: Rehearsal) -> None:
    """Keep a session, new or changed.

    Raises
    ------
    RescriptError
        When a rating is outside 0 to 10.
    """
    check_rehearsal(rehearsal)
    row = msgspec.structs.asdict(rehearsal) | {"at": rehearsal.at.isoformat(timespec="seconds")}
    table = schema.rehearsals
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.id], set_=row))


def rehearsals(journal: Journal, script: str | None = None) -> list[Rehearsal]:
    """Return the sessions, of one script or of all, the oldest first."""
    table = schema.rehearsals
    query = select(table).where(table.c.deleted.is_(None)).order_by(table.c.at)
    if script is not None:
        query = query.where(table.c.script == script)
    with journal.reading() as connection:
        rows = connection.execute(query).mappings().all()
    names = Rehearsal.__struct_fields__
    return [Rehearsal(**{n: row[n] for n in names} | {"at": dt.datetime.fromisoformat(row["at"])}) for row in rows]


def keep_plan(journal: Journal, plan: Plan) -> None:
    """Keep a plan, new or changed.

    Raises
    ------
    RescriptError
        When it has more or fewer minutes than the rules allow.
    """
    check_plan(plan)
    row = {
        "id": plan.id, "script": plan.script, "begin": plan.begin.isoformat(), "minutes": plan.minutes,
        "end": plan.end.isoformat() if plan.end else None,
        "at": plan.at.isoformat(timespec="minutes") if plan.at else None,
    }  # fmt: skip
    table = schema.plans
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.id], set_=row))


def plans(journal: Journal) -> list[Plan]:
    """Return the plans, the one that begins last first."""
    table = schema.plans
    query = select(table).where(table.c.deleted.is_(None)).order_by(table.c.begin.desc())
    with journal.reading() as connection:
        return [
            Plan(
                row.id,
                row.script,
                dt.date.fromisoformat(row.begin),
                dt.date.fromisoformat(row.end) if row.end else None,
                dt.time.fromisoformat(row.at) if row.at else None,
                row.minutes,
            )
            for row in connection.execute(query)
        ]
