"""JSON lines in compact notation: ``{"id": "a_1", "hvdc": ["char:1MKA", "emot:AP,D"]}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from nightglass.hvdc.dreams import CodedDream, Slip
from nightglass.hvdc.files.encoding import NOT_UTF8, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Format", "read", "write"]


class Format(Protocol):
    """What every format can do."""

    def read(self, data: bytes) -> Iterator[CodedDream | Slip]:
        """Yield the coded dreams of a file, and what cannot be read of it."""

    def write(self, dreams: Sequence[CodedDream]) -> str:
        """Return the text of a file that holds these dreams."""


class _Line(msgspec.Struct, omit_defaults=True):
    id: str | int  # tables of reports often number them
    hvdc: list[str]
    collection: str = ""
    sex: str = ""
    number: str = ""
    date: str = ""
    text: str = ""


_DECODER = msgspec.json.Decoder(_Line)
_WRONG = {
    "field `id`": "the id is missing",
    "field `hvdc`": "hvdc, the list of codes, is missing",
    "$.id": "the id is neither a text nor a whole number",
    "$.hvdc": "hvdc is not a list of texts",
    **{f"$.{name}": f"{name} is not a text" for name in ("collection", "sex", "number", "date", "text")},
}
"""What is said in place of the decoder's words, by the place that they name."""

_FORM = 'each line has to be like {"id": "a_1", "hvdc": ["char:1MKA"]}'


def read(data: bytes) -> Iterator[CodedDream | Slip]:
    """Yield the dream of each line; empty lines and unknown names are passed over."""
    for number, line in enumerate(as_text(data).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _DECODER.decode(line)
        except UnicodeEncodeError:  # a lone surrogate: see `as_text`
            yield Slip(number, "", "", NOT_UTF8)
        except msgspec.DecodeError as error:
            yield Slip(number, "", "", f"{_plain(error)}; {_FORM}")
        else:
            yield CodedDream(
                str(row.id), tuple(row.hvdc), row.collection, row.sex, row.number, row.date, row.text, number
            )


def _plain(error: msgspec.DecodeError) -> str:
    if not isinstance(error, msgspec.ValidationError):
        return "this is no whole JSON object"
    words = str(error)
    for place, said in _WRONG.items():
        if place in words:
            return said
    return "this is no JSON object of a coded dream"


def write(dreams: Sequence[CodedDream]) -> str:
    """Return one line a dream."""
    rows = (
        msgspec.json.encode(_Line(d.id, list(d.hvdc), d.collection, d.sex, d.number, d.date, d.text)).decode()
        for d in dreams
    )
    return "".join(row + "\n" for row in rows)
