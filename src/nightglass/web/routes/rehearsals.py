"""Practising a new ending: a rating before, some quiet minutes, ratings after; and the week's plan."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import msgspec
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import (
    JournalError,
    keep_plan,
    keep_rehearsal,
    new_id,
    now,
    recordings,
    rehearsals,
)
from nightglass.rescript import LEAST_MINUTES, MOST_MINUTES, STEPS, Plan, Rehearsal, practice
from nightglass.web.binning import into_bin, out_of_bin
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.planning import DAYS, minutes_of, plan_of
from nightglass.web.shown.rescripting import find_script, name_of_script

__all__ = ["HANDLERS"]

_LENGTHS = tuple(range(LEAST_MINUTES, MOST_MINUTES + 1, 5))
_MOST = 240


@get("/scripts/{identity:str}/rehearse", include_in_schema=False, sync_to_thread=True)
def before(keeper: TheKeeper, identity: FromPath[str], left: FromQuery[str] = "") -> Template:
    """Ask how heavy it is and how long to practise; everything can be left out."""
    own = find_script(keeper, identity)
    minutes = minutes_of(keeper, own.id)
    sessions = rehearsals(keeper.journal, own.id)
    return page(
        "rehearsal.html",
        script=own,
        name=name_of_script(own),
        lengths=sorted({*_LENGTHS, minutes}),
        minutes=minutes,
        step=STEPS[-1],
        practice=practice(sessions) if sessions else None,
        spoken=recordings(keeper.journal, script=own.id),
        left=left if left.isalnum() else "",
    )


@post("/scripts/{identity:str}/rehearse", include_in_schema=False, sync_to_thread=True)
def begin(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Begin a session: it is kept at once, so that a closed window loses nothing."""
    own, said = find_script(keeper, identity), phrases().rehearsals
    heavy = form.number("distress_before", said.how_heavy_now, 10)
    minutes = form.number("minutes", said.minutes, MOST_MINUTES, LEAST_MINUTES) or minutes_of(keeper, own.id)
    session = Rehearsal(id=new_id(), script=own.id, at=now(), distress_before=heavy)
    keep_rehearsal(keeper.journal, session)
    look = {"look": "night"} if form.yes("night") else {}
    place = f"/scripts/{own.id}/rehearse/{session.id}"
    return Redirect(f"{place}?{urlencode({'minutes': minutes} | look)}", status_code=303)


@get("/scripts/{identity:str}/rehearse/{session:str}", include_in_schema=False, sync_to_thread=True)
def during(
    keeper: TheKeeper,
    identity: FromPath[str],
    session: FromPath[str],
    minutes: FromQuery[int | None] = None,
    look: FromQuery[str] = "",
) -> Template:
    """Show the new dream, and how much of the time is left; both are known after a reload."""
    own = find_script(keeper, identity)
    found = _session(keeper, own.id, session)
    length = _length(keeper, own.id, minutes)
    start = found.at.astimezone(now().tzinfo)
    end = start + dt.timedelta(minutes=length)
    return page(
        "rehearsal_during.html",
        script=own,
        name=name_of_script(own),
        session=found,
        minutes=length,
        begins=f"{start.hour}:{start:%M}",
        ends=f"{end.hour}:{end:%M}",
        left=max(0, round((end - now()).total_seconds())),
        night=look == "night",
        step=STEPS[-1],
        spoken=recordings(keeper.journal, script=own.id),
    )


@get("/scripts/{identity:str}/rehearse/{session:str}/after", include_in_schema=False, sync_to_thread=True)
def after(
    keeper: TheKeeper,
    identity: FromPath[str],
    session: FromPath[str],
    minutes: FromQuery[int | None] = None,
    look: FromQuery[str] = "",
) -> Template:
    """Ask how it was; everything can be left out."""
    own = find_script(keeper, identity)
    found = _session(keeper, own.id, session)
    spent = int((now() - found.at).total_seconds() // 60)
    return page(
        "rehearsal_after.html",
        script=own,
        name=name_of_script(own),
        session=found,
        spent=found.minutes if found.minutes is not None else max(0, min(spent, _length(keeper, own.id, minutes))),
        night=look == "night",
    )


@post("/scripts/{identity:str}/rehearse/{session:str}/after", include_in_schema=False, sync_to_thread=True)
def keep_after(keeper: TheKeeper, form: TheForm, identity: FromPath[str], session: FromPath[str]) -> Redirect:
    """Keep how it was, and show what the sessions have come to."""
    own, said = find_script(keeper, identity), phrases().rehearsals
    found = _session(keeper, own.id, session)
    kept = msgspec.structs.replace(
        found,
        minutes=form.number("minutes", said.minutes_done, _MOST),
        distress_after=form.number("distress_after", said.heavy_after, 10),
        vividness=form.number("vividness", said.vivid, 10),
        mastery=form.number("mastery", said.mastery, 10),
        note=form.text("note"),
    )
    keep_rehearsal(keeper.journal, kept)
    return Redirect(f"/scripts/{own.id}?kept=noted#practice", status_code=303)


@post("/scripts/{identity:str}/rehearse/{session:str}/away", include_in_schema=False, sync_to_thread=True)
def put_away(keeper: TheKeeper, identity: FromPath[str], session: FromPath[str]) -> Redirect:
    """Leave a session without noting it; the page that follows offers to bring it back."""
    found = _session(keeper, find_script(keeper, identity).id, session)
    return into_bin(keeper, "rehearsals", found.id, then=f"/scripts/{identity}?away={found.id}")


@post("/scripts/{identity:str}/rehearse/{session:str}/back", include_in_schema=False, sync_to_thread=True)
def put_back(keeper: TheKeeper, identity: FromPath[str], session: FromPath[str]) -> Redirect:
    """Bring a session back."""
    own = find_script(keeper, identity)
    return out_of_bin(keeper, "rehearsals", session, then=f"/scripts/{own.id}?kept=noted#practice")


@post("/scripts/{identity:str}/plan", include_in_schema=False, sync_to_thread=True)
def plan_week(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Keep the plan of a week, new or changed."""
    own, said = find_script(keeper, identity), phrases().rehearsals
    first = form.date("begin", said.plan_begin) or now().date()
    minutes = form.number("minutes", said.plan_minutes, MOST_MINUTES, LEAST_MINUTES) or minutes_of(keeper, own.id)
    known = plan_of(keeper, own.id)
    name = known.id if known and form.raw("plan") == known.id else new_id()
    try:
        at = dt.time.fromisoformat(form.raw("at")).replace(tzinfo=None) if form.text("at") else None
        end = first + dt.timedelta(days=DAYS - 1)
    except (ValueError, OverflowError):
        raise JournalError(said.no_time) from None
    keep_plan(keeper.journal, Plan(name, own.id, first, end, at, minutes))
    return Redirect(f"/scripts/{own.id}?kept=noted#week", status_code=303)


@post("/scripts/{identity:str}/plan/{plan:str}/away", include_in_schema=False, sync_to_thread=True)
def plan_away(keeper: TheKeeper, identity: FromPath[str], plan: FromPath[str]) -> Redirect:
    """Put a plan into the bin; the page that follows offers to bring it back."""
    own = find_script(keeper, identity)
    return into_bin(keeper, "plans", plan, then=f"/scripts/{own.id}?plan_away={plan}#week")


@post("/scripts/{identity:str}/plan/{plan:str}/back", include_in_schema=False, sync_to_thread=True)
def plan_back(keeper: TheKeeper, identity: FromPath[str], plan: FromPath[str]) -> Redirect:
    """Bring a plan back."""
    own = find_script(keeper, identity)
    return out_of_bin(keeper, "plans", plan, then=f"/scripts/{own.id}?kept=noted#week")


def _session(keeper: Keeper, script: str, identity: str) -> Rehearsal:
    found = next((r for r in rehearsals(keeper.journal, script) if r.id == identity), None)
    if found is None:
        raise JournalError(phrases().rehearsals.gone)
    return found


def _length(keeper: Keeper, script: str, minutes: int | None) -> int:
    """Return how long a session is: as its address says, within the rules, else as planned."""
    usual = minutes_of(keeper, script)
    return minutes if minutes is not None and LEAST_MINUTES <= minutes <= MOST_MINUTES else usual


HANDLERS = (
    before, begin, during, after, keep_after, put_away, put_back, plan_week, plan_away, plan_back,
)  # fmt: skip
