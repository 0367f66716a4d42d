"""The score in a terminal: one row a beat, readable in 80 columns and without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nightglass.pictures.score import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nightglass.pictures.score.sheet import Column, Fact, ScoreSheet

__all__ = ["score_terminal"]

_BAR = 8
_LOVED, _AMBER, _RED, _DIM = "rgb(214,154,149)", "rgb(221,154,85)", "rgb(208,112,93)", "dim"
_NARROW, _SLIM = 72, 56  # columns: with fewer, the table leaves out who is there, and then what is felt


def score_terminal(sheet: ScoreSheet, *, width: int = 80) -> RenderableType:
    """Return the score as something that Rich prints.

    Parameters
    ----------
    sheet
        What to show. The report's text is not repeated beyond the beats' short phrases.
    width
        Columns of the terminal, from about 40 on.
    """
    parts: list[RenderableType] = [Text(sheet.title, style="bold"), Text(sheet.subtitle, style=_DIM), Text()]
    parts += [Text(line + "\n", style="italic") for line in sheet.limits]
    if sheet.columns:
        parts.append(_table(sheet, width))
    parts += _sections(sheet)
    return Group(*parts)


def _table(sheet: ScoreSheet, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), width=min(width, 110), header_style="italic dim")
    table.add_column("", justify="right", width=2)
    table.add_column("what happens", ratio=3)
    table.add_column("threat", width=_BAR)
    table.add_column("body", width=11)
    if width >= _SLIM:
        table.add_column("feeling", width=11)
    if width >= _NARROW:
        table.add_column("who", ratio=2)
    for column in sheet.columns:
        cells = [Text(str(column.number), style=_DIM), Text(column.phrase), _bar(column.threat)]
        cells.append(_body(column))
        if width >= _SLIM:
            cells.append(_feeling(column))
        if width >= _NARROW:
            cells.append(Text(", ".join(column.who) or "–", style=_DIM))
        table.add_row(*cells)
    return table


def _bar(threat: float) -> Text:
    full = round(threat * _BAR)
    return Text("█" * full, style=_RED).append("·" * (_BAR - full), style=_DIM)


def _body(column: Column) -> Text:
    said = Text(words.AGENCY[column.agency], style=_DIM if column.agency == "free" else _AMBER)
    gone = [n for n in ("sight", "sound", "touch", "voice") if getattr(column.senses, n) == "absent"]
    for name in gone:
        said.append(f"\nno {name}", style=_LOVED)
    return said


def _feeling(column: Column) -> Text:
    if column.feeling is None:
        return Text("–", style=_DIM)
    return Text(words.FEELING[column.feeling], style={"fear": _RED, "sadness": _LOVED}.get(column.feeling, ""))


def _sections(sheet: ScoreSheet) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if sheet.turns:
        lines = [f"beat {t.column + 1}: {t.words}" + (f" ({words.UNSURE})" if t.unsure else "") for t in sheet.turns]
        parts.append(_section("could turn", lines, style=_AMBER, sign="◆"))
    changes = [f"{t.name} becomes {t.becomes[1]}" for t in sheet.threads if t.becomes]
    if changes:
        parts.append(_section("who becomes whom", changes, style=_LOVED))
    if sheet.waking:
        parts.append(_section("on waking", _lines(sheet.waking)))
    if sheet.facts:
        parts.append(_section("also found", _lines(sheet.facts)))
    return parts


def _lines(facts: Iterable[Fact]) -> list[str]:
    return [f"{f.words} ({words.UNSURE})" if f.unsure else f.words for f in facts]


def _section(name: str, lines: list[str], style: str = "", sign: str = "-") -> Text:
    text = Text(f"\n{name}", style="italic dim")
    for line in lines:
        text.append(f"\n  {sign} {line}", style=style or "not italic not dim")
    return text
