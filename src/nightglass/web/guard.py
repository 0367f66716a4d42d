"""Stands before everything else: who is spoken to, from where, how much, how slowly; and what every answer carries."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from nightglass.web.sessions import Kind

    Message = MutableMapping[str, Any]
    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

__all__ = ["CONTENT_POLICY", "Guard"]

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a browser hides from us where its own forms come from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=(), interest-cohort=()",
    "x-robots-tag": "noindex",
}
_SAFE = {"GET", "HEAD"}
_USUAL_BODY = 2 * 1024 * 1024  # a report is at most 200,000 characters
_LARGE = {"/import/file": 4 * 1024**3, "/recordings/": 4 * 1024**2}
_SLOWEST_START = 10.0  # seconds until the next part of a body
_WHOLE_BODY = 30.0  # seconds for a usual body


class _RefusedError(Exception):
    """A request that is not let through: its status, and the sentence that says why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Guard:
    """Wraps the app.

    Parameters
    ----------
    app
        What is guarded.
    hosts
        The values of ``Host`` that are answered, as ``127.0.0.1:8757``; anything else is a name that somebody else's
        DNS has bent towards this machine.
    kind
        Who comes in by this door: a browser on this machine, or the paired phone.
    """

    def __init__(self, app: ASGIApp, hosts: set[str], kind: Kind = "desk") -> None:
        self.app, self.hosts, self.kind = app, hosts, kind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with one sentence."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        scope["nightglass.kind"] = self.kind
        scheme = str(scope.get("scheme", "http"))
        answer = _Answer(send, str(scope["path"]), secure=scheme == "https")
        try:
            headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
            self._check_sender(headers, str(scope["method"]), scheme)
            body = _Body(receive, headers, str(scope["path"]))
            await self.app(scope, body.receive, answer.send)
        except _RefusedError as refused:
            await answer.refuse(refused)

    def _check_sender(self, headers: dict[str, str], method: str, scheme: str) -> None:
        host = headers.get("host", "")
        if host not in self.hosts:
            raise _RefusedError(421, "Nightglass answers only to this machine's own address.")
        origin = headers.get("origin")
        if origin is not None and origin != f"{scheme}://{host}":
            raise _RefusedError(403, "This came from another site; nothing was done.")
        if method in _SAFE:
            return
        if origin is None and "authorization" not in headers:
            raise _RefusedError(403, "It was not said where this comes from; nothing was done.")
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            raise _RefusedError(403, "This came from another site; nothing was done.")


class _Body:
    """Gives a body on, as long as it is neither too large nor too slow."""

    def __init__(self, receive: Receive, headers: dict[str, str], path: str) -> None:
        self._receive = receive
        self._most = next((most for start, most in _LARGE.items() if path.startswith(start)), _USUAL_BODY)
        self._timed = self._most == _USUAL_BODY
        self._begun = time.monotonic()
        self._size = 0
        self._whole = False
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            raise _RefusedError(413, "This is more than can be taken in at once; nothing was kept of it.")

    async def receive(self) -> Message:
        """Return the next part."""
        if self._whole:
            return await self._receive()  # only waits for the browser to leave
        left = _WHOLE_BODY - (time.monotonic() - self._begun) if self._timed else _SLOWEST_START
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(_SLOWEST_START, left)))
        except TimeoutError:
            raise _RefusedError(408, "This came too slowly and was given up; nothing was kept of it.") from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            raise _RefusedError(413, "This is more than can be taken in at once; nothing was kept of it.")
        return message


class _Answer:
    """Adds to every answer the headers that keep it to itself."""

    def __init__(self, send: Send, path: str, *, secure: bool) -> None:
        self._send = send
        self._begun = False
        kept = "private, no-cache" if path.startswith("/static/") or path == "/look.css" else "no-store"
        self._headers = dict(_HEADERS, **{"cache-control": kept})
        if secure:
            self._headers["strict-transport-security"] = "max-age=86400"

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self._begun = True
            ours = {name.encode("latin-1") for name in self._headers}
            others = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in ours]
            own = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in self._headers.items()]
            message = {**message, "headers": [*others, *own]}
        await self._send(message)

    async def refuse(self, refused: _RefusedError) -> None:
        """Answer with one sentence."""
        if self._begun:
            return
        text = (refused.words + "\n").encode("utf-8")
        kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        await self.send({"type": "http.response.start", "status": refused.status, "headers": kind})
        await self._send({"type": "http.response.body", "body": text, "more_body": False})
