"""The calendar of nights: every evening one mark; a night that nobody logged is visibly unknown."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from nightglass.course import Night

__all__ = ["calendar_svg", "calendar_terminal"]

_CELL, _LEFT, _TOP = 17, 74, 92
_WEEKS = 62  # columns of one band; a longer time goes on in the band below
_BAND = 7 * _CELL + 54
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_SAID = {"badly": "dreamt badly", "quiet": "quiet", "unknown": "unknown"}
_MARKS = {"badly": ("■", "rgb(208,112,93)"), "quiet": ("·", "rgb(234,220,200)"), "unknown": (" ", "dim")}


def calendar_svg(nights: Sequence[Night], *, dark: bool = False) -> str:
    """Draw a calendar as one self-contained SVG document.

    Parameters
    ----------
    nights
        In order, every evening once, as `nightglass.course.in_order` returns them.
    dark
        Light on dark, for the night; else dark on light, for paper.

    Notes
    -----
    A filled square is a night dreamt badly, a dot a quiet one, an empty dashed square an unknown one.
    """
    weeks = _weeks(nights)
    bands = max(1, -(-len(weeks) // _WEEKS))
    width = _LEFT + _CELL * min(max(len(weeks), 24), _WEEKS) + 30
    height = _TOP + bands * _BAND + 26
    p = DARK if dark else LIGHT
    counts = {state: sum(n.state == state for n in nights) for state in _SAID}
    said = ", ".join(f"{counts[state]} {words}" for state, words in _SAID.items())
    title = f"{len(nights)} nights: {said}"
    body = [_text(28, 38, "The nights", "h1"), _text(28, 62, title, "dim")]
    for band in range(bands):
        body += _band(weeks[band * _WEEKS : (band + 1) * _WEEKS], _TOP + band * _BAND)
    body.append(
        _text(28, height - 14, "filled: dreamt badly; dot: quiet; dashed: unknown, nobody logged it", "dim small")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="calendar-title"><title id="calendar-title">{escape(title)}</title><style>{_style(p)}</style>'
        f'<rect class="ground" width="{width}" height="{height}"/>{"".join(body)}</svg>'
    )


def _style(p: Palette) -> str:
    return (
        f"text{{font-family:{SERIF};fill:{p.ink};font-size:12px}}.ground{{fill:{p.ground}}}.h1{{font-size:22px}}"
        f".dim{{fill:{p.dim}}}.small{{font-size:11px}}.badly{{fill:{p.threat}}}.quiet{{fill:{p.dim}}}"
        f".unknown{{fill:none;stroke:{p.faint};stroke-width:.9;stroke-dasharray:2 2}}"
    )


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}">{escape(words)}</text>'


def _weeks(nights: Sequence[Night]) -> list[list[Night | None]]:
    """Return the nights in weeks of seven places, Monday first."""
    weeks: list[list[Night | None]] = []
    for night in nights:
        if not weeks or night.date.weekday() == 0:
            weeks.append([None] * 7)
        weeks[-1][night.date.weekday()] = night
    return weeks


def _band(weeks: list[list[Night | None]], top: int) -> list[str]:
    parts = [_text(28, top + 24 + _CELL * k + 12, day, "dim small") for k, day in enumerate(_DAYS) if day]
    month = None
    for column, week in enumerate(weeks):
        x = _LEFT + _CELL * column
        first = next(n for n in week if n is not None)
        if first.date.month != month and (month is None or column + 2 < len(weeks)):
            month = first.date.month
            label = f"{first.date:%b %Y}" if month == 1 or column == 0 else f"{first.date:%b}"
            parts.append(_text(x, top + 14, label, "dim small"))
        parts += [_mark(night, x, top + 24 + _CELL * row) for row, night in enumerate(week) if night is not None]
    return parts


def _mark(night: Night, x: int, y: int) -> str:
    words = f"{night.date.day} {night.date:%b %Y}: {_SAID[night.state]}"
    if night.state == "quiet":
        return f'<circle class="quiet" cx="{x + 6}" cy="{y + 8}" r="2.4"><title>{words}</title></circle>'
    size = 12 if night.state == "badly" else 10
    edge = (14 - size) / 2
    place = f'x="{x + edge - 1:.1f}" y="{y + 1 + edge:.1f}" width="{size}" height="{size}" rx="2"'
    return f'<rect class="{night.state}" {place}><title>{words}</title></rect>'


def calendar_terminal(nights: Sequence[Night], *, width: int = 80) -> RenderableType:
    """Return a calendar as something that Rich prints: one row a weekday, the last weeks that fit."""
    from rich.console import Group  # noqa: PLC0415 - only terminals need it, and it costs start-up time
    from rich.text import Text  # noqa: PLC0415

    weeks = _weeks(nights)[-max(4, (width - 6) // 2) :]
    months = Text("     ", style="dim")
    month: int | None = None
    for week in weeks:
        first = next(n for n in week if n is not None)
        if first.date.month != month and len(months) <= 5 + 2 * weeks.index(week):
            month = first.date.month
            months.append(" " * (5 + 2 * weeks.index(week) - len(months)) + f"{first.date:%b}")
    rows: list[RenderableType] = [months]
    for row in range(7):
        line = Text(f"{(dt.date(2024, 1, 1) + dt.timedelta(days=row)):%a}  ", style="dim")
        for week in weeks:
            night = week[row]
            mark, style = _MARKS[night.state] if night is not None else (" ", "dim")
            line.append(("?" if night is not None and night.state == "unknown" else mark) + " ", style=style)
        rows.append(line)
    rows.append(Text("■ dreamt badly  · quiet  ? unknown", style="dim"))
    return Group(*rows)
