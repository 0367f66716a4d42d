"""By what an open page recognises the app again before it sends any word: whoever has its port now may be another."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Proof"]

_FILE, _BYTES = "proof", 32


class Proof:
    """A secret that the app, its next start, and the pages that it gave away have in common.

    It opens nothing. It stays in the person's folder (mode 0600), so that an app that was started anew is recognised by
    a page that was open meanwhile.

    Parameters
    ----------
    home
        The person's folder; where there is none yet, the secret ends with the app.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / _FILE
        self._made = secrets.token_bytes(_BYTES)

    def secret(self) -> str:
        """Return the secret, for a page of somebody to whom the journal is open."""
        return self._secret().hex()

    def answer(self, host: str, challenge: str) -> str:
        """Return what nobody without the secret can: so it is this app, at this address, that answers."""
        return hmac.digest(self._secret(), f"{host} {challenge}".encode(), "sha256").hex()

    def _secret(self) -> bytes:
        kept = self._kept()
        if kept is None and self._path.parent.is_dir():
            with suppress(OSError):  # a folder that cannot be written to: the secret ends with the app
                self._keep()
            kept = self._kept()
        return kept or self._made

    def _kept(self) -> bytes | None:
        try:
            kept = self._path.read_bytes()
        except OSError:
            return None
        return kept if len(kept) == _BYTES else None

    def _keep(self) -> None:
        """Write it whole or not at all; of two who write at once the last one is right for both."""
        part = self._path.with_name(f"{_FILE}-{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(self._made)
            part.replace(self._path)
        finally:
            part.unlink(missing_ok=True)
