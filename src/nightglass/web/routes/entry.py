"""The way in and out: the one-time token, making the journal, the passphrase, the lock."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

from litestar import MediaType, Request, Response, get, post
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect, Template
from litestar.template.base import csrf_token

from nightglass.journal import DamagedError, JournalError
from nightglass.web.door.access import ANYBODY, UNATTENDED, WITHOUT_PASSPHRASE, cookie_name, kind_of, session_of
from nightglass.web.door.refusing import on_black
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.held.keeper import TooSoonError
from nightglass.web.held.warming import get_ready
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.bringing_back import trouble_page

if TYPE_CHECKING:
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]

_CHALLENGE = re.compile(r"[0-9a-f]{32}")


@get("/enter", opt=ANYBODY, include_in_schema=False, sync_to_thread=False)
def enter(request: Request[Any, Any, Any], sessions: TheSessions, token: FromQuery[str] = "") -> Response[Any]:
    """Let a browser in whose address holds a token that was not used yet."""
    value = sessions.enter(token, kind_of(request))
    if value is None and kind_of(request) == "phone":
        return Response(on_black(phrases().phone.not_inside), status_code=403, media_type=MediaType.HTML)
    if value is None:
        return page("said.html", 403, said=phrases().failures.used_address, start=False)
    place = "/" if sessions.has_opened(value, kind_of(request)) else "/unlock"
    led_here = request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
    answer: Response[Any] = page("entered.html", place=place) if led_here else Redirect(place, status_code=303)
    answer.set_cookie(
        cookie_name(request), value, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return answer


@get("/unlock", opt=WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=False)
def unlock_page(
    request: Request[Any, Any, Any], keeper: TheKeeper, back: Annotated[str, QueryParameter(name="next")] = "/"
) -> Response[Any]:
    """Ask for the passphrase; where there is no journal yet, offer to make one."""
    if keeper.is_open:
        return Redirect(_inside(back), status_code=303)
    if keeper.trouble is not None:
        return trouble_page(keeper, kind_of(request), session_of(request))
    templates = request.app.template_engine
    if templates is not None:
        keeper.ahead.ask("getting ready", lambda: get_ready(templates.get_template, lambda: keeper.is_opening))
    template = "unlock.html" if keeper.exists else "begin.html"
    return page(template, back=_inside(back), said=None)


@post("/unlock", opt=WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=True)
def unlock(request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions, form: TheForm) -> Response[Any]:
    """Open the journal."""
    back = _inside(form.raw("next"))
    wants_json = "application/json" in request.headers.get("accept", "")
    if not form.raw("passphrase").strip() and not wants_json:  # that is no try
        return page("unlock.html", 400, back=back, said=phrases().entry.nothing_typed)
    try:
        keeper.unlock(form.raw("passphrase"))
    except JournalError as error:
        if wants_json:
            raise
        if isinstance(error, DamagedError):
            return _offer_backup(request, keeper, form.raw("passphrase"))
        return page("unlock.html", 403, back=back, said=str(error))
    except TooSoonError as error:
        if wants_json:
            raise
        answer: Template = page("unlock.html", 429, back=back, said=str(error))
        answer.headers["retry-after"] = str(error.seconds)
        return answer
    sessions.opens(session_of(request))
    return Response({"open": True}, status_code=200) if wants_json else Redirect(back, status_code=303)


@get("/begin", include_in_schema=False, sync_to_thread=False)
def begin_page(keeper: TheKeeper) -> Response[Any]:
    """Offer to make a journal, also where one is missing."""
    return Redirect("/", status_code=303) if keeper.is_open else page("begin.html", back="/", said=None)


@post("/begin", include_in_schema=False, sync_to_thread=True)
def begin(request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions, form: TheForm) -> Response[Any]:
    """Make the journal and show its recovery key, once."""
    said = phrases().entry
    passphrase = form.raw("passphrase")
    if passphrase != form.raw("again"):
        return page("begin.html", 400, back="/", said=said.not_the_same)
    try:
        key = keeper.make(passphrase)
    except JournalError as error:
        return page("begin.html", 400, back="/", said=str(error))
    sessions.opens(session_of(request))
    groups = key.split("-")
    return page("recovery.html", lines=["-".join(groups[k : k + 2]) for k in range(0, len(groups), 2)])


@post("/lock", opt=WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=True)
def lock(keeper: TheKeeper) -> Redirect:
    """Lock the journal and wipe its key."""
    keeper.lock()
    keeper.lock_call.call()
    return Redirect("/unlock", status_code=303)


@get("/pulse", opt=UNATTENDED | WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=False)
def pulse(
    request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions, here: FromQuery[str] = ""
) -> dict[str, Any]:
    """Tell whether the journal is open; ``here=yes`` says that somebody is there, though nothing was typed."""
    if here == "yes" and not keeper.is_open_to_others_only:
        keeper.touch()
    return {
        "open": keeper.is_open,
        "csrf": csrf_token({"request": request}),
        "phone": sessions.has("phone"),
        "turn": keeper.turn,
    }


@get("/proof", opt=ANYBODY, include_in_schema=False, media_type=MediaType.TEXT, sync_to_thread=False)
def proof(request: Request[Any, Any, Any], keeper: TheKeeper, challenge: FromQuery[str] = "") -> Response[str]:
    """Prove to a page that it is still this app that answers here."""
    if not _CHALLENGE.fullmatch(challenge):
        return Response(phrases().failures.not_understood, status_code=400)
    return Response(keeper.proof.answer(request.headers["host"], challenge))


def _offer_backup(request: Request[Any, Any, Any], keeper: Keeper, passphrase: str) -> Redirect:
    """Look into the newest backup with a passphrase that was right, and say on the page for unlocking what is wrong."""
    if keeper.trouble == "damaged" and kind_of(request) == "desk":
        with suppress(TooSoonError):
            keeper.look_into_newest(passphrase, session_of(request))
    return Redirect("/unlock", status_code=303)


def _inside(place: str) -> str:
    """Return a place of this app, and the first page for anything that points elsewhere."""
    plain = place.isprintable() and place.startswith("/") and not place.startswith("//") and "\\" not in place
    return place if plain else "/"


HANDLERS = (enter, unlock_page, unlock, begin_page, begin, lock, pulse, proof)
