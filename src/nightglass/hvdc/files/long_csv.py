"""One row an item: dream_id, type, init, code, rec, char; what is known of a dream stands in its first row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc.dreams import CodedDream
from nightglass.hvdc.errors import CodingFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read", "write"]

_CODING = ["dream_id", "type", "init", "code", "rec", "char"]
_DREAM = ["collection", "sex", "number", "date", "text"]
_ACTS = frozenset(["agg", "fri", "sex", "act"])
_FORTUNES = frozenset(["mf", "gf", "succ", "fail", "emot"])
_AS_IS = "?"  # the type of an item that has another shape than its kind; it stands in the column "code" as it is


def read(text: str, place: str) -> list[CodedDream]:
    """Return the coded dreams of a file's text; rows of one dream need not stand together."""
    csv.field_size_limit(10_000_000)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, CodedDream] = {}
    items: dict[str, list[str]] = {}
    try:
        _check_columns(rows.fieldnames, place)
        for row in rows:
            if None in row or None in row.values():
                raise CodingFileError(
                    f"{place}, line {rows.line_num}: this row has another number of fields than the first; "
                    "put quotation marks around fields that hold commas."
                )
            key = row["dream_id"]
            if not key:
                raise CodingFileError(
                    f"{place}, line {rows.line_num}: the column dream_id is empty; give the dream's id."
                )
            if key not in found:
                known = {name: row.get(name) or "" for name in _DREAM}
                found[key] = CodedDream(key, (), line=rows.line_num, **known)
                items[key] = []
            items[key] += [_item(row)] if row["type"] else []
    except csv.Error as error:
        raise CodingFileError(
            f"{place}, near line {rows.line_num + 1}: {error}; check the quotation marks there."
        ) from None
    return [msgspec.structs.replace(dream, hvdc=tuple(items[key])) for key, dream in found.items()]


def _check_columns(names: Sequence[str] | None, place: str) -> None:
    missing = [name for name in _CODING if name not in (names or ())]
    if missing:
        raise CodingFileError(
            f"{place}, line 1: the column {missing[0]} is missing; a long CSV has the columns {', '.join(_CODING)}."
        )


def _item(row: dict[str, str]) -> str:
    kind = row["type"]
    if kind == _AS_IS:
        return row["code"]
    if kind in _ACTS:
        return f"{kind}:{row['init']},{row['code']},{row['rec']}"
    if kind in _FORTUNES:
        return f"{kind}:{row['code']},{row['char']}"
    return f"{kind}:{row['char'] or row['code']}" if kind == "char" else f"{kind}:{row['code']}"


def write(dreams: Sequence[CodedDream]) -> str:
    """Return one row an item, and one without a type for a dream without items."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_CODING + _DREAM)
    for dream in dreams:
        known = [dream.collection, dream.sex, dream.number, dream.date, dream.text]
        for item in dream.hvdc or ("",):
            table.writerow([dream.id, *_fields(item), *known])
            known = [""] * len(_DREAM)
    return out.getvalue()


def _fields(item: str) -> list[str]:
    kind, _, rest = item.partition(":")
    parts = rest.split(",")
    if not item:
        return ["", "", "", "", ""]
    if kind in _ACTS and len(parts) == 3:
        return [kind, parts[0], parts[1], parts[2], ""]
    if kind in _FORTUNES and len(parts) == 2:
        return [kind, "", parts[0], "", parts[1]]
    if kind == "char" and rest:
        return [kind, "", "", "", rest]
    if kind in {"set", "obj", "mod"} and rest:
        return [kind, "", rest, "", ""]
    return [_AS_IS, "", item, "", ""]
