"""How a journal of an older Nightglass becomes one of this: a readable list, oldest first, in versions/."""

from __future__ import annotations

__all__ = ["NEWEST"]

NEWEST = 3
"""The number of the newest version, which a journal keeps in ``PRAGMA user_version``."""
