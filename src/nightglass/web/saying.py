"""Dates and times as one says them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nightglass.journal import now, spoken_date

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["spoken_moment", "spoken_night", "spoken_size"]


def spoken_night(evening: dt.date, today: dt.date | None = None) -> str:
    """Return a night as one says it: ``Tuesday night`` within the last week, else ``the night of 2 March 2026``."""
    today = today or now().date()
    if dt.timedelta(0) <= today - evening < dt.timedelta(days=7):
        return f"{evening:%A} night"
    return f"the night of {spoken_date(evening)}"


def spoken_moment(moment: dt.datetime, zone: ZoneInfo | None = None) -> str:
    """Return a moment as one says it: ``Wednesday 3 March 2026, 4:10``, in this machine's time where none is named."""
    here = moment.astimezone(zone or now().tzinfo)
    return f"{spoken_date(here.date())}, {here.hour}:{here:%M}"


def spoken_size(size: int) -> str:
    """Return the size of a file as one says it: ``3.1 MB``."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} KB"
