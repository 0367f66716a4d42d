"""Words of a report made fit to be shown: on one line, short, and unable to disturb what stands around them."""

from __future__ import annotations

import unicodedata

__all__ = ["legible", "on_one_line"]

_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_CHARACTERS = frozenset("\ufffe\uffff\ufeff")


def legible(text: str) -> str:
    """Return ``text`` with nothing that a page may not hold, each such character (control, half) as a space.

    An escape character would let a report give orders to the terminal that shows it.
    """
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not _unfit(c) else " " for c in text)


def on_one_line(text: str, most: int = 0) -> str:
    """Return ``text`` legible, on one line, without direction controls, in at most ``most`` characters (0: any)."""
    line = " ".join(legible("".join(c for c in text if c not in _DIRECTIONS)).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


def _unfit(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _NO_CHARACTERS
