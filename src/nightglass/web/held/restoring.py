"""A backup on its way back: chosen or sent, looked into, and only then put in place; and what was put in place last."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import (
    Difference,
    Holding,
    JournalError,
    NotKeptError,
    Ready,
    differ,
    holding_of,
    list_backups,
    unpack_backup,
)
from nightglass.web.held.private import PrivateFolder
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nightglass.journal import Journal

__all__ = ["SENT", "Done", "Looked", "Restoring"]

SENT = "/sent"
"""What is chosen where a form means the file that was sent; no backup has a slash in its name."""

_NEWEST = 3  # so many are tried by themselves when the journal turns out to be damaged


class Looked(msgspec.Struct, frozen=True):
    """A backup that is whole and can be put in place: what it holds, and what the journal of now holds against it.

    ``who`` is a mark of the session that gave its passphrase. ``now`` and ``difference`` are None where there is no
    journal, or it cannot be read.
    """

    ready: Ready
    holding: Holding
    who: bytes
    now: Holding | None = None
    difference: Difference | None = None


class Done(msgspec.Struct, frozen=True):
    """What was put in place last: the backup of a day or a journal that was set aside; and what made room for it."""

    backup: dt.datetime | None
    aside: str | None


class Restoring:
    """The one backup of an app that somebody looks into.

    Parameters
    ----------
    home
        The person's folder.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._sent: tuple[PrivateFolder, Path, str] | None = None
        self.looked: Looked | None = None
        self.done: Done | None = None

    @property
    def sent(self) -> str | None:
        """The name of the file that was sent."""
        return None if self._sent is None else self._sent[2]

    async def receive(self, name: str, parts: AsyncIterator[bytes]) -> None:
        """Keep a file that comes piece by piece; it is encrypted, and nothing is known of it yet.

        Raises
        ------
        NotKeptError
            When there is no room for it.
        """
        folder = await asyncio.to_thread(PrivateFolder, self._home)
        try:
            path = folder.new("sent.nightglass")
            with path.open("wb") as stream:
                async for part in parts:
                    await asyncio.to_thread(stream.write, part)
        except OSError as error:
            folder.remove()
            raise NotKeptError(phrases().restoring.no_room.format(reason=error.strerror)) from None
        except BaseException:
            folder.remove()
            raise
        await asyncio.to_thread(self.leave)
        with self._lock:
            self._sent = (folder, path, name.strip()[:200] or phrases().taking.nameless)

    def look(self, chosen: str, secret: str, present: Journal | None, who: str | None = None) -> None:
        """Unpack a backup by its name, verify every page, and see what it holds against the journal of now.

        Raises
        ------
        JournalError
            As `unpack_backup`; also when there is no such backup.
        """
        self._hold(unpack_backup(self._path_of(chosen), secret, self._home, present), present, who)

    def look_at_newest(self, secret: str, who: str | None = None) -> None:
        """Look into the newest backup that is whole and opens with a secret, if there is one among the last few."""
        for backup in list_backups(self._home)[:_NEWEST]:
            try:
                self._hold(unpack_backup(Path(backup.path), secret, self._home), None, who)
            except NotKeptError:
                return
            except JournalError:
                continue
            return

    def looked_by(self, who: str | None) -> Looked | None:
        """Return what a session looked into."""
        looked = self.looked
        return looked if looked is not None and compare_digest(looked.who, _mark(who)) else None

    def take(self, who: str | None) -> Ready:
        """Give away what a session looked into, to be put in place or left.

        Raises
        ------
        JournalError
            When nothing is ready for it.
        """
        with self._lock:
            looked = self.looked_by(who)
            if looked is None:
                raise JournalError(phrases().restoring.not_ready)
            self.looked = None
        return looked.ready

    def leave(self) -> None:
        """Forget what was looked into, its key, the file that was sent, and what was put in place last."""
        with self._lock:
            self.done = None
            looked, self.looked = self.looked, None
            sent, self._sent = self._sent, None
        if looked is not None:
            looked.ready.leave()
        if sent is not None:
            sent[0].remove()

    def _hold(self, ready: Ready, present: Journal | None, who: str | None) -> None:
        try:
            looked = _compared(ready, present, _mark(who))
        except BaseException:
            ready.leave()
            raise
        with self._lock:
            before, self.looked = self.looked, looked
            self.done = None
        if before is not None:
            before.ready.leave()

    def _path_of(self, chosen: str) -> Path:
        sent = self._sent
        if chosen == SENT and sent is not None:
            return sent[1]
        for backup in list_backups(self._home):
            if Path(backup.path).name == chosen:
                return Path(backup.path)
        raise JournalError(phrases().restoring.choose)


def _mark(who: str | None) -> bytes:
    return sha256((who or "").encode("utf-8", "surrogatepass")).digest()


def _compared(ready: Ready, present: Journal | None, who: bytes) -> Looked:
    holding = holding_of(ready.journal)
    if present is None:
        return Looked(ready, holding, who)
    try:
        return Looked(ready, holding, who, holding_of(present), differ(present, ready.journal))
    except JournalError:  # it is damaged, which may be why a backup is wanted
        return Looked(ready, holding, who)
