"""After a dream was kept, only if wanted: how did you wake, how heavy was it, how was your sleep; then rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import (
    BODY,
    FEELINGS,
    Journal,
    Night,
    NightWords,
    Report,
    local_zone,
    night,
    night_from,
    reports,
    save_night,
    setting,
)
from nightglass.web.access import kind_of, session_of
from nightglass.web.forms import Form
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.marking import mark_night
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.routes.breathing import NOTE
from nightglass.web.whichnight import in_reach
from nightglass.web.worrying import speaks_of_dying

__all__ = ["HANDLERS"]

_STEPS = {"waking": "heavy", "heavy": "rest", "rest": "rest"}


@get("/tonight/after/{evening:date}", include_in_schema=False, sync_to_thread=True)
def after(
    request: Request[Any, Any, Any],
    keeper: TheKeeper,
    sessions: TheSessions,
    evening: FromPath[dt.date],
    step: FromQuery[str] = "waking",
) -> Template:
    """Say that it is kept, and ask one thing at a time, each of which can be left out."""
    journal = keeper.journal
    known = night(journal, in_reach(request, evening))
    newest = _newest(journal, evening)
    worrying = step == "waking" and newest is not None and speaks_of_dying(newest.text)
    return page(
        "after.html", evening=evening, night=known, step=step if step in _STEPS else "waking", report=newest,
        feelings=FEELINGS, body=BODY, note=setting(journal, NOTE), phone=kind_of(request) == "phone",
        offer=worrying and sessions.offer_once(session_of(request)),
    )  # fmt: skip


@post("/tonight/after/{evening:date}", include_in_schema=False, sync_to_thread=True)
def keep_answer(keeper: TheKeeper, form: TheForm, evening: FromPath[dt.date]) -> Redirect:
    """Keep an answer and go on to the next question."""
    journal, step, known = keeper.journal, form.raw("step"), phrases().briefly
    if step == "waking":
        _keep_waking(journal, evening, form)
    elif step == "heavy":
        distress = form.number("distress", known.how_heavy, 10)
        quality = form.number("sleep_quality", known.how_slept, 10)
        mark_night(journal, evening, NightWords(distress=distress, sleep_quality=quality))
    elif step == "not_quiet":
        mark_night(journal, evening, NightWords(state="badly"))
        return Redirect(f"/tonight/after/{evening}", status_code=303)
    return Redirect(f"/tonight/after/{evening}?step={_STEPS.get(step, 'rest')}", status_code=303)


def _keep_waking(journal: Journal, evening: dt.date, form: Form) -> None:
    """Keep how somebody woke out of the dream that was written last; said again, it takes the place of that."""
    newest = _newest(journal, evening)
    name = newest.id if newest else None
    words = NightWords(waking=form.text("feeling"), body=form.many("body"), slept_again=form.yes("slept_again"))
    before = night(journal, evening)
    others = tuple(w for w in before.wakings if name is None or w.report != name)
    now_known = night_from(words, _with_wakings(before, others), local_zone(), name)
    if len(now_known.wakings) > len(others) and now_known.wakings[-1:] != before.wakings[-1:]:
        save_night(journal, now_known)


def _with_wakings(known: Night, wakings: tuple[Any, ...]) -> Night:
    return msgspec.structs.replace(known, wakings=wakings)


def _newest(journal: Journal, evening: dt.date) -> Report | None:
    """Return the dream of a night that was written last."""
    return next(iter(reports(journal, evening, evening, newest_first=True)), None)


HANDLERS = (after, keep_answer)
