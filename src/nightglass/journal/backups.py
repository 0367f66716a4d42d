"""Backups: one encrypted file each, verified, made while the journal is in use. restoring.py is the way back.

A backup is a plain ZIP archive of two members, the encrypted journal and its sealed keys, so that it needs nothing but
itself and the passphrase (or recovery key) of its day.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import zipfile
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal.database import connect, give_key
from nightglass.journal.errors import DamagedError, JournalError, NotKeptError
from nightglass.journal.keys import encode_keys
from nightglass.journal.place import JOURNAL, KEYS, Place, make_private_folder, sync_folder
from nightglass.journal.verifying import verify_database

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal.journal import Journal

__all__ = [
    "Backup",
    "back_up",
    "back_up_before_migrating",
    "back_up_daily",
    "has_backups",
    "list_backups",
]

ENDING = ".nightglass"
_AUTOMATIC = "automatic-"
_DAYS, _MONTHS = 7, 12


class Backup(msgspec.Struct, frozen=True):
    """A backup file: where it is, when it was made and verified, how large, and whether by itself."""

    path: str
    made: dt.datetime
    size: int
    automatic: bool


def has_backups(folder: Path) -> bool:
    """Tell whether there are backups beside a journal."""
    return bool(list_backups(folder))


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups beside a journal, newest first."""
    found = []
    for path in Place(folder).backups.glob(f"*{ENDING}"):
        status = path.stat()
        made = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC)
        found.append(Backup(str(path), made, status.st_size, path.name.startswith(_AUTOMATIC)))
    return sorted(found, key=lambda b: (b.made, b.path), reverse=True)


def back_up(journal: Journal, target: Path | None = None) -> Path:
    """Write one verified backup and return where it is.

    Parameters
    ----------
    journal
        Open; others may go on writing meanwhile.
    target
        A file that is not there yet, or a folder; by default ``backups/`` beside the journal.

    Raises
    ------
    JournalError
        When the target is there already.
    NotKeptError
        When it cannot be written; nothing is left behind then.
    DamagedError
        When the copy does not verify.
    """
    if target is None:
        make_private_folder(Place(journal.folder).backups)
        target = _free_name(Place(journal.folder).backups)
    elif target.is_dir():
        target = _free_name(target)
    if target.exists():
        raise JournalError(f"{target} is there already and was left as it is; name another file.")
    try:
        return _write(journal, target)
    except OSError as error:
        raise NotKeptError(
            f"The backup {target} could not be written ({error.strerror}); the journal is as it was. "
            "Make room or name another place."
        ) from None


def _free_name(folder: Path) -> Path:
    """Return a name for now that nothing in a folder has yet."""
    name = f"journal-{dt.datetime.now():%Y-%m-%d-%H%M%S}"  # noqa: DTZ005 - for people, in local time
    names = (f"{name}{ENDING}", *(f"{name}-{k}{ENDING}" for k in range(2, 1000)))
    return next(folder / n for n in names if not (folder / n).exists())


def _write(journal: Journal, target: Path) -> Path:
    copy = target.with_name(f"{target.name}.{secrets.token_hex(4)}.new")
    packed = copy.with_name(f"{copy.name}.zip")
    try:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy_database(journal, copy)
        verify_database(copy, journal.key)
        handle = os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(KEYS, encode_keys(journal.document))
                archive.write(copy, JOURNAL)
            stream.flush()
            os.fsync(stream.fileno())
        with zipfile.ZipFile(packed) as archive:
            if archive.testzip() is not None:
                raise DamagedError(f"The disk did not keep {target} as it was written; try another disk.")
        packed.replace(target)
        sync_folder(target.parent)
    finally:
        for path in (packed, copy, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm", "-journal"))):
            path.unlink(missing_ok=True)
    return target


def _copy_database(journal: Journal, copy: Path) -> None:
    import sqlcipher3  # noqa: PLC0415

    try:
        source = connect(Place(journal.folder).journal / JOURNAL, journal.key)
        target = sqlcipher3.connect(str(copy), isolation_level=None)
        try:
            give_key(target, journal.key)
            source.backup(target)
        finally:
            target.close()
            source.close()
    except sqlcipher3.DatabaseError as error:
        raise NotKeptError(f"The backup could not be written ({error}); the journal is as it was.") from None


def back_up_before_migrating(journal: Journal) -> Path:
    """Write the copy that is made before a journal is brought up to date."""
    folder = Place(journal.folder).backups
    make_private_folder(folder)
    return back_up(journal, folder / f"before-update-{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}{ENDING}")  # noqa: DTZ005


def back_up_daily(journal: Journal) -> Path | None:
    """Write today's automatic backup if there is none yet, and let go of old automatic ones.

    Seven days and the first of each of twelve months stay. Backups that a person made are never touched, nor are those
    of days to come, which a clock that was wrong has dated: they push out none of the others.
    """
    folder = Place(journal.folder).backups
    make_private_folder(folder)
    today = f"{_AUTOMATIC}{dt.date.today():%Y-%m-%d}{ENDING}"  # noqa: DTZ011
    target = folder / today
    if target.exists():
        return None
    back_up(journal, target)
    _let_go(folder, today)
    return target


def _let_go(folder: Path, today: str) -> None:
    names = sorted((p for p in folder.glob(f"{_AUTOMATIC}*{ENDING}") if p.name <= today), reverse=True)
    first_of_month: dict[str, Path] = {}
    for path in names:
        first_of_month[path.name[len(_AUTOMATIC) :][:7]] = path
    stay = {*names[:_DAYS], *(first_of_month[m] for m in sorted(first_of_month, reverse=True)[:_MONTHS])}
    for path in names:
        if path not in stay:
            path.unlink(missing_ok=True)
