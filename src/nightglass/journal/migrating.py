"""Bring a journal up to date when it is opened, after a copy of it was made and verified."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from nightglass.journal.errors import DamagedError, NewerJournalError
from nightglass.journal.migrations import NEWEST

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["is_up_to_date", "migrate", "version_of"]


def version_of(connection: Connection) -> int:
    """Return which version a journal has; 0 for one that has no tables yet."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def is_up_to_date(engine: Engine) -> bool:
    """Tell whether a journal is of the newest version.

    Raises
    ------
    NewerJournalError
        When it is of one that this Nightglass does not know.
    DamagedError
        When it has no tables at all: an empty file opens with any key, and is not the journal that was made here.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    if version < 1:
        raise DamagedError("The journal's file is empty; nightglass restore shows the backups and brings one back.")
    if version > NEWEST:
        raise NewerJournalError(
            f"This journal was written by a newer Nightglass (version {version} of the journal; this one knows "
            f"{NEWEST}). Nothing was changed; install the newer Nightglass to open it."
        )
    return version == NEWEST


def migrate(engine: Engine) -> None:
    """Bring a journal to the newest version in one transaction: after an interruption it is the old one, whole."""
    from alembic import command  # noqa: PLC0415 - only a journal of another version waits for it
    from alembic.config import Config  # noqa: PLC0415

    logging.getLogger("alembic").setLevel(logging.ERROR)
    config = Config()
    config.set_main_option("script_location", "nightglass.journal:migrations")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
