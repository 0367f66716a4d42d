"""The columns of nights and reports in a table: one row a night or report, every field in a cell of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from nightglass.journal.values import Item, LeftOut, Night, Report

__all__ = ["COLUMNS", "item_from_row", "row_of"]

COLUMNS = (
    "kind", "date", "id", "text", "title", "dreamer", "written", "replays", "tags", "state", "zone", "bed", "asleep",
    "woke", "rose", "awakenings", "nightmares", "distress", "sleep_quality", "wakings", "contexts", "measures", "note",
    "source",
)  # fmt: skip
"""``date`` is the evening, of a night and of a report; lists are JSON."""

_NUMBERS = ("awakenings", "nightmares", "distress", "sleep_quality")
_LISTS = ("tags", "wakings", "contexts", "measures")


def row_of(item: Night | Report) -> dict[str, str]:
    """Return the cells of a night or report; an empty cell is what is not known."""
    row: dict[str, Any] = msgspec.to_builtins(item)
    row["date"] = row.pop("night", None) or row["date"]
    row["kind"] = type(item).__name__.lower()
    return {k: _cell(k, v) for k, v in row.items()}


def _cell(name: str, value: object) -> str:
    return msgspec.json.encode(value).decode() if name in _LISTS else str(value)


def item_from_row(row: dict[str, str], place: str) -> Item:
    """Return the night or report of a row that `row_of` made, or why it is none."""
    cells: dict[str, Any] = {k: v for k, v in row.items() if k in COLUMNS and v not in {"", None}}
    kind = {"night": Night, "report": Report}.get(str(cells.pop("kind", "")))
    if kind is None:
        return LeftOut(place, "It is neither a night nor a report.")
    if kind is Report:
        cells["night"] = cells.pop("date", None)
    try:
        for name in _NUMBERS:
            if name in cells:
                cells[name] = int(cells[name])
        for name in _LISTS:
            if name in cells:
                cells[name] = msgspec.json.decode(cells[name])
        for name in ("date", "night"):
            if name in cells:
                cells[name] = dt.date.fromisoformat(cells[name])
        item: Item = msgspec.convert(cells, kind)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError) as error:
        return LeftOut(place, f"It cannot be read ({str(error)[:120]}).")
    return item
