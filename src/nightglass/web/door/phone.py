"""The door for one phone: on the local network, over TLS, and closed until somebody opens it."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, cast

import msgspec
import uvicorn
from uvicorn.server import ServerState

from nightglass.web.door.binding import bind, hosts_of, local_address, place_of
from nightglass.web.door.certificate import Secured, secure
from nightglass.web.door.guard import Guard
from nightglass.web.door.wire import Wire

if TYPE_CHECKING:
    from nightglass.web.door.guard import ASGIApp
    from nightglass.web.door.sessions import Sessions

__all__ = ["Door", "Phone"]

USUAL_PORT = 8758
_MOST, _MOST_OF_ONE = 48, 16  # connections, and of one machine on the network
_HANDSHAKE = 5.0  # seconds


class Door(msgspec.Struct, frozen=True):
    """An address of the local network at which the app may answer."""

    listener: socket.socket
    place: str
    secured: Secured


class Phone:
    """Opens and closes the door, and says what the phone must know to come in.

    Parameters
    ----------
    sessions
        Who may speak to the app.
    """

    def __init__(self, sessions: Sessions) -> None:
        self.app: ASGIApp | None = None
        self._sessions = sessions
        self._door: Door | None = None
        self._server: asyncio.Server | None = None
        self._state = ServerState()
        self._coming: dict[asyncio.Task[None], str] = {}

    @property
    def door(self) -> Door | None:
        """The door, while it is open."""
        return self._door

    @property
    def paired(self) -> bool:
        """Whether a phone is inside."""
        return self._sessions.has("phone")

    def new_address(self) -> str:
        """Return the address that lets a phone in, once and for ten minutes; one given before ends."""
        assert self._door is not None
        return f"{self._door.place}/enter?token={self._sessions.issue('phone')}"

    def revoke(self) -> None:
        """Let go of the phone at once: its cookie and every address for it end."""
        self._sessions.revoke("phone")
        self._cut_off()

    @staticmethod
    def prepare(address: str = "") -> Door:
        """Find the address, make a certificate for it and take a port, without answering yet.

        Raises
        ------
        ServingError
            When there is no local network, or the address is none of this machine or none of a local network.
        """
        listener = bind(None, local_address(address), USUAL_PORT)
        return Door(listener, place_of("https", listener), secure(listener.getsockname()[0]))

    async def open(self, door: Door) -> None:
        """Begin to answer; a door that was open before is closed."""
        await self.close()
        assert self.app is not None
        address, port = door.listener.getsockname()[:2]
        guarded = Guard(self.app, hosts_of(address, port, "https"), self._sessions, "phone")
        settings = uvicorn.Config(
            cast("Any", guarded), http=Wire, log_config=None, log_level="critical", access_log=False, lifespan="off",
            server_header=False, date_header=False, proxy_headers=False, ws="none", timeout_keep_alive=30,
        )  # fmt: skip
        settings.load()
        self._server = await asyncio.get_running_loop().create_server(
            lambda: _Gate(self, settings, door.secured), sock=door.listener
        )
        self._door = door

    async def close(self) -> None:
        """Let go of the phone, and answer to nobody there any more."""
        server, self._server, self._door = self._server, None, None
        if server is not None:
            server.close()
        self.revoke()

    def _cut_off(self) -> None:
        for task in list(self._coming):
            task.cancel()
        for wire in self._wires():
            wire.transport.abort()

    def _wires(self) -> list[Wire]:
        return [wire for wire in self._state.connections if isinstance(wire, Wire)]

    def has_room_for(self, peer: str) -> bool:
        """Tell whether one more connection is taken."""
        peers = [*self._coming.values(), *(w.client[0] for w in self._wires() if w.client)]
        return len(peers) < _MOST and peers.count(peer) < _MOST_OF_ONE

    def let_through(self, transport: asyncio.Transport, peer: str, settings: uvicorn.Config, secured: Secured) -> None:
        """Make a connection safe, and speak HTTP over it then."""
        task = asyncio.get_running_loop().create_task(self._secured(transport, settings, secured))
        self._coming[task] = peer
        task.add_done_callback(self._coming.pop)

    async def _secured(self, transport: asyncio.Transport, settings: uvicorn.Config, secured: Secured) -> None:
        loop = asyncio.get_running_loop()
        wire = Wire(settings, self._state, {}, loop)
        try:
            safe = await loop.start_tls(
                transport, wire, secured.context, server_side=True,
                ssl_handshake_timeout=_HANDSHAKE, ssl_shutdown_timeout=_HANDSHAKE,
            )  # fmt: skip
        except (OSError, asyncio.CancelledError):  # no handshake, or none in time; ssl.SSLError is an OSError
            transport.abort()
            return
        if safe is not None:
            wire.connection_made(safe)


class _Gate(asyncio.Protocol):
    """Counts who comes, before anything is done for them."""

    def __init__(self, phone: Phone, settings: uvicorn.Config, secured: Secured) -> None:
        self._phone, self._settings, self._secured = phone, settings, secured

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection through, or end it."""
        opened = cast("asyncio.Transport", transport)
        peer = str((opened.get_extra_info("peername") or ("",))[0])
        if not self._phone.has_room_for(peer):
            opened.abort()
            return
        opened.pause_reading()
        self._phone.let_through(opened, peer, self._settings, self._secured)
