"""Turn what was typed about a night into a `Night`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import msgspec

from nightglass.journal.errors import JournalError
from nightglass.journal.values import BODY, FEELINGS, Context, Night, Waking

if TYPE_CHECKING:
    from nightglass.journal.values import Body, Feeling

__all__ = ["NightWords", "clock_time", "night_from", "spoken_context"]

_MIDDAY = 12


class NightWords(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody typed about a night; whatever is left out stays as it was."""

    quiet: bool = False
    state: str | None = None
    nightmares: int | None = None
    distress: int | None = None
    sleep_quality: int | None = None
    bed: str | None = None
    asleep: str | None = None
    woke: str | None = None
    rose: str | None = None
    awakenings: int | None = None
    waking: str | None = None
    also: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    calm: int | None = None
    slept_again: bool | None = None
    contexts: tuple[str, ...] = ()
    note: str | None = None


def night_from(words: NightWords, before: Night, zone: str, report: str | None) -> Night:
    """Return a night with what was typed about it.

    Parameters
    ----------
    words
        What was typed.
    before
        What is known of the night.
    zone
        The time zone in which the person slept (IANA name).
    report
        The id of the report that a waking followed.

    Raises
    ------
    JournalError
        When a word or time is not understood; the message says how to write it.
    """
    changes: dict[str, Any] = {"zone": before.zone or zone}
    for name in ("nightmares", "distress", "sleep_quality", "awakenings", "note"):
        if getattr(words, name) is not None:
            changes[name] = getattr(words, name)
    if words.state is not None:
        changes["state"] = words.state
    elif words.quiet:
        changes |= {"state": "quiet"}
        changes.setdefault("nightmares", 0)
    elif words.nightmares:
        changes["state"] = "badly"
    for name in ("bed", "asleep", "woke", "rose"):
        if getattr(words, name) is not None:
            changes[name] = clock_time(getattr(words, name), before.date, changes["zone"])
    waking = _waking(words, report)
    if waking is not None:
        changes["wakings"] = (*before.wakings, waking)
    if words.contexts:
        new = [spoken_context(c) for c in words.contexts]
        names = {c.name for c in new}
        changes["contexts"] = (*(c for c in before.contexts if c.name not in names), *new)
    return msgspec.structs.replace(before, **changes)


def clock_time(text: str, evening: dt.date, zone: str) -> dt.datetime:
    """Return the moment of a night that a clock time means: from noon on it is the evening, before noon the morning.

    Raises
    ------
    JournalError
        When it is no time of day.
    """
    found = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})?", text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise JournalError(f'"{text}" is no time of day; write it as 23:10.')
    date = evening if hour >= _MIDDAY else evening + dt.timedelta(days=1)
    return dt.datetime.combine(date, dt.time(hour, minute), ZoneInfo(zone))


def spoken_context(text: str) -> Context:
    """Return what was typed as ``name``, ``name=2mg`` or ``name=words``."""
    name, equals, rest = text.partition("=")
    if not name.strip():
        raise JournalError(f'"{text}" names nothing; write for example alcohol, or prazosin=2mg.')
    if not equals:
        return Context(name.strip())
    found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*([^\d\s]\S*)?\s*", rest)
    if found:
        return Context(name.strip(), amount=float(found[1].replace(",", ".")), unit=found[2])
    return Context(name.strip(), note=rest.strip() or None)


def _waking(words: NightWords, report: str | None) -> Waking | None:
    felt = words.also if words.waking is None else (words.waking, *words.also)
    if not felt and not words.body and words.calm is None and words.slept_again is None:
        return None
    for feeling in felt:
        if feeling not in FEELINGS:
            raise JournalError(f'"{feeling}" is not one of these: {", ".join(FEELINGS)}.')
    for sign in words.body:
        if sign not in BODY:
            raise JournalError(f'"{sign}" is not one of these: {", ".join(BODY)}.')
    if words.calm is not None and words.calm < 0:
        raise JournalError("Minutes until calm cannot be negative.")
    feelings = cast("tuple[Feeling, ...]", tuple(dict.fromkeys(felt)))
    body = cast("tuple[Body, ...]", words.body)
    return Waking(report, next(iter(feelings), None), body, words.calm, words.slept_again, feelings[1:])
