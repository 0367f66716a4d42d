"""JSON lines in compact notation: ``{"id": "a_1", "hvdc": ["char:1MKA", "emot:AP,D"]}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from nightglass.hvdc.dreams import CodedDream
from nightglass.hvdc.errors import CodingFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Format", "read", "write"]


class Format(Protocol):
    """What every format can do."""

    def read(self, text: str, place: str) -> list[CodedDream]:
        """Return the coded dreams of a file's text; ``place`` names the file in messages."""

    def write(self, dreams: Sequence[CodedDream]) -> str:
        """Return the text of a file that holds these dreams."""


class _Line(msgspec.Struct, omit_defaults=True):
    id: str
    hvdc: list[str]
    collection: str = ""
    sex: str = ""
    number: str = ""
    date: str = ""
    text: str = ""


_DECODER = msgspec.json.Decoder(_Line)


def read(text: str, place: str) -> list[CodedDream]:
    """Return the coded dreams of a file's text; empty lines are passed over."""
    dreams = []
    for number, line in enumerate(text.splitlines() if "\u2028" not in text else text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _DECODER.decode(line)
        except msgspec.DecodeError as error:
            raise CodingFileError(
                f'{place}, line {number}: {error}; each line has to be like {{"id": "a_1", "hvdc": ["char:1MKA"]}}.'
            ) from None
        dreams.append(
            CodedDream(row.id, tuple(row.hvdc), row.collection, row.sex, row.number, row.date, row.text, number)
        )
    return dreams


def write(dreams: Sequence[CodedDream]) -> str:
    """Return one line a dream."""
    rows = (
        msgspec.json.encode(_Line(d.id, list(d.hvdc), d.collection, d.sex, d.number, d.date, d.text)).decode()
        for d in dreams
    )
    return "".join(row + "\n" for row in rows)
