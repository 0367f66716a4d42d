"""Who may come in, and how far: a browser with its cookie, the paired phone, or for the API a program with a token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from litestar.exceptions import NotAuthorizedException

from nightglass.errors import NightglassError
from nightglass.web.held.keeper import LockedError
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from litestar.connection import ASGIConnection
    from litestar.handlers import BaseRouteHandler

    from nightglass.web.door.sessions import Kind, Sessions
    from nightglass.web.held.keeper import Keeper

__all__ = [
    "ANYBODY", "UNATTENDED", "WITHOUT_PASSPHRASE", "DeskOnlyError", "cookie_name", "kind_of", "must_be_inside",
    "session_of",
]  # fmt: skip

ANYBODY: Final = {"anybody": True}
"""The ``opt`` of a handler that answers without a session: the way in, styles, and what describes the API."""

UNATTENDED: Final = {"unattended": True}
"""The ``opt`` of a handler that a page asks by itself: being asked does not show that somebody is there."""

WITHOUT_PASSPHRASE: Final = {"without_passphrase": True}
"""The ``opt`` of a handler that also answers to somebody inside while the journal is open to another only."""

_FROM_THE_PHONE = re.compile(
    r"/((unlock|lock|pulse|care|breathe|grounding|note|tonight|drafts)(/.*)?)?"
    r"|/recordings/(begin|[0-9a-f]+/pieces/[0-9]+)"
)
"""What the phone may ask for: what one needs at night. It cannot read earlier nights, take out, bring in, or pair."""


class DeskOnlyError(NightglassError):
    """The phone asked for something that is only done on the machine where the journal is."""

    def __init__(self) -> None:
        super().__init__(phrases().phone.desk_only)


def cookie_name(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Return the cookie's name; it has the port in it, because browsers give one machine's cookies to all its ports."""
    return f"nightglass-{connection.url.port or 80}"


def kind_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Kind:
    """Return by which door somebody comes in."""
    return cast("Kind", dict(connection.scope).get("nightglass.kind", "desk"))


def session_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """Return the value of the session's cookie, if one was sent."""
    return connection.cookies.get(cookie_name(connection))


def must_be_inside(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let nobody in who has not the right cookie for this door, or for the API a token.

    Raises
    ------
    NotAuthorizedException
        When there is neither.
    DeskOnlyError
        When the phone asks for more than a phone may.
    LockedError
        When they have not given the passphrase since it was last locked, though somebody else has.
    """
    if handler.opt.get("anybody"):
        return
    sessions: Sessions = connection.app.state.sessions
    keeper: Keeper = connection.app.state.keeper
    path, kind = connection.scope["path"], kind_of(connection)
    if path.startswith("/api/"):
        if kind != "desk" or not sessions.knows(_token_of(connection), "program"):
            raise NotAuthorizedException
    elif not sessions.knows(session_of(connection), kind):
        raise NotAuthorizedException
    elif kind == "phone" and not _FROM_THE_PHONE.fullmatch(path):
        raise DeskOnlyError
    if keeper.is_open_to_others_only:
        if not handler.opt.get("without_passphrase"):
            raise LockedError
    elif not path.startswith("/api/") and not handler.opt.get("unattended"):  # a program is nobody who is there
        keeper.touch()


def _token_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """Return the token that a program sent with its request."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
