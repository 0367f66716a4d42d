"""A recurrence in the terminal: one row a beat, one column an occurrence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures.strips import core_words, day

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from nightglass.recurrence import Portrait

__all__ = ["recurrence_terminal"]

_RED, _AMBER, _DIM = "rgb(208,112,93)", "rgb(221,154,85)", "dim"


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
    from rich.console import Group  # noqa: PLC0415 - only terminals need it, and it costs start-up time
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

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
    parts.append(Text(f"\n● told, also where it went otherwise  · not told; {_columns(portrait, first)}", style=_DIM))
    parts.append(Text(_hardest(portrait), style=_DIM))
    if portrait.drift and words:
        parts.append(Text("\nWhat changed", style="bold"))
        for change in portrait.drift:
            when = portrait.occurrences[change.occurrence].date
            on = day(when) if when else f"no. {change.occurrence + 1}"
            parts.append(Text(f"  {on}: {change.words}"))
    return Group(*parts)


def _cell(steps: tuple[object, ...], *, hot: bool) -> Text:
    from rich.text import Text  # noqa: PLC0415

    if not steps:
        return Text("·", style=_DIM)
    return Text("■", style=_RED) if hot else Text("●", style=_AMBER)


def _columns(portrait: Portrait, first: int) -> str:
    dates = [o.date for o in portrait.occurrences]
    if first:
        return f"the last {len(dates) - first} of {len(dates)} tellings"
    if dates and dates[0] and dates[-1]:
        return f"{day(dates[0])} to {day(dates[-1])}"
    return f"{len(dates)} tellings"


def _hardest(portrait: Portrait) -> str:
    """Say which step is the hardest, and on what that rests."""
    hot = portrait.hot_spot
    if hot is None:
        return "No step is plainly the hardest."
    times, of = portrait.beats[hot.beat].times, len(portrait.occurrences)
    return f"■ the hot spot: told {times} times of {of}, with threat or grief in {hot.hard}"


def _subtitle(portrait: Portrait) -> str:
    core = core_words(len(portrait.beats), sum(b.core for b in portrait.beats))
    return f"told {len(portrait.occurrences)} times; {core}"
