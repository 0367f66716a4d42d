"""A recurrence as a description: which beats and tellings are drawn, before it is known how. All doors draw this."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from nightglass.recurrence import Aligned, Beat, Portrait

__all__ = ["OF_BEATS", "Cell", "Change", "Column", "Row", "Strips", "core_words", "day", "describe", "strips"]

OF_BEATS = ("beat_comes", "beat_goes")
"""Kinds of change of which the words are words of the dream."""

_MOST = 14  # beats that fit; of more, those that are told most often


class Column(msgspec.Struct, frozen=True):
    """A beat: its number as drawn (from 1), its index in the portrait, a few words of the dream, how often told."""

    number: int
    beat: int
    label: str
    times: int
    core: bool
    hot: bool


class Cell(msgspec.Struct, frozen=True):
    """One beat in one telling: told, told for the first time, or not told; and the characters that tell it."""

    state: Literal["told", "first", "not"]
    spans: tuple[tuple[int, int], ...]


class Change(msgspec.Struct, frozen=True):
    """Something that changed with a telling: what, in plain words; ``beat`` where one comes or goes (an index)."""

    kind: str
    words: str
    beat: int | None


class Row(msgspec.Struct, frozen=True):
    """One telling: its index, its report, its day, its cells, what changed with it, and how much is told only there."""

    number: int
    report: str
    day: str
    place: Literal["first", "last", "between"]
    cells: tuple[Cell, ...]
    changes: tuple[Change, ...]
    alone: int


class Strips(msgspec.Struct, frozen=True):
    """What is drawn: columns and rows, of how many beats and tellings.

    ``turn`` is the column before the hot spot; ``hard`` in how many tellings threat or grief was found at the hot spot.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    beats: int
    tellings: int
    core: int
    turn: int | None
    hard: int

    @property
    def whole(self) -> bool:
        """Whether all tellings are drawn."""
        return len(self.rows) == self.tellings


def strips(portrait: Portrait, first: int = 0, end: int | None = None) -> Strips:
    """Describe the strips of the tellings from ``first`` to ``end`` (exclusive; by default all)."""
    rows = range(len(portrait.occurrences))[first:end]
    shown = _shown(portrait, rows)
    hot = portrait.hot_spot
    columns = tuple(
        Column(place, number, beat.label, beat.times, beat.core, hot is not None and number == hot.beat)
        for place, (number, beat) in enumerate(shown, 1)
    )
    return Strips(
        columns=columns,
        rows=tuple(_row(portrait, [beat for _, beat in shown], number) for number in rows),
        beats=len(portrait.beats),
        tellings=len(portrait.occurrences),
        core=sum(b.core for b in portrait.beats),
        turn=next((k - 1 for k, c in enumerate(columns) if c.hot and k), None),
        hard=hot.hard if hot else 0,
    )


def _shown(portrait: Portrait, rows: range) -> list[tuple[int, Beat]]:
    """Return the beats that are drawn, with their places: of too many, those that are told most often here."""
    hot = portrait.hot_spot.beat if portrait.hot_spot else -1
    times = {k: sum(bool(beat.told[row]) for row in rows) for k, beat in enumerate(portrait.beats)}
    told = [(k, beat) for k, beat in enumerate(portrait.beats) if times[k] or k == hot]
    kept = sorted(told, key=lambda b: (b[0] != hot, -times[b[0]], -b[1].times))[:_MOST]
    return sorted(kept, key=lambda b: b[0])


def _row(portrait: Portrait, beats: list[Beat], number: int) -> Row:
    occurrence, last = portrait.occurrences[number], len(portrait.occurrences) - 1
    return Row(
        number=number,
        report=occurrence.report,
        day=day(occurrence.date) if occurrence.date else f"no. {number + 1}",
        place="first" if number == 0 else "last" if number == last else "between",
        cells=tuple(Cell(_state(beat, number), _spans(beat.told[number])) for beat in beats),
        changes=tuple(Change(d.kind, d.words, d.beat) for d in portrait.drift if d.occurrence == number),
        alone=len(portrait.alone[number]),
    )


def _state(beat: Beat, number: int) -> Literal["told", "first", "not"]:
    if not beat.told[number]:
        return "not"
    earlier = any(beat.told[k] for k in range(number))
    return "told" if earlier or number == 0 else "first"


def _spans(steps: tuple[Aligned, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in steps)


def day(date: str) -> str:
    """Return a day (YYYY-MM-DD) as the strips write it: ``3 Nov 2025``."""
    known = dt.date.fromisoformat(date)
    return f"{known.day} {known:%b %Y}"


def core_words(beats: int, core: int) -> str:
    """Say how many of the beats that several tell are told nearly always."""
    return f"{core} of {beats} shared beats nearly always come" if core else "no step comes nearly always"


def describe(own: Strips, *, words: bool) -> str:
    """Return the strips in sentences, for those who do not see them."""
    said = [f"Told {own.tellings} times; {core_words(own.beats, own.core)}."]
    if not own.whole:
        said.append(f"Drawn: the tellings {own.rows[0].number + 1} to {own.rows[-1].number + 1}." if own.rows else "")
    for column in own.columns:
        name = f"“{column.label}”" if words else f"Beat {column.number}"
        said.append(f"{name}: told {column.times} times of {own.tellings}{', core' if column.core else ''}.")
        if column.hot:
            said.append(
                f"The hot spot is beat {column.number}: told {column.times} times of {own.tellings}, "
                f"with threat or grief in {own.hard}."
            )
    return " ".join(filter(None, said))
