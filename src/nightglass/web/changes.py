"""Tell whether a journal has changed since something was worked out from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from nightglass.journal import Journal

__all__ = ["changes_so_far"]

_COUNTED = ("nights", "reports", "readings", "occurrences", "corrections", "scripts", "rehearsals", "phases", "plans")
_QUERY = text(
    "SELECT (SELECT max(id) FROM history), (SELECT count(*) FROM script_versions), "
    + ", ".join(f"(SELECT count(*) FROM {table})" for table in _COUNTED)
)


def changes_so_far(journal: Journal) -> tuple[int, ...]:
    """Return numbers that differ when anything but a draft was added, changed or removed."""
    with journal.reading() as connection:
        return tuple(connection.execute(_QUERY).one())
