"""Tell whether a journal has changed since something was worked out from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from nightglass.journal import Journal

__all__ = ["changes_so_far", "course_changes"]

_COUNTED = ("nights", "reports", "readings", "occurrences", "corrections", "scripts", "rehearsals", "phases", "plans")
_MOVED = (
    "(SELECT coalesce(max(made), '') FROM occurrences), "  # one that leaves and one that comes leave the count alone
)
_QUERY = text(
    f"SELECT {_MOVED}(SELECT max(id) FROM history), (SELECT count(*) FROM script_versions), "
    + ", ".join(f"(SELECT count(*) FROM {table})" for table in _COUNTED)
)

_OF_COURSE = ("nights", "reports", "recurrences", "occurrences", "phases")
_COURSE_QUERY = text(
    f"SELECT {_MOVED}(SELECT max(id) FROM history WHERE kept IN ("
    + ", ".join(f"'{table}'" for table in _OF_COURSE)
    + ")), "
    + ", ".join(f"(SELECT count(*) FROM {table})" for table in _OF_COURSE)
)


def changes_so_far(journal: Journal) -> tuple[object, ...]:
    """Return values that differ when anything but a draft was added, changed or removed."""
    with journal.reading() as connection:
        return tuple(connection.execute(_QUERY).one())


def course_changes(journal: Journal) -> tuple[object, ...]:
    """Return values that differ when nights, phases or what came back changed; reading reports changes none of it."""
    with journal.reading() as connection:
        return tuple(connection.execute(_COURSE_QUERY).one())
