"""Who may speak to the app: one-time tokens that become a cookie, a phone that was paired, programs with a token."""

from __future__ import annotations

import secrets
import threading
import time
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["TOKEN_MINUTES", "Kind", "Sessions"]

Kind = Literal["desk", "phone", "program"]
"""A browser on this machine, the one paired phone, or a program that the person let in."""

TOKEN_MINUTES = 10
"""How long a one-time token waits to be used."""


class Sessions:
    """The tokens that hold; only their hashes are kept, in memory, and all end with the app.

    Parameters
    ----------
    clock
        Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tokens: dict[bytes, tuple[Kind, float]] = {}  # and until when it holds
        self._inside: dict[bytes, Kind] = {}
        self._offered: set[bytes] = set()
        self._lock = threading.Lock()

    def issue(self, kind: Literal["desk", "phone"]) -> str:
        """Return a token that lets in once, within ten minutes; of a phone only the newest holds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            if kind == "phone":
                self._forget_tokens("phone")
            self._tokens[_hash(token)] = (kind, self._clock() + 60 * TOKEN_MINUTES)
        return token

    def enter(self, token: str, kind: Kind) -> str | None:
        """Return the value of a cookie for a token that holds, once; a second phone is not let in beside the first."""
        with self._lock:
            mark = _the_same(_hash(token), self._tokens)
            if mark is None:
                return None
            wanted, until = self._tokens[mark]
            if self._clock() > until:
                del self._tokens[mark]
                return None
            if wanted != kind or (kind == "phone" and kind in self._inside.values()):
                return None
            del self._tokens[mark]
            return self._let_in(kind)

    def admit_program(self) -> str:
        """Return a token with which a program may use the API; those given before end."""
        with self._lock:
            self._remove("program")
            return self._let_in("program")

    def knows(self, value: str | None, kind: Kind) -> bool:
        """Tell whether a cookie or token holds."""
        if not value:
            return False
        with self._lock:
            mark = _the_same(_hash(value), self._inside)
            return mark is not None and self._inside[mark] == kind

    def has(self, kind: Kind) -> bool:
        """Tell whether anybody of that kind is inside."""
        with self._lock:
            return kind in self._inside.values()

    def revoke(self, kind: Kind) -> None:
        """End all of a kind, at once."""
        with self._lock:
            self._remove(kind)
            self._forget_tokens(kind)

    def offer_once(self, value: str | None) -> bool:
        """Return True the first time that it is asked for a session."""
        mark = _hash(value or "")
        with self._lock:
            first = mark not in self._offered
            self._offered.add(mark)
        return first

    def _let_in(self, kind: Kind) -> str:
        value = secrets.token_urlsafe(32)
        self._inside[_hash(value)] = kind
        return value

    def _remove(self, kind: Kind) -> None:
        self._inside = {mark: held for mark, held in self._inside.items() if held != kind}

    def _forget_tokens(self, kind: Kind) -> None:
        self._tokens = {mark: held for mark, held in self._tokens.items() if held[0] != kind}


def _hash(value: str) -> bytes:
    return sha256(value.encode("utf-8", "surrogatepass")).digest()


def _the_same(wanted: bytes, marks: Iterable[bytes]) -> bytes | None:
    """Return the mark that is the same; all are compared, in the same time whichever it is."""
    found = None
    for mark in marks:
        if compare_digest(mark, wanted):
            found = mark
    return found
