"""After a dream was kept, only if wanted: how did you wake, how heavy was it; then rest. Of sleep one tells by day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from nightglass.journal import (
    BODY,
    FEELINGS,
    Journal,
    Night,
    NightWords,
    Report,
    Waking,
    local_zone,
    night,
    night_from,
    reports,
    save_night,
    setting,
)
from nightglass.web.door.access import kind_of, session_of
from nightglass.web.forms import Form
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.routes.breathing import NOTE
from nightglass.web.shown.marking import mark_night
from nightglass.web.shown.whichnight import in_reach
from nightglass.web.worrying import speaks_of_dying

__all__ = ["HANDLERS"]

_STEPS = ("feeling", "body", "heavy", "rest")


@get("/tonight/after/{evening:date}", include_in_schema=False, sync_to_thread=True)
def after(
    request: Request[Any, Any, Any],
    keeper: TheKeeper,
    sessions: TheSessions,
    evening: FromPath[dt.date],
    step: FromQuery[str] = "",
) -> Response[Any]:
    """Say that it is kept, and ask one thing at a time, each of which can be left out."""
    journal = keeper.journal
    known, newest = night(journal, in_reach(request, evening)), _newest(journal, evening)
    if newest is None:
        return Redirect(f"/tonight/kept/{evening}", status_code=303)
    here = step if step in _STEPS else _STEPS[0]
    worrying = here == _STEPS[0] and speaks_of_dying(newest.text)
    return page(
        "after.html", evening=evening, night=known, step=here, next=_next(here), report=newest, feelings=FEELINGS,
        body=BODY, note=setting(journal, NOTE), phone=kind_of(request) == "phone",
        offer=worrying and sessions.offer_once(session_of(request)),
    )  # fmt: skip


@post("/tonight/after/{evening:date}", include_in_schema=False, sync_to_thread=True)
def keep_answer(
    request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm, evening: FromPath[dt.date]
) -> Redirect:
    """Keep an answer and go on to the next question."""
    journal, step, said = keeper.journal, form.raw("step"), phrases().briefly
    in_reach(request, evening)
    if step == "not_quiet":
        mark_night(journal, evening, NightWords(state="badly"))
        return Redirect(f"/tonight/after/{evening}", status_code=303)
    if step == "heavy":
        mark_night(journal, evening, NightWords(distress=form.number("distress", said.how_heavy, 10)))
    else:
        _keep_waking(journal, evening, form)
    following = _STEPS[-1] if form.yes("all") else _next(step)
    return Redirect(f"/tonight/after/{evening}?step={following}", status_code=303)


def _next(step: str) -> str:
    """Return what is asked after a question."""
    return _STEPS[min(_STEPS.index(step) + 1, len(_STEPS) - 1)] if step in _STEPS else _STEPS[-1]


def _keep_waking(journal: Journal, evening: dt.date, form: Form) -> None:
    """Keep how somebody woke out of the dream that was written last; what was said of it before is filled in."""
    newest = _newest(journal, evening)
    felt = form.many("feeling")
    felt = tuple(f for f in felt if f != "none") or felt  # none beside another is none
    words = NightWords(also=felt, body=form.many("body"))
    said = night_from(words, Night(date=evening), local_zone(), None).wakings
    if newest is None or not said:
        return
    before = night(journal, evening)
    old = next((w for w in before.wakings if w.report == newest.id), None)
    changes: dict[str, Any] = {}
    if said[0].feelings:
        changes = {"feeling": said[0].feeling, "also": said[0].also}
    if said[0].body:
        changes["body"] = said[0].body
    new = msgspec.structs.replace(old or Waking(report=newest.id), **changes)
    wakings = tuple(new if w == old else w for w in before.wakings) + (() if old else (new,))
    save_night(journal, msgspec.structs.replace(before, wakings=wakings))


def _newest(journal: Journal, evening: dt.date) -> Report | None:
    """Return the dream of a night that was written last."""
    return next(iter(reports(journal, evening, evening, newest_first=True)), None)


HANDLERS = (after, keep_answer)
