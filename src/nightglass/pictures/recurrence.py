"""A recurrence as aligned strips: one row an occurrence, beats in columns; its core, its drift, its hot spot."""

from __future__ import annotations

import datetime as dt
import textwrap
from html import escape
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette

if TYPE_CHECKING:
    from nightglass.recurrence import Beat, Portrait

__all__ = ["describe_recurrence", "recurrence_style", "recurrence_svg", "recurrence_terminal"]

_WIDTH = 1180
_LEFT, _RIGHT, _TOP, _ROW = 190, 36, 176, 56
_MOST = 14  # beats that fit; of more, those that are told most often
_LABEL_LINE, _LABEL_LINES = 15, 4
_RED, _AMBER, _DIM = "rgb(208,112,93)", "rgb(221,154,85)", "dim"


def recurrence_svg(portrait: Portrait, title: str, *, dark: bool = False, words: bool = True) -> str:
    """Draw a recurrence as one self-contained SVG document.

    Parameters
    ----------
    portrait, title
        What to draw, and what it is called.
    dark
        Light on dark, for the night; else dark on light, for paper.
    words
        Whether the beats carry words of the dream; without, they are numbered.

    Notes
    -----
    A filled dot is a beat that was told, a small one a beat that was not; a ring is one that came later. The hot spot
    has a square. Nothing is told by colour alone.
    """
    shown = _shown(portrait)
    palette = DARK if dark else LIGHT
    height = _TOP + _ROW * len(portrait.occurrences) + 74
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(shown), 1)
    body = [_text(36, 44, title, "h1"), _text(36, 68, _subtitle(portrait), "dim")]
    body += [_core(shown, step, height)]
    body += [_heading(beat, place, _LEFT + step * (place + 0.5), words=words) for place, (_, beat) in enumerate(shown)]
    body += [_strip(portrait, shown, row, step) for row in range(len(portrait.occurrences))]
    body += [_text(36, height - 22, _legend(), "dim small")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="recurrence-title recurrence-desc"><title id="recurrence-title">{escape(title)}</title>'
        f'<desc id="recurrence-desc">{escape(describe_recurrence(portrait, words=words))}</desc>'
        f"<style>{recurrence_style(palette)}</style>"
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>{"".join(body)}</svg>'
    )


def recurrence_style(p: Palette) -> str:
    """Return the rules that colour the drawn strips."""
    return (
        f"text{{font-family:{SERIF};fill:{p.ink};font-size:13px}}.ground{{fill:{p.ground}}}.panel{{fill:{p.panel}}}"
        f".h1{{font-size:24px}}.dim{{fill:{p.dim}}}.small{{font-size:12px}}.mid{{text-anchor:middle}}"
        f".line{{stroke:{p.rule};stroke-width:2}}.told{{fill:{p.ink}}}.not{{fill:{p.faint}}}"
        f".later{{fill:{p.ground};stroke:{p.dreamer};stroke-width:2.4}}.hot{{fill:{p.threat}}}.aside{{font-style:italic}}"
    )


def _shown(portrait: Portrait) -> list[tuple[int, Beat]]:
    """Return the beats that are drawn, with their places: of too many, those that are told most often."""
    numbered = list(enumerate(portrait.beats))
    hot = portrait.hot_spot.beat if portrait.hot_spot else -1
    kept = sorted(numbered, key=lambda b: (b[0] != hot, -b[1].times))[:_MOST]
    return sorted(kept, key=lambda b: b[0])


def _subtitle(portrait: Portrait) -> str:
    count = len(portrait.occurrences)
    core = sum(b.core for b in portrait.beats)
    return f"told {count} times; {core} of {len(portrait.beats)} shared beats nearly always come"


def _legend() -> str:
    return "filled: told; small: not told; ring: came later; square: the hot spot; shaded: the core"


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}">{escape(words)}</text>'


def _core(shown: list[tuple[int, Beat]], step: float, height: int) -> str:
    return "".join(
        f'<rect class="panel" x="{_LEFT + step * place:.0f}" y="{_TOP - 84}" width="{step:.0f}" '
        f'height="{height - _TOP + 40}"/>'
        for place, (_, beat) in enumerate(shown)
        if beat.core
    )


def _heading(beat: Beat, place: int, x: float, *, words: bool) -> str:
    said = beat.label if words else f"beat {place + 1}"
    lines = textwrap.wrap(said, _LABEL_LINE, max_lines=_LABEL_LINES, placeholder=" …")
    kind = "mid small" if beat.core else "mid small dim"
    return "".join(_text(x, _TOP - 66 + 14 * k, line, kind) for k, line in enumerate(lines))


def _strip(portrait: Portrait, shown: list[tuple[int, Beat]], row: int, step: float) -> str:
    y = _TOP + _ROW * row + 24
    date = portrait.occurrences[row].date
    parts = [_text(36, y + 5, _day(date) if date else f"no. {row + 1}", "")]
    told = [place for place, (_, beat) in enumerate(shown) if beat.told[row]]
    if told:
        first, last = _LEFT + step * (told[0] + 0.5), _LEFT + step * (told[-1] + 0.5)
        parts.append(f'<line class="line" x1="{first:.0f}" y1="{y}" x2="{last:.0f}" y2="{y}"/>')
    for place, (number, beat) in enumerate(shown):
        parts.append(_mark(portrait, number, beat, row, _LEFT + step * (place + 0.5), y))
    alone = len(portrait.alone[row])
    if alone:
        parts.append(_text(36, y + 22, f"and {alone} told only here", "dim small aside"))
    return "".join(parts)


def _mark(portrait: Portrait, number: int, beat: Beat, row: int, x: float, y: float) -> str:  # noqa: PLR0913, PLR0917
    there = [k for k, steps in enumerate(beat.told) if steps]
    if not beat.told[row]:
        return f'<circle class="not" cx="{x:.0f}" cy="{y}" r="2.5"><title>not told</title></circle>'
    if portrait.hot_spot and number == portrait.hot_spot.beat:
        return (
            f'<rect class="hot" x="{x - 8:.0f}" y="{y - 8}" width="16" height="16"><title>the hot spot</title></rect>'
        )
    if row and there[0] == row:
        return f'<circle class="later" cx="{x:.0f}" cy="{y}" r="7"><title>told for the first time</title></circle>'
    return f'<circle class="told" cx="{x:.0f}" cy="{y}" r="7"><title>told</title></circle>'


def _day(date: str) -> str:
    day = dt.date.fromisoformat(date)
    return f"{day.day} {day:%b %Y}"


def describe_recurrence(portrait: Portrait, *, words: bool = True) -> str:
    """Return the picture in sentences, for those who do not see it."""
    said = [_subtitle(portrait).capitalize() + "."]
    for number, beat in enumerate(portrait.beats, 1):
        name = f"“{beat.label}”" if words else f"Beat {number}"
        said.append(f"{name}: told {beat.times} times of {len(beat.told)}{', core' if beat.core else ''}.")
    if portrait.hot_spot is not None:
        said.append(f"The hot spot is beat {portrait.hot_spot.beat + 1}.")
    return " ".join(said)


def recurrence_terminal(portrait: Portrait, title: str, *, words: bool, width: int = 80) -> RenderableType:
    """Return a recurrence as something that Rich prints: one row a beat, one column an occurrence.

    Parameters
    ----------
    portrait, title
        What to show, and what it is called.
    words
        Whether words of the dream are shown.
    width
        Columns of the terminal, from about 40 on.
    """
    parts: list[RenderableType] = [Text(title, style="bold"), Text(_subtitle(portrait), style=_DIM), Text()]
    most = max(1, (width - 44) // 3)
    first = max(0, len(portrait.occurrences) - most)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="italic dim")
    table.add_column("", justify="right")
    table.add_column("beat", max_width=max(12, width - 24 - 3 * min(most, len(portrait.occurrences))))
    table.add_column("times", justify="right")
    for k in range(first, len(portrait.occurrences)):
        table.add_column(str(k + 1), justify="center")
    hot = portrait.hot_spot.beat if portrait.hot_spot else -1
    for number, beat in enumerate(portrait.beats):
        label = beat.label if words else ("the hot spot" if number == hot else "in the core" if beat.core else "")
        marks = [_cell(steps, hot=number == hot) for steps in beat.told[first:]]
        table.add_row(str(number + 1), Text(label, style="" if beat.core else _DIM), f"{beat.times}", *marks)
    parts.append(table)
    parts.append(Text(f"\n● told  · not told  ■ the hot spot; {_columns(portrait, first)}", style=_DIM))
    if portrait.drift and words:
        parts.append(Text("\nWhat changed", style="bold"))
        for change in portrait.drift:
            when = portrait.occurrences[change.occurrence].date
            day = _day(when) if when else f"no. {change.occurrence + 1}"
            parts.append(Text(f"  {day}: {change.words}"))
    return Group(*parts)


def _cell(steps: tuple[object, ...], *, hot: bool) -> Text:
    if not steps:
        return Text("·", style=_DIM)
    return Text("■", style=_RED) if hot else Text("●", style=_AMBER)


def _columns(portrait: Portrait, first: int) -> str:
    dates = [o.date for o in portrait.occurrences]
    if first:
        return f"the last {len(dates) - first} of {len(dates)} tellings"
    if dates and dates[0] and dates[-1]:
        return f"{_day(dates[0])} to {_day(dates[-1])}"
    return f"{len(dates)} tellings"
