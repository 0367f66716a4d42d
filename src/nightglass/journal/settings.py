"""What a person has set: small values by name, kept in the journal with everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["keep_setting", "setting"]


def setting(journal: Journal, name: str, otherwise: object = None) -> Any:  # noqa: ANN401 - JSON
    """Return a setting, or ``otherwise`` where it was never set, or was brought in as something else than JSON."""
    query = select(schema.settings.c.value).where(schema.settings.c.name == name)
    with journal.reading() as connection:
        value = connection.execute(query).scalar_one_or_none()
    try:
        return otherwise if value is None else msgspec.json.decode(value)
    except msgspec.DecodeError:
        return otherwise


def keep_setting(journal: Journal, name: str, value: object) -> None:
    """Keep a setting: any value that JSON can hold."""
    row = {"name": name, "value": msgspec.json.encode(value).decode()}
    table = schema.settings
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.name], set_=row))
