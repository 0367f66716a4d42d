"""Which night a moment belongs to. A night is dated by the evening on which it began."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nightglass.journal.errors import JournalError

__all__ = ["TURN", "local_zone", "night_named", "night_of", "now", "spoken_date"]

TURN = 18
"""The hour of the evening from which on a moment belongs to the night ahead; before it, to the night that is over."""

_EARLIEST = dt.date(1900, 1, 1)


def local_zone() -> str:
    """Return the IANA name of this machine's time zone; ``UTC`` where it has none that is known."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        try:
            named = str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")[2]
        except (OSError, RuntimeError):
            named = ""
    try:
        return ZoneInfo(named).key if named else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def now(zone: str | None = None) -> dt.datetime:
    """Return this moment with the offset of a time zone, by default the machine's."""
    return dt.datetime.now(ZoneInfo(zone or local_zone()))


def night_of(moment: dt.datetime) -> dt.date:
    """Return the evening of the night that a moment belongs to, by the clock on the wall that it carries.

    At 3 a.m. and at noon it is the evening before; from 6 p.m. it is that day's.
    """
    return moment.date() if moment.hour >= TURN else moment.date() - dt.timedelta(days=1)


def night_named(name: str, moment: dt.datetime) -> dt.date:
    """Return the evening that a person means by ``tonight``, ``yesterday`` (the night before it) or a date.

    Raises
    ------
    JournalError
        When it is no date, or one that has not come yet.
    """
    tonight = night_of(moment)
    if name in {"tonight", "last"}:
        return tonight
    if name == "yesterday":
        return tonight - dt.timedelta(days=1)
    try:
        date = dt.date.fromisoformat(name)
    except ValueError:
        raise JournalError(
            f'"{name}" is no night: write the date of its evening as 2026-03-02, or tonight, or yesterday.'
        ) from None
    if date > moment.date():
        raise JournalError(f"The night of {date} has not come yet.")
    if date < _EARLIEST:
        raise JournalError(f"The night of {date} is too long ago to be kept; the earliest is {_EARLIEST}.")
    return date


def spoken_date(date: dt.date) -> str:
    """Return a date as one says it: ``Monday 2 March 2026``."""
    return f"{date:%A} {date.day} {date:%B %Y}"
