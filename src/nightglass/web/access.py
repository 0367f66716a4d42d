"""Who may come in: a browser with the cookie that its one-time token became, or for the API a program with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from litestar.exceptions import NotAuthorizedException

if TYPE_CHECKING:
    from litestar.connection import ASGIConnection
    from litestar.handlers import BaseRouteHandler

    from nightglass.web.sessions import Kind, Sessions

__all__ = ["ANYBODY", "cookie_name", "kind_of", "must_be_inside", "session_of"]

ANYBODY: Final = {"anybody": True}
"""The ``opt`` of a handler that answers without a session: the way in, styles, and what describes the API."""


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
    """
    if handler.opt.get("anybody"):
        return
    sessions: Sessions = connection.app.state.sessions
    if sessions.knows(session_of(connection), kind_of(connection)):
        if connection.scope["path"] != "/pulse":
            connection.app.state.keeper.touch()
        return
    raise NotAuthorizedException
