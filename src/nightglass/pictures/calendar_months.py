"""A year of nights as twelve small pictures for a page: every night a link with a name, and no colours of its own."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nightglass.pictures.look import Palette

__all__ = ["Month", "calendar_months", "calendar_style"]

_CELL, _TOP, _EDGE = 24, 20, 2
_DAYS = "MTWTFSS"


class Month(msgspec.Struct, frozen=True):
    """One month: its name, and its picture as inline SVG of the class ``calendar``."""

    name: str
    svg: str


def calendar_style(palette: Palette) -> str:
    """Return the rules that colour the months of a calendar."""
    p = palette
    return (
        f"text{{fill:{p.dim};font-size:9px;text-anchor:middle}}.hit{{fill:transparent}}"
        f".badly{{fill:{p.threat}}}.badly+text{{fill:{p.ground}}}.quiet{{fill:{p.dim}}}.unknown{{fill:none;stroke:{p.faint};stroke-width:1;"
        f"stroke-dasharray:2 2}}a{{cursor:pointer;outline:none}}a:hover .hit,a:focus-visible .hit{{stroke:{p.dreamer};"
        f"stroke-width:2}}"
    )


def calendar_months(
    year: int, states: Mapping[dt.date, str], until: dt.date, said: Callable[[dt.date], str]
) -> tuple[Month, ...]:
    """Draw the months of one year.

    Parameters
    ----------
    year
        Which.
    states
        Of the nights that are kept; every other one is unknown.
    until
        The last night that can have a mark; months after it are left out.
    said
        What a night is called by those who do not see its mark.

    Notes
    -----
    A filled square is a night dreamt badly, a dot a quiet one, a dashed square an unknown one; each with its day's
    number. Each is a link to ``/nights/DATE``.
    """
    firsts = (dt.date(year, month, 1) for month in range(1, 13))
    return tuple(_month(first, states, until, said) for first in firsts if first <= until)


def _month(first: dt.date, states: Mapping[dt.date, str], until: dt.date, said: Callable[[dt.date], str]) -> Month:
    lead = first.weekday()
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    rows = -(-(lead + last.day) // 7)
    width, height = 7 * _CELL + 2 * _EDGE, _TOP + rows * _CELL + _EDGE
    heads = "".join(
        f'<text x="{_EDGE + _CELL * k + _CELL / 2}" y="13" aria-hidden="true">{d}</text>' for k, d in enumerate(_DAYS)
    )
    marks = ""
    for day in range(last.day):
        date = first + dt.timedelta(days=day)
        if date <= until:
            column, row = (lead + day) % 7, (lead + day) // 7
            marks += _mark(date, states.get(date, "unknown"), said(date), (_EDGE + _CELL * column, _TOP + _CELL * row))
    name = f"{first:%B}"
    svg = f'<svg class="calendar" viewBox="0 0 {width} {height}" role="group" aria-label="{name} {first.year}">'
    return Month(name, f"{svg}{heads}{marks}</svg>")


def _mark(date: dt.date, state: str, words: str, place: tuple[int, int]) -> str:
    x, y = place
    if state == "quiet":
        drawn = f'<circle class="quiet" cx="{x + 12}" cy="{y + 20}" r="2"/>'
    else:
        edge = 3 if state == "badly" else 4
        size = _CELL - 2 * edge
        drawn = f'<rect class="{state}" x="{x + edge}" y="{y + edge}" width="{size}" height="{size}" rx="3"/>'
    label = escape(words, quote=True)
    return (
        f'<a href="/nights/{date}" data-night="{date}" aria-label="{label}"><title>{label}</title>'
        f'<rect class="hit" x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_CELL - 2}" rx="4"/>{drawn}'
        f'<text x="{x + 12}" y="{y + 15}">{date.day}</text></a>'
    )
