"""Our own JSON lines: everything that a journal holds, one line each, there and back without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal.formats.interface import FormatError, Options, fresh_file, opening
from nightglass.journal.values import Item, LeftOut, Night, Record, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["read", "recognises", "write"]

VERSION = 1
_LONGEST = 20_000_000
_KINDS: dict[str, type[Night | Report]] = {"night": Night, "report": Report}


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    return path.is_file() and b'"nightglass"' in head.partition(b"\n")[0]


def read(path: Path, _options: Options) -> Iterator[Item]:
    """Yield all that the lines hold.

    Raises
    ------
    FormatError
        When the file is not one of these, or of a newer Nightglass.
    """
    with opening(path), path.open("rb") as stream:
        _check_head(stream.readline(_LONGEST), path)
        number = 1
        while line := stream.readline(_LONGEST):
            number += 1
            if line.strip():
                yield _item(line, f"line {number}")


def _check_head(line: bytes, path: Path) -> None:
    try:
        head = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        head = {}
    if head.get("kind") != "nightglass":
        raise FormatError(f"{path} is no export of a Nightglass journal; its first line does not say so.")
    version = head.get("version")
    if version != VERSION:
        raise FormatError(f"{path} was written by a newer Nightglass (version {version}); install that one to read it.")


def _item(line: bytes, place: str) -> Item:
    try:
        row = msgspec.json.decode(line, type=dict[str, Any])
        kind = row.pop("kind", None)
        if kind in _KINDS:
            return msgspec.convert(row, _KINDS[kind])
        if not isinstance(kind, str):
            return LeftOut(place, "It does not say what it is.")
        return Record(kind, row)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return LeftOut(place, f"It cannot be read ({str(error)[:120]}).")


def write(items: Iterable[Item], path: Path) -> None:
    """Write all items, one line each, after a first line that says what the file is."""
    with fresh_file(path) as new, new.open("wb") as stream:
        stream.write(msgspec.json.encode({"kind": "nightglass", "version": VERSION}) + b"\n")
        for item in items:
            if isinstance(item, LeftOut):
                continue
            row = item.values if isinstance(item, Record) else msgspec.to_builtins(item)
            kind = item.table if isinstance(item, Record) else type(item).__name__.lower()
            stream.write(msgspec.json.encode({"kind": kind} | row) + b"\n")
        stream.flush()
