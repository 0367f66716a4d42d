"""What is sent with a request, taken in as long as it is neither too large nor too slow."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from nightglass.web.door.refusing import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]

__all__ = ["Body"]

_USUAL = 2 * 1024 * 1024  # a report is at most 200,000 characters
_LARGER = {"/import/file": 4 * 1024**3, "/restore/file": 4 * 1024**3, "/recordings/": 4 * 1024**2}
_OF_A_STRANGER = 64 * 1024  # before anybody has looked at whether they may come in
_NEXT_PART = 10.0  # seconds until something more has come
_WHOLE = 30.0  # seconds for a usual body
_SLOWEST = 16 * 1024  # bytes a second of a larger one after that; a telephone line is faster
_LET_PASS = (8 * 1024 * 1024, 3.0)  # bytes, seconds

_TOO_LARGE = "This is more than can be taken in at once; nothing was kept of it."
_TOO_SLOW = "This came too slowly and was given up; nothing was kept of it."


class Body:
    """The body of one request.

    Parameters
    ----------
    receive
        Gives its parts.
    headers
        Of the request, by names in small letters.
    path
        What is asked for.
    inside
        Whether it comes from somebody who is inside; nobody else sends much.
    refuse
        Is told when it is refused after the app has begun to take it in.
    """

    def __init__(
        self,
        receive: Receive,
        headers: dict[str, str],
        path: str,
        refuse: Callable[[RefusedError], None],
        *,
        inside: bool = False,
    ) -> None:
        self._receive, self._refuse = receive, refuse
        usual = _USUAL if inside else _OF_A_STRANGER
        self._most = next((most for start, most in _LARGER.items() if inside and path.startswith(start)), usual)
        self._begun = time.monotonic()
        self._size = 0
        self._whole = False
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > 18 or int(length) > self._most:
            raise RefusedError(413, _TOO_LARGE)
        if headers.get("content-type", "").lower().startswith("multipart/"):  # a framework would spool it in the clear
            raise RefusedError(415, "A file can only be brought in on the page for it; nothing was kept of it.")

    async def receive(self) -> Message:
        """Return the next part.

        Raises
        ------
        RefusedError
            When it is too much, or too slow in coming.
        """
        if self._whole:
            return await self._receive()  # only waits for the browser to leave
        try:
            message = await asyncio.wait_for(self._receive(), self._patience())
        except TimeoutError:
            raise self._refused(408, _TOO_SLOW) from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            raise self._refused(413, _TOO_LARGE)
        return message

    async def let_pass(self) -> None:
        """Take what still comes of a refused body, and drop it: who is cut off while sending hears no answer."""
        size, seconds = _LET_PASS
        end = time.monotonic() + seconds
        while not self._whole and size > 0:
            try:
                message = await asyncio.wait_for(self._receive(), max(0.0, end - time.monotonic()))
            except TimeoutError:
                return
            size -= len(message.get("body", b""))
            self._whole = not message.get("more_body", False)

    def _patience(self) -> float:
        """Return for how many seconds to wait for the next part."""
        allowed = _WHOLE if self._most <= _USUAL else _WHOLE + self._size / _SLOWEST
        return max(0.0, min(_NEXT_PART, self._begun + allowed - time.monotonic()))

    def _refused(self, status: int, words: str) -> RefusedError:
        error = RefusedError(status, words)
        self._refuse(error)
        return error
