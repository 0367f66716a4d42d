"""The page at 4 a.m.: one field, kept as it is typed; and by day what was begun on other nights."""

from __future__ import annotations

import datetime as dt
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.errors import NightglassError
from nightglass.journal import (
    Draft,
    Journal,
    JournalError,
    NotKeptError,
    bring_back,
    forget_draft,
    keep_draft,
    night_named,
    now,
    recordings,
    report,
)
from nightglass.web.door.access import kind_of
from nightglass.web.forms import Form
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_moment
from nightglass.web.shown.drafting import (
    NAME,
    Choice,
    Clash,
    Kept,
    Typed,
    choose,
    going_on,
    just_left,
    keep_as_report,
    keep_typed,
    put_text_away,
    text_there,
    typed_in,
    unfinished,
)
from nightglass.web.shown.whichnight import (
    heading,
    in_reach,
    is_day,
    may_write_for,
    nights_to_choose,
    tonight,
    typed_night,
)

__all__ = ["HANDLERS"]

_PLACES = {"number": "/tonight/number/{night}", "speak": "/tonight/speak/{night}", "breathe": "/breathe"}


@get("/", include_in_schema=False, sync_to_thread=True)
def first(
    request: Request[Any, Any, Any],
    keeper: TheKeeper,
    draft: FromQuery[str] = "",
    night: FromQuery[str] = "",
) -> Template:
    """Show the field, with what was begun this night in it."""
    evening = night_named(night or "tonight", now())
    found = unfinished(keeper.journal)
    if kind_of(request) == "phone":  # what is lost with a phone must not tell of other nights
        evening = tonight()
        found = [d for d in found if d.night == evening]
    words, query = phrases().tonight, request.query_params
    said = {"nothing": words.nothing, "back": words.taken_back, "brought": words.brought_back}.get(
        query.get("said", "")
    )
    away = query.get("away", "")
    here = going_on(found, evening, draft or ("" if night else just_left(found)))
    return _shown(
        keeper.journal, here, others=[d for d in found if d.id != here.id], said=said,
        away=away if NAME.fullmatch(away) else "", phone=kind_of(request) == "phone",
    )  # fmt: skip


def _shown(  # noqa: PLR0913 - what may stand on the page
    journal: Journal, draft: Draft, *, others: list[Draft] | None = None, said: str | None = None, away: str = "",
    clash: Clash | None = None, status: int = 200, phone: bool = False,
) -> Template:  # fmt: skip
    """Return the page with a draft in its field."""
    moment = now()
    evening = draft.night or tonight()
    kept = text_there(journal, draft.id)
    return page(
        "tonight.html", status, draft=draft, evening=evening, heading=heading(evening, moment), day=is_day(moment),
        seen=kept[1] if kept else "", nights=nights_to_choose(evening, moment), others=others or [], said=said,
        away=away, clash=clash, phone=phone, today=moment.date(), spoken=recordings(journal, night=evening),
        begun=_begun_at(draft, moment) if kept and draft.text.strip() else "",
    )  # fmt: skip


def _begun_at(draft: Draft, moment: dt.datetime) -> str:
    """Say when somebody last wrote on a draft."""
    words, here = phrases().tonight, draft.changed.astimezone(moment.tzinfo)
    if moment - here < dt.timedelta(hours=12):
        return str(words.last_written_at.format(time=f"{here.hour}:{here:%M}"))
    return str(words.last_written_on.format(moment=spoken_moment(here)))


@post("/tonight/draft", status_code=200, include_in_schema=False, sync_to_thread=True)
def keep_as_typed(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Keep what is being typed, and tell which night it is about now."""
    typed = _typed(request, form)
    return _told(keep_typed(keeper.journal, typed), **_about(form))


def _typed(request: Request[Any, Any, Any], form: Form) -> Typed:
    """Return what a window sent, for a night that it may write for."""
    typed = typed_in(form)
    may_write_for(request, typed.night)
    return typed


def _about(form: Form) -> dict[str, str]:
    """Return what stands above the page for the night that was chosen, once it is one."""
    try:
        return {"heading": heading(typed_night(form), now())}
    except JournalError:
        return {}


def _told(outcome: Kept | Clash, **more: str) -> Response[Any]:
    """Tell a window how its text is kept now."""
    if isinstance(outcome, Kept):
        return Response({"id": outcome.id, "seen": outcome.seen, **more})
    beside, other = outcome.beside, outcome.other
    answer = {"id": beside.id, "seen": beside.seen, "other": other.id, "other_seen": other.seen, "theirs": outcome.text}
    return Response(answer, status_code=409)


@post("/tonight/choose", status_code=200, include_in_schema=False, sync_to_thread=True)
def choose_text(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Make one of the texts that two windows wrote."""
    journal = keeper.journal
    typed = _typed(request, form)
    outcome = choose(journal, typed, Choice(form.raw("choice"), Kept(form.raw("other"), form.raw("other_seen"))))
    if "application/json" in request.headers.get("accept", ""):
        there = text_there(journal, outcome.id) if isinstance(outcome, Kept) else None
        return _told(outcome, text=there[0] if there else typed.text)
    if isinstance(outcome, Clash):
        return _both(journal, typed, outcome)
    return Redirect(f"/?draft={outcome.id}", status_code=303)


def _both(journal: Journal, typed: Typed, clash: Clash) -> Template:
    """Show the text that one window sent, and the other that is there."""
    ours = Draft(clash.beside.id, typed.night, typed.text, dt.datetime.now(dt.UTC))
    return _shown(journal, ours, clash=clash, status=409)


@post("/tonight/keep", include_in_schema=False, sync_to_thread=True)
def done(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Keep the report; where that is not possible, say why and keep the draft."""
    journal, typed = keeper.journal, _typed(request, form)
    if not typed.text.strip():
        return Redirect("/?said=nothing", status_code=303)
    try:
        outcome = keep_typed(journal, typed)
        if isinstance(outcome, Clash):
            return _both(journal, typed, outcome)
        typed_night(form)
        keep_as_report(journal, typed)
    except NightglassError as error:
        here = Draft(typed.id, typed.night, typed.text, dt.datetime.now(dt.UTC))
        return _shown(journal, here, said=str(error), status=507 if isinstance(error, NotKeptError) else 400)
    keeper.reader.wake()
    return Redirect(f"/tonight/after/{typed.night}", status_code=303)


@post("/tonight/aside", include_in_schema=False, sync_to_thread=True)
def aside(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep what is in the field and go elsewhere for a while."""
    typed = _typed(request, form)
    keep_typed(keeper.journal, typed)
    return Redirect(_PLACES.get(form.raw("to"), "/").format(night=typed.night), status_code=303)


@post("/tonight/begun/{draft:str}/keep", include_in_schema=False, sync_to_thread=True)
def keep_begun(request: Request[Any, Any, Any], keeper: TheKeeper, draft: FromPath[str]) -> Redirect:
    """Keep what was begun on another night as it is."""
    journal = keeper.journal
    here = _begun(journal, request, draft)
    keep_as_report(journal, Typed(here.id, here.night or tonight(), here.text))
    keeper.reader.wake()
    return Redirect(f"/tonight/kept/{here.night}", status_code=303)


@post("/tonight/begun/{draft:str}/away", include_in_schema=False, sync_to_thread=True)
def put_away(request: Request[Any, Any, Any], keeper: TheKeeper, draft: FromPath[str]) -> Redirect:
    """Put what was begun on another night into the bin."""
    journal = keeper.journal
    here = _begun(journal, request, draft)
    gone = put_text_away(journal, here.night or tonight(), here.text)
    forget_draft(journal, here.id)
    return Redirect(f"/?away={gone}" if gone else "/", status_code=303)


@post("/tonight/begun/{draft:str}/back", include_in_schema=False, sync_to_thread=True)
def take_back(keeper: TheKeeper, draft: FromPath[str]) -> Redirect:
    """Take what was put away out of the bin; it is kept as a report then."""
    bring_back(keeper.journal, "reports", draft)
    keeper.reader.wake()
    return Redirect("/?said=brought", status_code=303)


@post("/tonight/begun/{draft:str}/more", include_in_schema=False, sync_to_thread=True)
def go_on(request: Request[Any, Any, Any], keeper: TheKeeper, draft: FromPath[str]) -> Redirect:
    """Go on with a report that was kept, because more has come back."""
    journal = keeper.journal
    kept = report(journal, draft)
    in_reach(request, kept.night)
    if all(d.id != kept.id for d in unfinished(journal)):
        keep_draft(journal, Draft(kept.id, kept.night, kept.text, dt.datetime.now(dt.UTC)))
    return Redirect(f"/?draft={kept.id}", status_code=303)


def _begun(journal: Journal, request: Request[Any, Any, Any], identity: str) -> Draft:
    found = next((d for d in unfinished(journal) if d.id == identity), None)
    if found is None:
        raise JournalError(phrases().tonight.not_begun)
    in_reach(request, found.night or tonight())
    return found


HANDLERS = (first, keep_as_typed, choose_text, done, aside, keep_begun, put_away, take_back, go_on)
