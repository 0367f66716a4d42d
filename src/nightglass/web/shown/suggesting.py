"""Which phases a person may want to compare, from when they rehearsed; offered, never kept unasked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nightglass.course import CourseError, Phase, check_phases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["suggest_phases"]

_OVER = 14  # days without a session, after which the rehearsals are taken to be over


def suggest_phases(
    first: dt.date | None, sessions: Sequence[dt.date], kept: Sequence[Phase], today: dt.date
) -> tuple[Phase, ...]:
    """Return phases that could be added to those that are kept, each without contradicting them.

    Parameters
    ----------
    first
        The first known night, if there is one.
    sessions
        The days of all rehearsals.
    kept
        What there is already; a name that is taken is not offered again.
    today
        The evening of today.
    """
    past = sorted(day for day in sessions if day <= today)
    offered: list[Phase] = []
    if not past:
        if first is not None and not kept:
            offered.append(Phase("baseline", first))
    else:
        begin, last = past[0], past[-1]
        over = (today - last).days > _OVER
        if first is not None and first < begin:
            offered.append(Phase("baseline", first, begin - dt.timedelta(days=1)))
        offered.append(Phase("rehearsal", begin, last if over else None))
        if over:
            offered.append(Phase("follow-up", last + dt.timedelta(days=1)))
    names = {phase.name.casefold() for phase in kept}
    return tuple(phase for phase in offered if phase.name not in names and _fits(phase, kept, today))


def _fits(phase: Phase, kept: Sequence[Phase], today: dt.date) -> bool:
    try:
        check_phases([*kept, phase], today)
    except CourseError:
        return False
    return True
