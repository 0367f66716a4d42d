"""When the pages of the day stay dark although the system is light: for eyes that are used to the night."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nightglass.journal import now

if TYPE_CHECKING:
    from litestar import Request

__all__ = ["stays_dark"]

_EVENING, _MORNING = 21, 6
_DAY = range(9, 18)  # nobody's eyes are used to the dark then, and every other page would be light again
_NIGHT_PAGES = re.compile(r"/(tonight/.*|breathe|grounding|note|unlock|care)?")


def stays_dark(request: Request[Any, Any, Any]) -> bool:
    """Tell whether a page that looks as the system does is shown dark: at night, and early and late out of the dark."""
    hour = _hour()
    if not _MORNING <= hour < _EVENING:
        return True
    came_from = urlsplit(request.headers.get("referer", ""))
    by_day = hour in _DAY or "by=day" in came_from.query
    return not by_day and _NIGHT_PAGES.fullmatch(came_from.path or "-") is not None


def _hour() -> int:
    return now().hour
