"""Who may speak to the app: one-time tokens that become a cookie, a phone that was paired, programs with a token."""

from __future__ import annotations

import secrets
import threading
from hashlib import sha256
from typing import Literal

__all__ = ["Kind", "Sessions"]

Kind = Literal["desk", "phone", "program"]
"""A browser on this machine, the one paired phone, or a program that the person let in."""


class Sessions:
    """The tokens that hold; only their hashes are kept, in memory, and all end with the app."""

    def __init__(self) -> None:
        self._tokens: dict[bytes, Kind] = {}
        self._inside: dict[bytes, Kind] = {}
        self._offered: set[bytes] = set()
        self._lock = threading.Lock()

    def issue(self, kind: Literal["desk", "phone"]) -> str:
        """Return a token that lets in once; of a phone only the newest holds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            if kind == "phone":
                self._tokens = {t: k for t, k in self._tokens.items() if k != "phone"}
            self._tokens[_hash(token)] = kind
        return token

    def enter(self, token: str, kind: Kind) -> str | None:
        """Return the value of a cookie for a token that holds, once; a second phone is not let in beside the first."""
        with self._lock:
            if self._tokens.get(_hash(token)) != kind:
                return None
            if kind == "phone" and kind in self._inside.values():
                return None
            del self._tokens[_hash(token)]
            return self._let_in(kind)

    def admit_program(self) -> str:
        """Return a token with which a program may use the API; those given before end."""
        with self._lock:
            self._remove("program")
            return self._let_in("program")

    def knows(self, value: str | None, kind: Kind) -> bool:
        """Tell whether a cookie or token holds."""
        return bool(value) and self._inside.get(_hash(str(value))) == kind

    def has(self, kind: Kind) -> bool:
        """Tell whether anybody of that kind is inside."""
        return kind in self._inside.values()

    def revoke(self, kind: Kind) -> None:
        """End all of a kind, at once."""
        with self._lock:
            self._remove(kind)
            self._tokens = {t: k for t, k in self._tokens.items() if k != kind}

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
        self._inside = {t: k for t, k in self._inside.items() if k != kind}


def _hash(value: str) -> bytes:
    return sha256(value.encode("utf-8", "surrogateescape")).digest()
