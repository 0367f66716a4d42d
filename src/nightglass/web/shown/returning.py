"""What the pages on recurrences show: names, rhythm, strips, in words; worked out once until the journal changes."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import (
    JournalError,
    Recurrence,
    Report,
    joined_by_hand,
    known_nights,
    recurrences,
)
from nightglass.pictures import Strips, recurrence_line, recurrence_picture, strips
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.recurrence import Portrait
    from nightglass.web.held.keeper import Keeper

__all__ = [
    "Listed",
    "Telling",
    "Told",
    "every_recurrence",
    "find_recurrence",
    "list_recurrences",
    "plain_day",
    "portrait_of",
    "telling_to_change",
    "told",
]

DRAWN = 12
"""Tellings that are drawn at once; of more, the last ones, and the earlier ones page by page."""
_NAMED = 12  # nights that a line's name lists one by one


class Listed(msgspec.Struct, frozen=True):
    """One recurrence in the list: how it is called, when it came in words, and its line of time."""

    one: Recurrence
    title: str
    when: str
    line: str


class Telling(msgspec.Struct, frozen=True):
    """One of the tellings that are shown: its report, how likely (in percent) it belongs, and who put it here."""

    report: Report
    percent: int
    by_hand: bool


class Told(msgspec.Struct, frozen=True):
    """One recurrence as its page shows it: the tellings ``first`` to ``end`` (exclusive, counted from 0)."""

    one: Recurrence
    title: str
    strips: Strips
    picture: str
    tellings: tuple[Telling, ...]
    first: int
    end: int

    @property
    def later(self) -> int:
        """Where the page of later tellings ends."""
        return min(self.end + DRAWN, self.strips.tellings)

    @property
    def percent(self) -> int:
        """How likely the tellings that are shown belong together, on average."""
        return round(sum(t.percent for t in self.tellings) / max(len(self.tellings), 1))

    @property
    def changes(self) -> tuple[tuple[str, str, int | None, str], ...]:
        """What changed in the tellings that are shown: day, kind, the number of its beat where it is drawn, words."""
        numbers = {c.beat: c.number for c in self.strips.columns}
        return tuple(
            (row.day, d.kind, numbers.get(d.beat) if d.beat is not None else None, d.words)
            for row in self.strips.rows
            for d in row.changes
        )


def plain_day(date: dt.date) -> str:
    """Return a date without its day of the week: ``3 November 2025``."""
    return f"{date.day} {date:%B %Y}"


def every_recurrence(keeper: Keeper) -> list[Recurrence]:
    """Return all recurrences, the one that came last first."""
    return keeper.known(("returning", "all"), recurrences)


def find_recurrence(keeper: Keeper, identity: str) -> Recurrence:
    """Return a recurrence by its whole id.

    Raises
    ------
    JournalError
        When there is none.
    """
    found = next((r for r in every_recurrence(keeper) if r.id == identity), None)
    if found is None:
        raise JournalError(phrases().recurrences.gone)
    return found


def name_of(one: Recurrence) -> str:
    """Return what the person calls a recurrence, or how often it was told and since when."""
    unnamed: str = phrases().recurrences.unnamed
    return one.name or unnamed.format(times=len(one.reports), since=plain_day(one.first))


def list_recurrences(keeper: Keeper) -> list[Listed]:
    """Return all recurrences as the list shows them, on lines that begin and end together."""
    every = every_recurrence(keeper)
    begin, end = min((r.first for r in every), default=None), max((r.last for r in every), default=None)
    if begin is None or end is None:
        return []
    return [Listed(r, name_of(r), _when(r), recurrence_line(r.nights, begin, end, _line_name(r))) for r in every]


def _when(one: Recurrence) -> str:
    said = phrases().recurrences
    first, last = plain_day(one.first), plain_day(one.last)
    spread: str = said.twice if one.first == one.last else said.first_last
    times: str = said.named_times
    when = spread.format(first=first, last=last)
    return f"{times.format(times=len(one.reports))}; {when}" if one.name else when


def _line_name(one: Recurrence) -> str:
    said = phrases().recurrences
    if len(one.nights) <= _NAMED:
        listed: str = said.line_name
        return listed.format(nights=", ".join(plain_day(n) for n in one.nights))
    many: str = said.line_many
    return many.format(times=len(one.nights), first=plain_day(one.first), last=plain_day(one.last))


def told(keeper: Keeper, one: Recurrence, end: int | None, *, words: bool) -> Told:
    """Return a recurrence as its page shows it, up to the telling ``end``, by default the last; words only if asked."""
    from nightglass.journal import sureness_of  # noqa: PLC0415 - costs start-up time

    portrait, reports = portrait_of(keeper, one)
    stop = len(reports) if end is None or not 0 < end <= len(reports) else end
    first = max(0, stop - DRAWN)
    own, shown = strips(portrait, first, stop), reports[first:stop]
    wanted = tuple(r.id for r in shown)
    sure = keeper.known(("sure", one.id, first, stop), lambda journal: sureness_of(journal, one, wanted))
    by_hand = keeper.known(("by hand", one.id), lambda journal: joined_by_hand(journal, one))
    title = name_of(one)
    return Told(
        one=one,
        title=title,
        strips=own,
        picture=recurrence_picture(own, title, texts=[r.text for r in shown] if words else None),
        tellings=tuple(Telling(r, round(100 * sure[r.id]), r.id in by_hand) for r in shown),
        first=first,
        end=stop,
    )


def portrait_of(keeper: Keeper, one: Recurrence) -> tuple[Portrait, tuple[Report, ...]]:
    """Return a recurrence with its tellings aligned, and their reports; worked out once until the journal changes."""
    from nightglass.journal import portrait_of as portray  # noqa: PLC0415 - costs start-up time

    return keeper.known(("portrait", one.id), lambda journal: portray(journal, one))


def telling_to_change(keeper: Keeper, one: Recurrence) -> str:
    """Return the report with which another ending is begun: the last one that tells the hot spot, else the last."""
    portrait, _ = portrait_of(keeper, one)
    hot = portrait.hot_spot
    told_there = (
        [r for r, steps in zip(one.reports, portrait.beats[hot.beat].told, strict=True) if steps] if hot else []
    )
    return told_there[-1] if told_there else one.reports[-1]


def rhythm(keeper: Keeper, one: Recurrence) -> tuple[str, str]:
    """Return when it came, in words: the days between, and of how many nights nothing is known."""
    said = phrases().recurrences
    between = [(b - a).days for a, b in pairwise(one.nights)]
    of = (one.last - one.first).days + 1
    known = keeper.known(("known", one.first, one.last), lambda journal: known_nights(journal, one.first, one.last))
    unknown: str = said.unknown if of > known else said.unknown_none
    return _between(between), unknown.format(unknown=of - known, of=of)


def _between(between: list[int]) -> str:
    said = phrases().recurrences
    if not any(between):
        return str(said.rhythm_same)
    one: str = said.rhythm_one
    many: str = said.rhythm
    if len(between) == 1:
        return one.format(days=between[0])
    return many.format(middle=f"{median(between):g}", least=min(between), most=max(between))
