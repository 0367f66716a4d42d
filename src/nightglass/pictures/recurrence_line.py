"""When a dream came back: its nights as dots on a line of time, small enough for a list."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["recurrence_line"]

_WIDE, _NARROW = 720, 300
_HEIGHT, _SIDE, _Y = 40, 10, 12


def recurrence_line(nights: Sequence[dt.date], begin: dt.date, end: dt.date, name: str) -> str:
    """Draw nights for a page, whose style sheet has `recurrence_style`: once wide and once narrow, to show one of them.

    Parameters
    ----------
    nights
        The evenings on which the dream came.
    begin, end
        Where the line begins and ends; the same for several lines that are to be compared.
    name
        What it shows, for those who do not see it.
    """
    drawn = (_line(nights, begin, end, name, width) for width in (_WIDE, _NARROW))
    return f'<div class="times">{"".join(drawn)}</div>'


def _line(nights: Sequence[dt.date], begin: dt.date, end: dt.date, name: str, width: int) -> str:
    scale = (width - 2 * _SIDE) / max((end - begin).days, 1)
    places = [_SIDE + scale * (night - begin).days for night in nights]
    kind = "wide" if width == _WIDE else "narrow"
    dots = "".join(f'<circle class="told" cx="{x:.1f}" cy="{_Y}" r="4"/>' for x in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="recurrence {kind}" viewBox="0 0 {width} {_HEIGHT}" '
        f'role="img" aria-label="{escape(name)}">'
        f'<line class="line" x1="{_SIDE}" y1="{_Y}" x2="{width - _SIDE}" y2="{_Y}"/>{_years(begin, end, scale)}{dots}'
        f'<text class="dim" x="{_SIDE - 4}" y="34">{begin:%b %Y}</text>'
        f'<text class="dim end" x="{width - _SIDE + 4}" y="34">{end:%b %Y}</text></svg>'
    )


def _years(begin: dt.date, end: dt.date, scale: float) -> str:
    """Mark where a year begins."""
    firsts = [dt.date(year, 1, 1) for year in range(begin.year + 1, end.year + 1)]
    places = [_SIDE + scale * (first - begin).days for first in firsts]
    return "".join(f'<line class="line" x1="{x:.1f}" y1="{_Y - 5}" x2="{x:.1f}" y2="{_Y + 5}"/>' for x in places)
