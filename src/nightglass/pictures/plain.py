"""Words of a report made fit to be shown: on one line, short, and unable to disturb what stands around them."""

from __future__ import annotations

import unicodedata

__all__ = ["isolated", "legible", "on_one_line", "shortened", "without_isolates"]

_OVERRIDES = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_CHARACTERS = frozenset("\ufffe\uffff\ufeff")
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_JOINER = "\u200d"


def legible(text: str) -> str:
    """Return ``text`` without what no page may hold: control characters but line ends and tabs, halves of characters.

    An escape character would let a report give orders to the terminal that shows it.
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) in {"Cc", "Cs"} or c in _NO_CHARACTERS))


def on_one_line(text: str, most: int = 0) -> str:
    """Return ``text`` legible, on one line, without direction controls, in at most ``most`` characters (0: any)."""
    spaced = "".join(" " if c.isspace() else c for c in text if c not in _OVERRIDES)
    line = " ".join(legible(spaced).split())
    return shortened(line, most) if most else line


def shortened(text: str, most: int) -> str:
    """Return ``text`` in at most ``most`` characters, an ellipsis standing for the rest; letters keep their accents."""
    if len(text) <= most:
        return text
    cut = max(most - 1, 0)
    while cut and (unicodedata.combining(text[cut]) or _JOINER in {text[cut], text[cut - 1]} or text[cut] == "\ufe0f"):
        cut -= 1
    return text[:cut].rstrip() + "…"


def isolated(name: str) -> str:
    """Return a name so that one written from right to left leaves the order of the words around it alone."""
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in name):
        return f"{_FIRST_STRONG}{name}{_POP}"
    return name


def without_isolates(text: str) -> str:
    """Return ``text`` without what `isolated` adds, for terminals, many of which show it as boxes."""
    return text.replace(_FIRST_STRONG, "").replace(_POP, "")
