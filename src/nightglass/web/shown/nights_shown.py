"""What the page of nights shows: one year as a calendar, a table and a list, and what waits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import Draft, Heading, Journal, Night, drafts, headings, nights, reports_named, years_kept
from nightglass.pictures import Month, calendar_months
from nightglass.web.phrases import phrases
from nightglass.web.shown.told import day_told, night_told, state_told

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NightRow", "Unfinished", "YearShown", "unfinished", "year_shown"]

_LAST = 7


class NightRow(msgspec.Struct, frozen=True):
    """A night in a line of the list or the table."""

    date: dt.date
    day: str
    state: str
    distress: int | None
    sleep: int | None
    woke: str
    dreams: tuple[Heading, ...]


class YearShown(msgspec.Struct, frozen=True):
    """One year: its months, how many nights of each state there are, the last nights, and all known ones.

    It begins with its first night, or with the first known one where nothing is known of an earlier year; ``before``
    holds the months before that. Where of the very last nights nothing is known, ``unseen`` says so, and ``last`` holds
    those before.
    """

    year: int
    first: dt.date
    end: dt.date
    before: tuple[Month, ...]
    months: tuple[Month, ...]
    badly: int
    quiet: int
    unknown: int
    unseen: bool
    last: tuple[NightRow, ...]
    known: tuple[NightRow, ...]


class Unfinished(msgspec.Struct, frozen=True):
    """A draft: where to go on with it, when it was last changed, how many words it has, whether it changes a dream."""

    place: str
    changed: dt.datetime
    words: int
    of_dream: bool


def year_shown(journal: Journal, year: int, until: dt.date) -> YearShown:
    """Return a year up to a night, both as pictures and in words."""
    begin, end = dt.date(year, 1, 1), min(dt.date(year, 12, 31), until)
    kept = {n.date: n for n in nights(journal, begin, end)}
    told: dict[dt.date, list[Heading]] = {}
    for heading in headings(journal, begin, end):
        told.setdefault(heading.night, []).append(heading)
    states: dict[dt.date, str] = {date: night.state for date, night in kept.items()}
    known = sorted({d for d, n in kept.items() if n.state != "unknown"} | set(told), reverse=True)
    goes_on = min(years_kept(journal), default=year) < year
    first = begin if goes_on else min(known, default=end)
    last = [end - dt.timedelta(days=k) for k in range(_LAST)] if end == until else []
    seen = not last or not set(last).isdisjoint(known)
    months = calendar_months(year, states, end, lambda date: night_told(date, kept.get(date)))
    badly, quiet = (sum(s == state for s in states.values()) for state in ("badly", "quiet"))
    return YearShown(
        year=year,
        first=first,
        end=end,
        before=months[: first.month - 1],
        months=months[first.month - 1 :],
        badly=badly,
        quiet=quiet,
        unknown=(end - first).days + 1 - badly - quiet,
        unseen=not seen,
        last=tuple(_row(date, kept, told) for date in (last if seen else known[:_LAST]) if date >= first),
        known=tuple(_row(date, kept, told) for date in known),
    )


def _row(date: dt.date, kept: Mapping[dt.date, Night], told: Mapping[dt.date, list[Heading]]) -> NightRow:
    night = kept.get(date) or Night(date=date)
    feelings = phrases().nights.feelings
    woke = ", ".join(str(feelings[feeling]) for w in night.wakings for feeling in w.feelings)
    return NightRow(
        date, day_told(date), state_told(night), night.distress, night.sleep_quality, woke, tuple(told.get(date, ()))
    )


def unfinished(journal: Journal) -> list[Unfinished]:
    """Return what was begun and not kept, the last first: new dreams, and changes of dreams that are there."""
    begun = [d for d in drafts(journal) if d.text.strip()]
    bases = {d.id: d.id.partition(".")[0] for d in begun}
    there = {r.id for r in reports_named(journal, tuple(set(bases.values())))}
    return [_unfinished(d, bases[d.id], of_dream=bases[d.id] in there) for d in begun if _ours(bases[d.id])]


def _ours(base: str) -> bool:
    """Tell whether a draft is of a dream; other pages keep drafts under names of their own."""
    return len(base) == 32 and not set(base) - set("0123456789abcdef")


def _unfinished(draft: Draft, base: str, *, of_dream: bool) -> Unfinished:
    place = f"/dreams/{base}/edit?draft={draft.id}" if of_dream else f"/?draft={draft.id}"
    return Unfinished(place, draft.changed, len(draft.text.split()), of_dream)
