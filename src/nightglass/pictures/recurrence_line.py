"""When a dream came back: its nights as dots on a line of time, small enough for a list."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["recurrence_line"]

_WIDTH, _HEIGHT, _SIDE, _Y = 720, 40, 10, 12


def recurrence_line(nights: Sequence[dt.date], begin: dt.date, end: dt.date, name: str) -> str:
    """Draw nights as an SVG that stands within a page, whose style sheet has `recurrence_style`.

    Parameters
    ----------
    nights
        The evenings on which the dream came.
    begin, end
        Where the line begins and ends; the same for several lines that are to be compared.
    name
        What it shows, for those who do not see it.
    """
    days = max((end - begin).days, 1)
    places = [_SIDE + (_WIDTH - 2 * _SIDE) * (night - begin).days / days for night in nights]
    dots = "".join(f'<circle class="told" cx="{x:.1f}" cy="{_Y}" r="4"/>' for x in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="recurrence line-of-time" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{escape(name)}">'
        f'<line class="line" x1="{_SIDE}" y1="{_Y}" x2="{_WIDTH - _SIDE}" y2="{_Y}"/>{_years(begin, end, days)}{dots}'
        f'<text class="dim" x="{_SIDE - 4}" y="34">{begin:%b %Y}</text>'
        f'<text class="dim end" x="{_WIDTH - _SIDE + 4}" y="34">{end:%b %Y}</text></svg>'
    )


def _years(begin: dt.date, end: dt.date, days: int) -> str:
    """Mark where a year begins."""
    firsts = [dt.date(year, 1, 1) for year in range(begin.year + 1, end.year + 1)]
    places = [_SIDE + (_WIDTH - 2 * _SIDE) * (first - begin).days / days for first in firsts]
    return "".join(f'<line class="line" x1="{x:.1f}" y1="{_Y - 5}" x2="{x:.1f}" y2="{_Y + 5}"/>' for x in places)
