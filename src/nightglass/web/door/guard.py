"""Stands before everything else: who is spoken to, from where, and in which form; and what every answer carries."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from nightglass.web.door.bodies import Body
from nightglass.web.door.headers import CONTENT_POLICY, HEADERS
from nightglass.web.door.refusing import RefusedError, on_black
from nightglass.web.door.sessions import MAY_READ
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from nightglass.web.door.sessions import Kind, Sessions

    Message = MutableMapping[str, Any]
    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

__all__ = ["CONTENT_POLICY", "Guard"]

_SAFE = {"GET", "HEAD"}
_ONCE = ("host", "origin", "content-length", "content-type", "transfer-encoding", "authorization", "sec-fetch-site")
_STRANGE = re.compile(r"[\x00-\x1f\x7f\\]|//|(^|/)\.\.?(/|$)|[\ud800-\udfff\ufffd]")
"""What no address of ours has in it; some of these mean another file to one reader than to the next."""

_FOR_A_STRANGE_PHONE = {"/enter", "/proof"}
"""What a device of the network that was not let in may ask for; all else tells it the same, and not what this is."""

_ELSEWHERE = "This came from another site; nothing was done."


class Guard:
    """Wraps the app.

    Parameters
    ----------
    app
        What is guarded.
    hosts
        The values of ``Host`` that are answered, as ``127.0.0.1:8757``; anything else is a name that somebody else's
        DNS has bent towards this machine.
    sessions
        Who is inside.
    kind
        Who comes in by this door: a browser on this machine, or the paired phone.
    """

    def __init__(self, app: ASGIApp, hosts: set[str], sessions: Sessions, kind: Kind = "desk") -> None:
        self.app, self.hosts, self.sessions, self.kind = app, hosts, sessions, kind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with one sentence."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        scope["nightglass.kind"] = self.kind
        answer = _Answer(send, str(scope["path"]))
        body: Body | None = None
        try:
            headers = _headers_of(scope)
            self._check_sender(headers, str(scope["method"]), str(scope["path"]), str(scope.get("scheme", "http")))
            who = self._who_asks(headers, str(scope["path"]))
            MAY_READ.set(lambda: any(self.sessions.has_opened(*one) for one in who))
            body = Body(receive, headers, str(scope["path"]), answer.refuse_instead, inside=bool(who))
            await self.app(scope, body.receive, answer.send)
        except RefusedError as refused:
            answer.refuse_instead(refused)
        except Exception as error:  # noqa: BLE001 - nothing of what was written may reach a log
            sys.stderr.write(f"Something unforeseen: {type(error).__name__}\n")
            answer.refuse_instead(RefusedError(500, "Something went wrong here that is not your doing."))
        await answer.finish(body or Body(receive, {}, "", answer.refuse_instead))

    def _check_sender(self, headers: dict[str, str], method: str, path: str, scheme: str) -> None:
        host = headers.get("host", "")
        if host not in self.hosts:
            raise RefusedError(421, "This answers only to its own address.")
        if not path.startswith("/") or _STRANGE.search(path):
            raise RefusedError(400, "There is no such address.")
        origin = headers.get("origin")
        if origin is not None and origin != f"{scheme}://{host}":
            raise RefusedError(403, _ELSEWHERE)
        # Another site, or another program's page on another port of this machine: it may lead a person here by a
        # link, and that is all; it may not put our pages, pictures or sounds into its own.
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and not (
            method == "GET"
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        ):
            raise RefusedError(403, _ELSEWHERE)
        by_program = path.startswith("/api/") and headers.get("authorization", "").lower().startswith("bearer ")
        if method not in _SAFE and origin is None and not by_program:
            raise RefusedError(403, "It was not said where this comes from; nothing was done.")

    def _who_asks(self, headers: dict[str, str], path: str) -> list[tuple[str, Kind]]:
        """Return whose cookie or token a request has; what they may do is looked at later."""
        name = f"nightglass-{headers['host'].partition(':')[2] or 80}"
        pairs = (pair.strip().partition("=") for pair in headers.get("cookie", "").split(";"))
        shown: list[tuple[str, Kind]] = [(value, self.kind) for key, _, value in pairs if key == name]
        if path.startswith("/api/"):
            shown = [(headers.get("authorization", "").partition(" ")[2].strip(), "program")]
        found = [one for one in shown if self.sessions.knows(*one)]
        if self.kind == "phone" and not found and path not in _FOR_A_STRANGE_PHONE:
            raise RefusedError(401, phrases().phone.not_inside)
        return found


def _headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers of a request that can be understood in one way only."""
    pairs = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"]]
    counts = Counter(name for name, _ in pairs)
    if any(counts[name] > 1 for name in _ONCE) or (counts["content-length"] and counts["transfer-encoding"]):
        raise RefusedError(400, "This request says two things at once; nothing was done.")
    return dict(pairs)


class _Answer:
    """Adds to every answer the headers that keep it to itself; or puts a refusal in its place."""

    def __init__(self, send: Send, path: str) -> None:
        self._send, self._path = send, path
        self._begun = False
        self._refused: RefusedError | None = None
        self._headers = dict(HEADERS)
        self._may_stay = path.startswith("/static/")

    async def send(self, message: Message) -> None:
        """Send a part of the answer; nothing more of it once something was refused."""
        if self._refused is not None:
            return
        if message["type"] == "http.response.start":
            self._begun = True
            if self._may_stay and message["status"] == 200:  # the app says for how long
                self._headers.pop("cache-control", None)
            ours = {name.encode("latin-1") for name in self._headers}
            others = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in ours]
            own = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in self._headers.items()]
            message = {**message, "headers": [*others, *own]}
        await self._send(message)

    def refuse_instead(self, refused: RefusedError) -> None:
        """Answer with this refusal, whatever the app says; the first one counts."""
        if not self._begun and self._refused is None:
            self._refused = refused

    async def finish(self, body: Body) -> None:
        """Send the refusal, if there is one."""
        refused, self._refused = self._refused, None
        if refused is None:
            return
        text, form = (refused.words + "\n").encode("utf-8"), b"text/plain; charset=utf-8"
        if refused.status == 401:  # read by a person, perhaps in the dark
            text, form = on_black(refused.words).encode("utf-8"), b"text/html; charset=utf-8"
        elif self._path.startswith("/api/"):
            text, form = json.dumps({"error": refused.words}).encode("utf-8"), b"application/json"
        kind = [
            (b"content-type", form),
            (b"content-length", str(len(text)).encode()),
            (b"connection", b"close"),
        ]
        await self.send({"type": "http.response.start", "status": refused.status, "headers": kind})
        await self._send({"type": "http.response.body", "body": text, "more_body": True})
        await body.let_pass()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
