"""Who may speak to the app: one-time tokens that become a cookie, a phone that was paired, programs with a token."""

from __future__ import annotations

import secrets
import threading
import time
from contextvars import ContextVar
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["MAY_READ", "TOKEN_MINUTES", "Kind", "Sessions"]

Kind = Literal["desk", "phone", "program"]
"""A browser on this machine, the one paired phone, or a program that the person let in."""

TOKEN_MINUTES = 10
"""How long a one-time token waits to be used."""

MAY_READ: Final[ContextVar[Callable[[], bool]]] = ContextVar("may read", default=lambda: True)
"""Whether the journal is open to whoever asks in the request that is being answered; to the app's own work it is."""


class Sessions:
    """The tokens that hold; only their hashes are kept, in memory, and all end with the app.

    Parameters
    ----------
    clock
        Seconds that only go forward.
    opening
        Returns a number for the time since the journal was opened, another one after each lock; None while it is
        locked.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, opening: Callable[[], int | None] = lambda: None
    ) -> None:
        self._clock, self._opening = clock, opening
        self._tokens: dict[bytes, tuple[Kind, float, int | None]] = {}  # until when it holds, and when it was given
        self._inside: dict[bytes, Kind] = {}
        self._opened: dict[bytes, int | None] = {}  # in which opening the passphrase was last given
        self._offered: set[bytes] = set()
        self._lock = threading.Lock()

    def issue(self, kind: Literal["desk", "phone"]) -> str:
        """Return a token that lets in once, within ten minutes; of a phone only the newest holds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            if kind == "phone":
                self._forget_tokens("phone")
            self._tokens[_hash(token)] = (kind, self._clock() + 60 * TOKEN_MINUTES, self._opening())
        return token

    def enter(self, token: str, kind: Kind) -> str | None:
        """Return the value of a cookie for a token that holds, once; a second phone is not let in beside the first."""
        with self._lock:
            mark = _the_same(_hash(token), self._tokens)
            if mark is None:
                return None
            wanted, until, opening = self._tokens[mark]
            if self._clock() > until:
                del self._tokens[mark]
                return None
            if wanted != kind or (kind == "phone" and kind in self._inside.values()):
                return None
            del self._tokens[mark]
            value = self._let_in(kind)
            self._opened[_hash(value)] = opening  # whoever gave the token away had given the passphrase
            return value

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

    def opens(self, value: str | None) -> None:
        """Note that somebody has given the passphrase just now."""
        with self._lock:
            mark = _the_same(_hash(value or ""), self._inside)
            if mark is not None:
                self._opened[mark] = self._opening()

    def has_opened(self, value: str | None, kind: Kind) -> bool:
        """Tell whether somebody has given the passphrase since the journal was last locked.

        A program goes with the desk, where it was let in: for it that somebody there has.
        """
        opening = self._opening()
        if opening is None or not self.knows(value, kind):
            return False
        with self._lock:
            if kind == "program":
                return any(self._opened.get(mark) == opening for mark, held in self._inside.items() if held == "desk")
            return self._opened.get(_hash(value or "")) == opening

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
        self._opened = {mark: opening for mark, opening in self._opened.items() if mark in self._inside}

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
