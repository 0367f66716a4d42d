"""Read dates and times as other programs write them, and tell which night they belong to."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from nightglass.journal.dates import night_of
from nightglass.journal.formats.interface import FormatError

__all__ = ["evening_of", "moment_from", "zone_named"]

_EARLIEST = 1900
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d. %m. %Y", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", " %H.%M")
_SHORTEST, _LONGEST = len("1.1.2026"), 60
_PARTS = {
    "Y": r"\d{4}", "B": r"[^\d,]{2,20}", "b": r"[^\d,]{2,20}", "p": r"\D{0,12}",
    **dict.fromkeys("mdHMSI", r"[\d ]?\d"),
}  # fmt: skip


def _shape(form: str) -> re.Pattern[str]:
    """Return what a text must look like to be worth a try with a form; a try costs a hundred times as much."""
    escaped = re.escape(form).replace(r"\ ", r"\s+")
    return re.compile(re.sub("%(.)", lambda m: _PARTS[m[1]], escaped))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((date + time, _shape(date + time)) for date in _DATES for time in _TIMES)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name.

    Raises
    ------
    FormatError
        When there is none of that name.
    """
    if name in _zones():  # Python would look for any other as for a module, and a long one ends in a RecursionError
        return ZoneInfo(name)
    raise FormatError(f'"{name[:60]}" is no time zone; write it as Europe/Vienna.')


def moment_from(text: str, zone: str) -> tuple[dt.datetime, bool] | None:
    """Return the moment that a text means, in its own offset or else in ``zone``, and whether it has a time of day.

    None where it is no full date, or one before 1900 or after tomorrow. ``03/04/2026`` is read with the month first, as
    the programs write it that use slashes.
    """
    text = text.strip().replace("\u202f", " ")
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    found = _iso(text)
    if found is None:
        found = next((m for f, shape in _forms() if shape.fullmatch(text) and (m := _by(f, text)) is not None), None)
    if found is None:
        return None
    moment, timed = found
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone_named(zone))
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if not moment.year >= _EARLIEST or moment.date() > tomorrow:
        return None
    return moment, timed


def _iso(text: str) -> tuple[dt.datetime, bool] | None:
    if len(text) > len("2026-03-02") and text[:4].isdigit() and text[4:5] == "-":
        for form in (text, text.replace(" ", "T", 1).replace(" ", "")):
            try:
                return dt.datetime.fromisoformat(form), True
            except ValueError:
                continue
    return None


def _by(form: str, text: str) -> tuple[dt.datetime, bool] | None:
    try:
        return dt.datetime.strptime(text, form), ":" in form or "%H" in form  # noqa: DTZ007 - a zone is put in later
    except ValueError:
        return None


def evening_of(moment: dt.datetime, *, timed: bool) -> dt.date:
    """Return the evening of the night that something dated so belongs to.

    A date without a time of day is taken for the evening itself.
    """
    return night_of(moment) if timed else moment.date()
