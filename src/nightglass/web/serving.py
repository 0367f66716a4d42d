"""Serves the app on this machine alone, and for as long as somebody wants it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, cast

import uvicorn

from nightglass.errors import NightglassError
from nightglass.web.app import make_app
from nightglass.web.guard import Guard
from nightglass.web.keeper import Keeper
from nightglass.web.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["USUAL_PORT", "ServingError", "bind", "make_server", "serve"]

USUAL_PORT = 8757
_LOOPBACK = "127.0.0.1"


class ServingError(NightglassError):
    """The app could not be served."""


def bind(port: int | None, address: str = _LOOPBACK) -> socket.socket:
    """Return a socket that listens; without a port the usual one, or any that is free.

    Raises
    ------
    ServingError
        When the port that was asked for is taken or may not be used.
    """
    for wanted in (USUAL_PORT, 0) if port is None else (port,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, wanted))
        except (OSError, OverflowError):
            listener.close()
            continue
        listener.listen(64)
        return listener
    raise ServingError(f"Port {port} is taken, or may not be used: choose another with --port, or none for a free one.")


def serve(
    keeper: Keeper | None = None,
    port: int | None = None,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the app on this machine until it is interrupted; then the journal is locked.

    Parameters
    ----------
    keeper
        Holds the journal; by default the person's own, locked.
    port
        By default the usual one, or any that is free.
    ready
        Called with the address to open, once, when the app answers; its token lets in a single browser.

    Raises
    ------
    ServingError
        When the port is taken.
    """
    make_server(keeper or Keeper(), Sessions(), bind(port), ready).run()


def make_server(
    keeper: Keeper, sessions: Sessions, listener: socket.socket, ready: Callable[[str], None] = lambda _: None
) -> Server:
    """Return the server of an app, not yet begun."""
    number = listener.getsockname()[1]
    guard = Guard(cast("Any", make_app(keeper, sessions)), {f"{name}:{number}" for name in (_LOOPBACK, "localhost")})
    settings = uvicorn.Config(
        guard, log_config=None, access_log=False, server_header=False, date_header=False, ws="none", http="h11",
        lifespan="on", limit_concurrency=200, timeout_keep_alive=30, timeout_graceful_shutdown=5,
    )  # fmt: skip
    return Server(
        settings, listener, lambda: ready(f"http://{_LOOPBACK}:{number}/enter?token={sessions.issue('desk')}")
    )


class Server(uvicorn.Server):
    """A server with its own socket that says when it answers; ``should_exit`` ends it."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._listener, self._ready = listener, ready

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until it is ended."""
        with self._listener:
            super().run([*(sockets or ()), self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._ready()
