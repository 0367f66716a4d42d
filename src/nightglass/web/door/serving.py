"""Serves the app on this machine alone, and for as long as somebody wants it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import uvicorn

from nightglass.web.app import make_app
from nightglass.web.door.binding import LOOPBACK, USUAL_PORT, ServingError, bind, hosts_of, place_of
from nightglass.web.door.guard import Guard
from nightglass.web.door.memory import keep_memory_private
from nightglass.web.door.phone import Door, Phone
from nightglass.web.door.sessions import Sessions
from nightglass.web.door.wire import Wire
from nightglass.web.held.keeper import Keeper

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator

__all__ = ["USUAL_PORT", "Server", "ServingError", "bind", "make_server", "serve"]

_GIVES_WAY = 0.0005  # seconds until a thread that works in the background lets one go on that answers somebody
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def serve(
    keeper: Keeper | None = None,
    port: int | None = None,
    ready: Callable[[str], None] = lambda _: None,
    phone_address: str | None = None,
    phone_ready: Callable[[Phone], None] = lambda _: None,
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
    phone_address
        Where a phone is let in: an address of this machine on the local network, or "" for the one that it has. None
        lets none in until somebody asks for it on the page for it.
    phone_ready
        Called after ``ready`` when the door for the phone is open.

    Raises
    ------
    ServingError
        When a port is taken, or there is no such address.
    """
    keep_memory_private()
    keeper = keeper or Keeper()
    listener = bind(port)
    sys.setswitchinterval(_GIVES_WAY)
    try:
        door = None if phone_address is None else Phone.prepare(phone_address)
        server = make_server(keeper, Sessions(opening=lambda: keeper.opening), listener, ready)
        server.opens_for_phone(door, phone_ready)
        server.run()
    finally:
        listener.close()
        keeper.lock()  # also where a second Ctrl-C did not wait for the end


def make_server(
    keeper: Keeper, sessions: Sessions, listener: socket.socket, ready: Callable[[str], None] = lambda _: None
) -> Server:
    """Return the server of an app, not yet begun."""
    phone = Phone(sessions)
    phone.app = cast("Any", make_app(keeper, sessions, phone))
    guard = Guard(phone.app, hosts_of(LOOPBACK, listener.getsockname()[1]), sessions)
    settings = uvicorn.Config(
        cast("Any", guard), http=Wire, log_config=None, log_level="critical", access_log=False, lifespan="on",
        server_header=False, date_header=False, proxy_headers=False, ws="none", timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    place = place_of("http", listener)
    return Server(settings, listener, phone, lambda: ready(f"{place}/enter?token={sessions.issue('desk')}"))


class Server(uvicorn.Server):
    """A server with its own socket that says when it answers; ``should_exit`` ends it."""

    def __init__(
        self, config: uvicorn.Config, listener: socket.socket, phone: Phone, ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self.phone = phone
        self._listener, self._ready = listener, ready
        self._door: Door | None = None
        self._phone_ready: Callable[[Phone], None] = lambda _: None

    def opens_for_phone(self, door: Door | None, ready: Callable[[Phone], None]) -> None:
        """Open this door too when the app answers."""
        self._door, self._phone_ready = door, ready

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until it is ended."""
        with self._listener:
            super().run([*(sockets or ()), self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if not self.started:
            return
        self._ready()
        if self._door is not None:
            await self.phone.open(self._door)
            self._phone_ready(self.phone)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: the phone first, then who is still asking for something."""
        await self.phone.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """End calmly when somebody presses Ctrl-C, closes the terminal or shuts the machine down."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        heard = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]  # nohup
        before = {number: signal.signal(number, self.handle_exit) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
