"""One connection: what is asked must be asked in time and be HTTP, and what is answered must be taken in time."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from nightglass.web.door.headers import HEADERS
from nightglass.web.door.peers import comes_from_us

if TYPE_CHECKING:
    import asyncio

__all__ = ["MOST_CONNECTIONS", "Wire"]

MOST_CONNECTIONS = 128
"""Connections of one door at a time; a browser holds six."""

HEADERS_WITHIN = 10.0
"""Seconds in which the headers of a request must be whole, from the opening of the connection or the first byte."""

_TAKEN_WITHIN = 300.0  # seconds in which something of an answer must be taken; a player that pauses asks again


class Wire(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with the limits that it leaves to a server in front of it."""

    _opened = False
    _early = b""  # what came with the end of a TLS handshake, before this connection was begun
    _late: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many already, or somebody else on this machine is at the other end."""
        if not _may_speak(transport):
            transport.abort()
            return
        super().connection_made(transport)
        self._opened = True
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._wait_for_headers()
        if self._early:
            early, self._early = self._early, b""
            self.data_received(early)

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        if not self._opened:
            self._early += data
            return
        super().data_received(data)
        if self._is_asked():
            self._late = _ended(self._late)
        elif self._late is None and not self.transport.is_closing():
            self._wait_for_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._late, self._stuck = _ended(self._late), _ended(self._stuck)
        if self._opened:
            super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for the other side to take what was answered, but not for ever."""
        super().pause_writing()
        self._stuck = self.loop.call_later(_TAKEN_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: it was taken."""
        self._stuck = _ended(self._stuck)
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer to what is not HTTP, with the headers that every answer has."""
        self._late = _ended(self._late)
        lines = ["HTTP/1.1 400 Bad Request", "content-type: text/plain; charset=utf-8"]
        lines += [f"{name}: {value}" for name, value in HEADERS.items()]
        lines += [f"content-length: {len(msg) + 1}", "connection: close", "", f"{msg}\n"]
        if self.cycle is None or self.cycle.response_complete:  # never into the middle of another answer
            self.transport.write("\r\n".join(lines).encode("ascii"))
        self.transport.close()

    def _is_asked(self) -> bool:
        """Tell whether the headers of a request are whole and its answer is not."""
        return self.cycle is not None and not self.cycle.response_complete

    def _wait_for_headers(self) -> None:
        self._late = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def _give_up(self) -> None:
        self._late = None
        if not self._is_asked():
            self.transport.abort()


def _may_speak(transport: asyncio.Transport) -> bool:
    """Tell whether a connection to this machine's own address comes from the person's own programs.

    What is at our end counts: who connects may choose any address of this machine for theirs.
    """
    here, there = transport.get_extra_info("sockname"), transport.get_extra_info("peername")
    if not here or not there or not ip_address(here[0]).is_loopback:
        return True
    return comes_from_us(there[:2], here[:2])


def _ended(timer: asyncio.TimerHandle | None) -> Any:  # noqa: ANN401 - always None
    """End a timer, and return the None that takes its place."""
    if timer is not None:
        timer.cancel()
