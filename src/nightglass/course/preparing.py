"""Nights as they come, put in order: every evening once, with those that nobody logged as unknown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nightglass.course.values import Night, Phase
from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CourseError", "check_phases", "in_order"]

_LONGEST = 366 * 120


class CourseError(NightglassError):
    """Nights or phases that no course can be made of."""


def in_order(nights: Iterable[Night], today: dt.date) -> tuple[Night, ...]:
    """Return every night from the first known one to today, in order; those that are not given are unknown.

    Raises
    ------
    CourseError
        If an evening is given twice, or one lies in the future or over a century back.
    """
    by_date: dict[dt.date, Night] = {}
    for night in nights:
        if night.date > today:
            raise CourseError(f"The night of {night.date} is still to come; correct its date.")
        if night.date in by_date:
            raise CourseError(f"The night of {night.date} is there twice; keep one of the two.")
        by_date[night.date] = night
    logged = [d for d, n in by_date.items() if n.state != "unknown"]
    if not logged:
        return ()
    first = min(logged)
    days = (today - first).days + 1
    if days > _LONGEST:
        raise CourseError(f"The night of {first} is more than 120 years ago; correct its date.")
    evenings = (first + dt.timedelta(days=k) for k in range(days))
    every = [by_date.get(e) or Night(date=e) for e in evenings]
    while every[-1].date == today and every[-1].state == "unknown":
        every.pop()  # tonight has not been yet
    return tuple(every)


def check_phases(phases: Sequence[Phase], today: dt.date) -> tuple[Phase, ...]:
    """Return the phases in order, each with its last night.

    Raises
    ------
    CourseError
        If one ends before it begins, begins in the future, or two overlap.
    """
    ordered = sorted(phases, key=lambda p: p.begin)
    found: list[Phase] = []
    for k, phase in enumerate(ordered):
        following = ordered[k + 1].begin - dt.timedelta(days=1) if k + 1 < len(ordered) else today
        end = phase.end or following
        if phase.begin > today:
            raise CourseError(f'The phase "{phase.name}" begins on {phase.begin}, which is still to come.')
        if end < phase.begin:
            raise CourseError(f'The phase "{phase.name}" ends before it begins; correct one of its two dates.')
        if found and phase.begin <= (found[-1].end or today):
            raise CourseError(
                f'The phases "{found[-1].name}" and "{phase.name}" overlap; let one end before the other begins.'
            )
        found.append(Phase(phase.name, phase.begin, min(end, today)))
    return tuple(found)
