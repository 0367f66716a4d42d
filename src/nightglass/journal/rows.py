"""Tell whether a row that is brought in from a file is one that a journal could have written."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal import schema
from nightglass.reading import is_possible

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.journal.values import Record

__all__ = ["LINKS", "fault_of", "is_name"]

LINKS = {"report": "reports", "recurrence": "recurrences", "script": "scripts"}
"""Which columns hold the name of something else, and of what."""

_NAME = re.compile(r"[0-9a-f]{32}")
_LONGEST = 1_000_000  # signs; a report has at most 200,000
_MOST = 100_000
_VERDICTS = ("found", "joined", "apart")


def is_name(value: object) -> bool:
    """Tell whether something is a name as `nightglass.journal.new_id` gives them."""
    return isinstance(value, str) and bool(_NAME.fullmatch(value))


def fault_of(record: Record) -> str | None:
    """Return why a row is not taken in, as a sentence; None where it is."""
    needed = (c.name for c in schema.metadata.tables[record.table].columns if not c.nullable and c.name != "row")
    for column in needed:
        if record.values.get(column) is None:
            return f"It has no {column}."
    if record.table == "corrections" and not _is_correction(record):
        return "It corrects nothing that a reader finds."
    for column, value in record.values.items():
        check = _CHECKS.get(f"{record.table}.{column}") or _CHECKS.get(column, _is_text)
        if value is not None and not check(value):
            return f"Its {column} is nothing that a journal holds there."
    return None


def _is_correction(record: Record) -> bool:
    value = record.values.get("value")
    return _is_json(value) and is_possible(str(record.values.get("finding")), msgspec.json.decode(str(value)))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _is_json(value: object) -> bool:
    if not _is_text(value):
        return False
    try:
        msgspec.json.decode(str(value))
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _reads_as(read: Callable[[str], Any]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        try:
            read(value if isinstance(value, str) else "")
        except ValueError:
            return False
        return True

    return check


_CHECKS: dict[str, Callable[[object], bool]] = {
    "id": is_name,
    **dict.fromkeys(LINKS, is_name),
    **dict.fromkeys(("begin", "end"), _reads_as(dt.date.fromisoformat)),
    **dict.fromkeys(("made", "at", "deleted"), _reads_as(dt.datetime.fromisoformat)),
    "plans.at": _reads_as(dt.time.fromisoformat),
    **dict.fromkeys(
        ("turning_point", "number", "minutes", "distress_before", "distress_after", "vividness", "mastery", "row"),
        _is_number,
    ),
    "value": _is_json,
    "verdict": lambda value: value in _VERDICTS,
}
