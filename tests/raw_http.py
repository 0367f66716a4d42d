"""HTTP by hand, for what no honest client would send."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served


class Answer(msgspec.Struct):
    """What came back: status 0 where the connection was ended without an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def connection(address: str, timeout: float = 20.0) -> Iterator[socket.socket]:
    """Give a connection to a server."""
    place = urlsplit(address)
    with socket.create_connection((str(place.hostname), place.port or 80), timeout=timeout) as opened:
        yield opened


def answer_of(opened: socket.socket) -> Answer:
    """Read one answer."""
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            more = opened.recv(65_536)
            if not more:
                break
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
        while len(body) < int(headers.get("content-length", 0)):
            more = opened.recv(65_536)
            if not more:
                break
            body += more
    except (ConnectionError, TimeoutError):
        return Answer(0, {}, data)
    return Answer(int(lines[0].split()[1]) if lines[0] else 0, headers, body)


def ask(address: str, data: bytes) -> Answer:
    """Send bytes and read the answer."""
    with connection(address) as opened:
        with suppress(ConnectionError):
            opened.sendall(data)
        return answer_of(opened)


def lines(*parts: str, body: bytes = b"") -> bytes:
    """Put a request together from its lines."""
    return "\r\n".join([*parts, "", ""]).encode("latin-1") + body


def host_of(served: Served) -> str:
    """Return what a browser sends as Host."""
    return served.address.removeprefix("http://")


def cookies_of(served: Served) -> str:
    """Return the line with the cookies that the client has."""
    return "Cookie: " + "; ".join(f"{c.name}={c.value}" for c in served.client.cookies.jar)
