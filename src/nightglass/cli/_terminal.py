"""Words beside a command's results: on standard error, so that what is printed can be piped on."""

from __future__ import annotations

import sys

__all__ = ["counted", "tell"]


def tell(words: str) -> None:
    """Say something that is no result."""
    sys.stderr.write(f"{words}\n")


def counted(number: int, what: str) -> str:
    """Return a number with what it counts: ``1 row``, ``1,200 rows``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
