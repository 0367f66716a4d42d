"""Which night a page is about, by the clock on the wall, and how one says it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from nightglass.journal import JournalError, night_named, night_of, now
from nightglass.web.door.access import DeskOnlyError, kind_of
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_night

if TYPE_CHECKING:
    from litestar import Request

    from nightglass.web.forms import Form

__all__ = ["OTHER", "heading", "in_reach", "is_day", "may_write_for", "nights_to_choose", "tonight", "typed_night"]

OTHER = "other"
"""What is chosen for a night that has its own field for the date."""

_MORNING, _EVENING = 9, 18


def tonight() -> dt.date:
    """Return the night that this moment belongs to."""
    return night_of(now())


def is_day(moment: dt.datetime) -> bool:
    """Tell whether somebody who opens the page is up, and looks back on a night that is over."""
    return _MORNING <= moment.hour < _EVENING


def heading(evening: dt.date, moment: dt.datetime) -> str:
    """Return what stands above the page: ``Tuesday night, 4:10`` in that night itself, else only which night it is."""
    said = spoken_night(evening, moment.date())
    said = said[0].upper() + said[1:]
    if evening == night_of(moment) and not is_day(moment):
        return f"{said}, {moment.hour}:{moment:%M}"
    return said


def nights_to_choose(chosen: dt.date, moment: dt.datetime) -> list[tuple[str, str]]:
    """Return the nights that are near at hand, by date and as one says them; the chosen one is among them."""
    words, here = phrases().tonight, night_of(moment)
    names = [words.last_night, words.night_before]
    if not is_day(moment):
        names = [words.this_night, *names]
    days = {here - dt.timedelta(days=k): name for k, name in enumerate(names)}
    choices = [(d, words.named.format(name=name, day=f"{d:%A}")) for d, name in days.items()]
    if chosen not in days:  # as short as the others: a narrow window shows no more of it
        choices.insert(0, (chosen, words.dated.format(day=chosen.day, month=f"{chosen:%B}", year=chosen.year)))
    return [(d.isoformat(), said) for d, said in choices]


def typed_night(form: Form) -> dt.date:
    """Return the night that a form says; tonight where it says none.

    Raises
    ------
    JournalError
        When it is no night, or one that has not come yet.
    """
    named = form.text("night")
    if named == OTHER:
        named = form.text("date")
        if named is None:
            raise JournalError(phrases().tonight.no_date)
    return night_named(named or "tonight", now())


def in_reach(request: Request[Any, Any, Any], evening: dt.date) -> dt.date:
    """Return a night, unless a phone asks for another than this one.

    Raises
    ------
    DeskOnlyError
        When it does.
    """
    if kind_of(request) == "phone" and evening != tonight():
        raise DeskOnlyError
    return night_named(evening.isoformat(), now())


def may_write_for(request: Request[Any, Any, Any], evening: dt.date) -> None:
    """Let a phone write for this night, and for the one before: a page that stays open goes on being written on.

    Raises
    ------
    DeskOnlyError
        When a phone writes for another.
    """
    if kind_of(request) == "phone" and not dt.timedelta(0) <= tonight() - evening <= dt.timedelta(days=1):
        raise DeskOnlyError
