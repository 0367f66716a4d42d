"""JSON documents that can only be read whole: so large, and of so many values, as an export can be."""

from __future__ import annotations

from typing import Any

import msgspec

from nightglass.journal.formats.interface import FormatError

__all__ = ["LARGEST", "document"]

LARGEST = 200_000_000
"""Bytes in the largest document."""
_MOST_VALUES = 10_000_000  # each takes about 70 bytes when it is read


def document(data: bytes, name: str) -> dict[str, Any]:
    """Return what a JSON document holds.

    Raises
    ------
    FormatError
        When it is none, or would fill the memory.
    """
    if len(data) > LARGEST or data.count(b",") + data.count(b"[") + data.count(b"{") > _MOST_VALUES:
        raise FormatError(f"{name} is larger than can be read at once; export it in parts, journal by journal.")
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{name} is no whole JSON file ({str(error)[:100]}); export it again.") from None
