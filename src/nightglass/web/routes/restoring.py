"""Bring a backup back: it is looked into first, what was there is set aside, and one press brings that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from nightglass.errors import NightglassError
from nightglass.journal import WrongPassphraseError, forget_remembered, home
from nightglass.web.door.access import session_of
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.held.keeper import LockedError, TooSoonError
from nightglass.web.phrases import phrases
from nightglass.web.shown.bringing_back import Refused, restoring_page, said_of

if TYPE_CHECKING:
    from nightglass.web.door.sessions import Sessions
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]


@get("/restore", include_in_schema=False, sync_to_thread=True)
def restore_page(request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions) -> Response[Any]:
    """Show the backups, what is in the one that was looked into, and what was set aside."""
    _must_be_allowed(keeper)
    others = sessions.has("phone") or sessions.has("program")
    return restoring_page(keeper, session_of(request), others=others)


@post("/restore/file", include_in_schema=False, status_code=200)
async def receive(request: Request[Any, Any, Any], keeper: TheKeeper, name: FromQuery[str] = "") -> dict[str, str]:
    """Take a backup from elsewhere, piece by piece."""
    _must_be_allowed(keeper)
    await keeper.restoring.receive(name, request.stream())
    if not keeper.may_restore:  # it locked itself while the file came
        keeper.restoring.leave()
        raise LockedError
    return {"next": "/restore"}


@post("/restore/look", include_in_schema=False, sync_to_thread=True)
def look(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Look into a backup; nothing is changed."""
    _must_be_allowed(keeper)
    chosen, who = form.raw("backup"), session_of(request)
    if not form.raw("passphrase").strip():  # that is no try
        return restoring_page(keeper, who, Refused(400, phrases().entry.nothing_typed, chosen))
    try:
        keeper.look_into(chosen, form.raw("passphrase"), who)
    except LockedError:
        raise
    except TooSoonError as error:
        answer = restoring_page(keeper, who, Refused(429, str(error), chosen))
        answer.headers["retry-after"] = str(error.seconds)
        return answer
    except NightglassError as error:
        status = 403 if isinstance(error, WrongPassphraseError) else 400
        return restoring_page(keeper, who, Refused(status, said_of(error), chosen))
    return Redirect("/restore", status_code=303)


@post("/restore/leave", include_in_schema=False, sync_to_thread=True)
def leave(keeper: TheKeeper) -> Redirect:
    """Put away what was looked into; all is as it was."""
    _must_be_allowed(keeper)
    keeper.restoring.leave()
    return Redirect("/restore", status_code=303)


@post("/restore/now", include_in_schema=False, sync_to_thread=True)
def bring_back(request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions) -> Response[Any]:
    """Put the backup that was looked into in the journal's place."""
    _must_be_allowed(keeper)
    try:
        keeper.bring_back(session_of(request))
    except NightglassError as error:
        return _refused(keeper, session_of(request), error)
    sessions.opens(session_of(request))  # they have given its passphrase
    return _after(keeper, sessions)


@post("/restore/back", include_in_schema=False, sync_to_thread=True)
def bring_aside_back(
    request: Request[Any, Any, Any], keeper: TheKeeper, sessions: TheSessions, form: TheForm
) -> Response[Any]:
    """Put a journal that was set aside in its place again."""
    _must_be_allowed(keeper)
    try:
        opened = keeper.bring_aside_back(form.raw("name"))
    except NightglassError as error:
        return _refused(keeper, session_of(request), error)
    if opened:
        sessions.opens(session_of(request))  # it has the key of the one that was open to them
    return _after(keeper, sessions)


def _must_be_allowed(keeper: Keeper) -> None:
    if not keeper.may_restore:
        raise LockedError


def _refused(keeper: Keeper, who: str | None, error: NightglassError) -> Response[Any]:
    """Say what stood in the way, on the page if it can still be shown."""
    if isinstance(error, LockedError) or not keeper.may_restore:
        raise error
    return restoring_page(keeper, who, Refused(400, said_of(error)))


def _after(keeper: Keeper, sessions: Sessions) -> Redirect:
    """Let go of whoever was let in to the journal of before, and show the one of now."""
    sessions.revoke("phone")
    sessions.revoke("program")
    forget_remembered(home(keeper.folder))
    return Redirect("/restore" if keeper.is_open else "/unlock", status_code=303)


HANDLERS = (restore_page, receive, look, leave, bring_back, bring_aside_back)
