"""Where a journal lies on the disk, and files that only their owner can read."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import secrets
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nightglass.journal.errors import NotKeptError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["JOURNAL", "KEPT", "KEYS", "KEYS_COPY", "Place", "home", "make_private_folder", "put_whole", "sync_folder"]

JOURNAL = "journal.db"
KEYS = "keys.json"
KEYS_COPY = "keys-copy.json"
KEPT = "kept-"
_HOUR = 3600


class Place:
    """A person's folder and what lies in it.

    ``journal/`` holds the encrypted file and its sealed keys, ``backups/`` whole copies of both, ``restored/`` a backup
    on its way back, and ``kept-DATE/`` journals that made room for one.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = home(folder)
        self.journal = self.folder / "journal"
        self.backups = self.folder / "backups"
        self.restored = self.folder / "restored"

    def move_in(self, whole: Path) -> Path | None:
        """Put a whole journal in the place of the one that is there, and return where that one is kept now.

        From its first step on it will be done: what a kill or a power cut stops there, `finish_restoring` ends.

        Raises
        ------
        NotKeptError
            When the folder cannot be written to; then all is as it was.
        """
        with self._alone():
            self._finish()
            whole.rename(self.restored)
            sync_folder(self.folder)
            try:
                return self._finish()
            except OSError:
                if self.restored.exists() and self.journal.exists():
                    self.restored.rename(whole)
                raise

    def make_room(self) -> None:
        """Set aside what is in the journal's place, if there are keys: they may open a file that turns up again."""
        if any((self.journal / name).exists() for name in (KEYS, KEYS_COPY)):
            with self._alone():
                self._set_aside()

    def finish_restoring(self) -> None:
        """End a restore that was interrupted after its first step: the journal makes room, the other moves in.

        Raises
        ------
        NotKeptError
            When the folder cannot be written to.
        """
        if self.restored.exists():
            with self._alone():
                self._finish()

    def _finish(self) -> Path | None:
        if not self.restored.exists():  # another process has done it
            return None
        kept = self._set_aside()
        self.restored.rename(self.journal)
        sync_folder(self.folder)
        return kept

    def _set_aside(self) -> Path | None:
        if not self.journal.exists():
            return None
        kept = self.folder / f"{KEPT}{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}"  # noqa: DTZ005 - for people
        self.journal.rename(kept)
        sync_folder(self.folder)
        return kept

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time move journals."""
        try:
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield
            finally:
                os.close(handle)
        except OSError as error:
            raise NotKeptError(
                f"{self.folder} cannot be written to ({error.strerror}), so no journal was put in its place; "
                "nothing is lost. Make room or give yourself the right to write there, and try again."
            ) from None

    def sweep(self) -> None:
        """Remove what interrupted work left behind more than an hour ago; younger things may still be in work."""
        patterns = ("journal/*.new*", "backups/*.new*", "trial-*")
        for path in (p for pattern in patterns for p in self.folder.glob(pattern)):
            try:
                if time.time() - path.stat().st_mtime > _HOUR:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError:
                continue  # it is in nobody's way


def home(place: str | Path | None = None) -> Path:
    """Return the folder of the journal: as given, or ``NIGHTGLASS_HOME``, or the usual one for data."""
    if place is not None:
        return Path(place).expanduser()
    named = os.environ.get("NIGHTGLASS_HOME")
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "nightglass"


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter (mode 0700); one that is there already is made so.

    Raises
    ------
    NotKeptError
        When it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise NotKeptError(
            f"The folder {folder} cannot be used ({error.strerror}); name another one with NIGHTGLASS_HOME."
        ) from None


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_whole(path: Path, data: bytes) -> None:
    """Write a file (mode 0600) so that after any interruption it is the old one or the new one, and whole.

    Raises
    ------
    NotKeptError
        When it cannot be written; what was there before is untouched.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise NotKeptError(
            f"{path} could not be written ({error.strerror}); what was there before is untouched. "
            "Make room or choose another folder, and try again."
        ) from None
