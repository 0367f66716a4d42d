"""The week in which a new ending is practised: seven days, what is planned and what was noted, no streaks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import now, plans
from nightglass.rescript import LEAST_MINUTES, MOST_MINUTES, Plan, Rehearsal, Script
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.web.held.keeper import Keeper

__all__ = ["DAYS", "USUAL_MINUTES", "Day", "Week", "minutes_of", "plan_of", "week_of"]

DAYS = 7
USUAL_MINUTES = 10


class Day(msgspec.Struct, frozen=True):
    """One day of a week: which, what is said of it, and whether it is today."""

    date: dt.date
    words: str
    today: bool


class Week(msgspec.Struct, frozen=True):
    """A plan with its days; without one, what a new plan would begin with."""

    plan: Plan | None
    days: tuple[Day, ...]
    over: bool
    begin: dt.date
    minutes: int
    at: str
    least: int = LEAST_MINUTES
    most: int = MOST_MINUTES


def plan_of(keeper: Keeper, script: str) -> Plan | None:
    """Return the plan of a script that begins last."""
    return next((p for p in plans(keeper.journal) if p.script == script), None)


def minutes_of(keeper: Keeper, script: str) -> int:
    """Return how many minutes a session of a script has: the plan's, or the usual ones."""
    plan = plan_of(keeper, script)
    return plan.minutes if plan else USUAL_MINUTES


def week_of(keeper: Keeper, script: Script, sessions: Sequence[Rehearsal]) -> Week:
    """Return the week of a script as its page shows it."""
    today = now().date()
    plan = plan_of(keeper, script.id)
    if plan is None:
        return Week(None, (), over=False, begin=today, minutes=USUAL_MINUTES, at="")
    end = plan.end or plan.begin + dt.timedelta(days=DAYS - 1)
    days = tuple(
        Day(date, _words(date, today, sessions), date == today)
        for date in (plan.begin + dt.timedelta(days=k) for k in range(min((end - plan.begin).days + 1, DAYS)))
    )
    over = end < today
    begin = today if over else plan.begin
    return Week(plan, days, over=over, begin=begin, minutes=plan.minutes, at=f"{plan.at:%H:%M}" if plan.at else "")


def _words(date: dt.date, today: dt.date, sessions: Sequence[Rehearsal]) -> str:
    said = phrases().rehearsals
    own = [s for s in sessions if s.at.astimezone(now().tzinfo).date() == date]
    if own:
        minutes = sum(s.minutes or 0 for s in own)
        practised: str = said.day_minutes if minutes else said.day_practised
        return practised.format(minutes=minutes)
    return str(said.day_ahead if date > today else said.day_today if date == today else said.day_nothing)
