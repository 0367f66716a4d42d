"""One row an item: dream_id, type, init, code, rec, char; what is known of a dream stands in its first row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from nightglass.hvdc.dreams import CodedDream, Slip
from nightglass.hvdc.files.encoding import LONE, NOT_UTF8, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read", "write"]

_CODING = ["dream_id", "type", "init", "code", "rec", "char"]
_DREAM = ["collection", "sex", "number", "date", "text"]
_ACTS = frozenset(["agg", "fri", "sex", "act"])
_FORTUNES = frozenset(["mf", "gf", "succ", "fail", "emot"])
_AS_IS = "?"  # the type of an item that has another shape than its kind; it stands in the column "code" as it is
_WIDEST = 10_000_000  # characters in one field


class _Gathered:
    """The items of one dream and the lines in which they stand, while its rows come in."""

    def __init__(self, line: int, known: dict[str, str]) -> None:
        self.line, self.known = line, known
        self.items: list[str] = []
        self.lines: list[int] = []


def read(data: bytes) -> Iterator[CodedDream | Slip]:
    """Yield the coded dreams of a file; rows of one dream need not stand together.

    Semicolons or tabs may part the columns instead of commas.
    """
    csv.field_size_limit(_WIDEST)
    text = as_text(data)
    head = text[: text.find("\n") if "\n" in text else None]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(head), strict=True)
    gathered: dict[str, _Gathered] = {}
    try:
        names = [name.strip() for name in next(rows, [])]
        missing = [name for name in _CODING if name not in names]
        if missing:
            columns = ", ".join(_CODING)
            yield Slip(1, "", "", f"the column {missing[0]} is missing; a long CSV has the columns {columns}")
            return
        places = [names.index(name) if name in names else -1 for name in _CODING + _DREAM]
        broken = LONE.search(text) is not None
        for row in rows:
            if broken and any(LONE.search(cell) for cell in row):
                yield Slip(rows.line_num, "", "", NOT_UTF8)
            elif row and (slip := _take(row, places, len(names), rows.line_num, gathered)):
                yield slip
    except csv.Error as error:
        yield Slip(rows.line_num, "", "", f"{error}; check the quotation marks there and in the lines before")
    for key, found in gathered.items():
        yield CodedDream(key, tuple(found.items), **found.known, line=found.line, lines=tuple(found.lines))


def _take(row: list[str], places: list[int], width: int, line: int, gathered: dict[str, _Gathered]) -> Slip | None:
    if len(row) != width:
        return Slip(
            line, "", "", "this row has another number of fields than the first; put quotation marks around fields "
            "that hold commas",
        )  # fmt: skip
    key, kind, init, code, rec, char, *known = [row[place] if place >= 0 else "" for place in places]
    if not key:
        return Slip(line, "", "", "the column dream_id is empty; give the dream's id")
    if key not in gathered:
        gathered[key] = _Gathered(line, dict(zip(_DREAM, known, strict=True)))
    if kind:
        gathered[key].items.append(_item(kind, init, code, rec, char))
        gathered[key].lines.append(line)
    return None


def _delimiter(head: str) -> str:
    return max(",;\t", key=head.count) if head.count(",") < len(_CODING) - 1 else ","


def _item(kind: str, init: str, code: str, rec: str, char: str) -> str:
    if kind == _AS_IS:
        return code
    if kind in _ACTS:
        return f"{kind}:{init},{code},{rec}"
    if kind in _FORTUNES:
        return f"{kind}:{code},{char}"
    return f"{kind}:{char or code}" if kind == "char" else f"{kind}:{code}"


def write(dreams: Sequence[CodedDream]) -> str:
    """Return one row an item, and one without a type for a dream without items."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")  # RFC 4180; so that a bare "\r" is quoted too
    table.writerow(_CODING + _DREAM)
    for dream in dreams:
        known = [dream.collection, dream.sex, dream.number, dream.date, dream.text]
        for item in dream.hvdc or (None,):
            table.writerow([dream.id, *_fields(item), *known])
            known = [""] * len(_DREAM)
    return out.getvalue()


def _fields(item: str | None) -> list[str]:
    if item is None:
        return ["", "", "", "", ""]
    kind, _, rest = item.partition(":")
    parts = rest.split(",")
    if kind in _ACTS and len(parts) == 3:
        return [kind, *parts, ""]
    if kind in _FORTUNES and len(parts) == 2:
        return [kind, "", parts[0], "", parts[1]]
    if kind == "char" and rest:
        return [kind, "", "", "", rest]
    if kind in {"set", "obj", "mod"} and rest:
        return [kind, "", rest, "", ""]
    return [_AS_IS, "", item, "", ""]
