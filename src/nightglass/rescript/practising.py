"""What a session, a week and a number of sessions may be; and what they have come to."""

from __future__ import annotations

import datetime as dt
from statistics import median
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError
from nightglass.rescript.rules import LEAST_MINUTES, MOST_MINUTES, SCRIPTS_A_WEEK
from nightglass.rescript.values import Practice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nightglass.rescript.values import Plan, Rehearsal

__all__ = ["RescriptError", "check_new_script", "check_plan", "check_rehearsal", "practice"]

_SESSIONS = 5  # rated before and after, for something to be said


class RescriptError(NightglassError):
    """A rating, plan or script that cannot be kept."""


def check_new_script(made: Iterable[dt.datetime], moment: dt.datetime) -> None:
    """Refuse a third new script within a week.

    Raises
    ------
    RescriptError
        It says when the next may be begun.
    """
    week = dt.timedelta(days=7)
    within = sorted(m for m in made if moment - week < m <= moment)
    if len(within) >= SCRIPTS_A_WEEK:
        again = (within[-SCRIPTS_A_WEEK] + week).date()
        raise RescriptError(
            f"Two new scripts were begun within the last week; a dream needs some days to learn. From {again} on there "
            "is room for another; changing a script you have is always possible."
        )


def check_rehearsal(rehearsal: Rehearsal) -> None:
    """Refuse ratings outside 0 to 10 and sessions that no day holds.

    Raises
    ------
    RescriptError
        With the name of what is wrong.
    """
    for name in ("distress_before", "distress_after", "vividness", "mastery"):
        value = getattr(rehearsal, name)
        if value is not None and not 0 <= value <= 10:
            raise RescriptError(f"{name.replace('_', ' ').capitalize()} is a number from 0 to 10, not {value}.")
    if rehearsal.minutes is not None and not 0 <= rehearsal.minutes <= 240:
        raise RescriptError(f"A rehearsal lasts 0 to 240 minutes, not {rehearsal.minutes}.")


def check_plan(plan: Plan) -> None:
    """Refuse a plan of more or fewer minutes than the rules allow, or one that ends before it begins.

    Raises
    ------
    RescriptError
        With what is allowed.
    """
    if not LEAST_MINUTES <= plan.minutes <= MOST_MINUTES:
        raise RescriptError(f"A session is planned with {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {plan.minutes}.")
    if plan.end is not None and plan.end < plan.begin:
        raise RescriptError("The plan ends before it begins; correct one of its two dates.")


def practice(rehearsals: Sequence[Rehearsal]) -> Practice:
    """Return what some sessions have come to: medians of distress before and after, from five rated sessions on."""
    minutes = sum(r.minutes or 0 for r in rehearsals)
    rated = [
        (r.distress_before, r.distress_after)
        for r in rehearsals
        if r.distress_before is not None and r.distress_after is not None
    ]
    count = f"{len(rehearsals)} session{'' if len(rehearsals) == 1 else 's'}, {minutes} minutes"
    if len(rated) < _SESSIONS:
        return Practice(
            len(rehearsals), minutes, None, None,
            f"{count}. Not enough rated sessions yet to say something: {len(rated)} of the {_SESSIONS} that it takes.",
        )  # fmt: skip
    before, after = float(median(b for b, _ in rated)), float(median(a for _, a in rated))
    lower = sum(a < b for b, a in rated)
    words = (
        f"{count}. Distress was {before:g} before and {after:g} after (medians of {len(rated)} rated sessions); "
        f"lower after {lower} of them."
    )
    return Practice(len(rehearsals), minutes, before, after, words)
