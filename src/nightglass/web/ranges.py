"""Which part of something a browser asks for, as RFC 9110 (section 14) writes it."""

from __future__ import annotations

import re

__all__ = ["part_asked_for"]

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


def part_asked_for(header: str | None, size: int) -> tuple[int, int] | None:
    """Return where the part that is asked for begins and ends, the end not included.

    Parameters
    ----------
    header
        The value of ``Range``; several parts at once, and what is not understood, mean the whole.
    size
        Bytes of the whole, more than 0.

    Returns
    -------
    tuple or None
        ``(0, size)`` for the whole; None where the part lies outside of it.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found[0] == "bytes=-":
        return 0, size
    if not found[1]:
        last = min(int(found[2]), size)
        return (size - last, size) if last else None
    begin = int(found[1])
    end = min(int(found[2]) + 1, size) if found[2] else size
    if begin >= size:
        return None
    return (begin, end) if begin < end else (0, size)
