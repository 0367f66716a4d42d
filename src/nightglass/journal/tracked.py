"""What the person tracks beside the nights, by name, so that it need not be typed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["names_tracked"]

_MOST = 30
_QUERY = text(
    "SELECT json_extract(c.value, '$.name') AS name FROM nights n, json_each(n.contexts) c WHERE n.deleted IS NULL "
    "GROUP BY name ORDER BY count(*) DESC, name LIMIT :most"
)


def names_tracked(journal: Journal) -> list[str]:
    """Return the names of what was tracked, the most frequent first."""
    with journal.reading() as connection:
        return [str(name) for name in connection.execute(_QUERY, {"most": _MOST}).scalars()]
