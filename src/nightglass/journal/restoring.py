"""The way back: a backup is unpacked, verified and brought up to date beside the journal, and only then moved in.

Up to that moment the journal that is there is untouched. Then it is set aside, whole, and can be brought back the same
way: nothing is ever removed here.
"""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import os
import secrets
import shutil
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.journal.aside import set_aside
from nightglass.journal.attempts import note_failure
from nightglass.journal.database import make_engine
from nightglass.journal.errors import BusyError, DamagedError, JournalError, NotKeptError, WrongPassphraseError
from nightglass.journal.journal import Journal, told
from nightglass.journal.keys import decode_keys, encode_keys, unlock
from nightglass.journal.migrating import is_up_to_date, migrate
from nightglass.journal.opening import open_with_key, read_keys
from nightglass.journal.place import JOURNAL, KEYS, KEYS_COPY, Place, make_private_folder, sync_folder
from nightglass.journal.verifying import verify_database
from nightglass.journal.wiping import wipe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from nightglass.journal.keys import KeyDocument

__all__ = [
    "Ready",
    "WayIn",
    "bring_aside_back",
    "put_in_place",
    "restore",
    "unpack_backup",
    "verify_backup",
]

_READ_BY = (510, 0x40000002)  # where SQLite marks that it has a file open: how many bytes, and the first of them
_MOST_MEMORY, _MOST_PASSES = 4 << 20, 1000  # KiB; no journal of ours asks for more, and a stranger's file might


class Ready:
    """A backup that lies unpacked beside the journal: every page verified, up to date, and not yet in its place.

    Attributes
    ----------
    journal
        Open, to be looked at.
    made
        When the backup was made.
    own_passphrase
        Whether it opens with the passphrase of its day, rather than with that of the journal that is there now.
    """

    def __init__(self, journal: Journal, made: dt.datetime, *, own_passphrase: bool) -> None:
        self.journal, self.made, self.own_passphrase = journal, made, own_passphrase

    def leave(self) -> None:
        """Forget it; more than once does no harm."""
        self.journal.close()
        shutil.rmtree(self.journal.folder, ignore_errors=True)


class WayIn:
    """What opens a journal that is open now once more, after it was closed or moved: its key, until it is forgotten.

    Attributes
    ----------
    led_in
        Whether it has.
    """

    def __init__(self, journal: Journal) -> None:
        self.led_in = False
        self._document, self._key = journal.document, bytearray(journal.key)

    def open(self, folder: Path | str | None = None) -> Journal | None:
        """Open what is in the journal's place now, or return None where it has another key; it can be done once."""
        place = Place(folder)
        try:
            now = read_keys(place)
        except DamagedError:
            now = None
        key, self._key = self._key, bytearray()
        if now is None or now.salt != self._document.salt or not key:
            wipe(key)
            return None
        journal = open_with_key(place.folder, now, key)
        self.led_in = True
        return journal

    def forget(self) -> None:
        """Wipe the key; more than once does no harm."""
        wipe(self._key)


def unpack_backup(path: Path, secret: str, folder: Path | str | None = None, present: Journal | None = None) -> Ready:
    """Unpack a backup beside the journal and verify every page of it; the journal is not touched.

    Parameters
    ----------
    path
        The backup.
    secret
        The passphrase of the day on which it was made, or the recovery key; for a backup of the journal that is there
        now, its present passphrase does as well.
    folder
        The person's folder.
    present
        The journal that is there, if it is open. Then a backup of it keeps the present passphrase.

    Raises
    ------
    WrongPassphraseError
        When the secret opens neither; it counts as a wrong try, like one of `open_journal`.
    DamagedError, NewerJournalError
        When the backup cannot be brought back.
    NotKeptError
        When there is no room for it.
    """
    place = Place(folder)
    if present is not None:
        return _make_ready(path, secret, place, present.document, present.key)
    try:
        return _make_ready(path, secret, place, read_keys(place))
    except DamagedError:
        return _make_ready(path, secret, place)


def verify_backup(path: Path, secret: str, folder: Path) -> None:
    """Unpack a backup beside the journal, verify it with its own passphrase or recovery key, and remove it again.

    Raises
    ------
    DamagedError, WrongPassphraseError
        When it could not be restored.
    """
    _make_ready(path, secret, Place(folder)).leave()


def _make_ready(
    path: Path, secret: str, place: Place, now: KeyDocument | None = None, key: bytearray | None = None
) -> Ready:
    """Unpack a backup; ``now`` is how the journal there is sealed, ``key`` its key if it is open."""
    make_private_folder(place.folder)
    trial = place.folder / f"trial-{secrets.token_hex(4)}"
    try:
        opened, sealed, made = _unpack(path, secret, trial, now, key)
        return Ready(_brought_up_to_date(trial, sealed, opened), made, own_passphrase=sealed != now)
    except BaseException as error:
        shutil.rmtree(trial, ignore_errors=True)
        if isinstance(error, WrongPassphraseError):
            note_failure(place.folder)
        if isinstance(error, FileNotFoundError):
            raise JournalError(f"There is no file {path}; nightglass restore alone lists the backups.") from None
        if isinstance(error, (OSError, NotKeptError)):
            reason = error.strerror if isinstance(error, OSError) else "there is no room for what it needs"
            raise NotKeptError(
                f"The backup could not be unpacked ({reason}); the journal is as it was. Make room and try again."
            ) from None
        raise


def _unpack(
    path: Path, secret: str, trial: Path, now: KeyDocument | None, key: bytearray | None
) -> tuple[bytearray, KeyDocument, dt.datetime]:
    """Write out what is in a backup, and verify it; return its key, what is to seal it, and when it was made."""
    from argon2.exceptions import HashingError  # noqa: PLC0415 - costs start-up time

    try:
        with zipfile.ZipFile(path) as archive:
            packed = _packed_journal(archive, path.stat().st_size)
            made = dt.datetime(*packed.date_time).astimezone()  # of the file's own date a copy knows nothing
            document = decode_keys(archive.read(KEYS), str(path))
            opened, sealed = _open_keys(document, secret, now, key)
            make_private_folder(trial)
            with _new_file(trial / JOURNAL) as out, archive.open(packed) as data:
                shutil.copyfileobj(data, out)
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, HashingError):
        raise DamagedError(f"{path} is damaged or is no backup of a journal; try another one.") from None
    try:
        verify_database(trial / JOURNAL, opened)
        for name in (KEYS_COPY, KEYS):
            with _new_file(trial / name) as out:
                out.write(encode_keys(sealed))
        sync_folder(trial)
    except BaseException:
        wipe(opened)
        raise
    return opened, sealed, made


def _packed_journal(archive: zipfile.ZipFile, size: int) -> zipfile.ZipInfo:
    """Return the journal in an archive, if all in it is packed as we pack it: it does not grow when it is unpacked.

    Raises
    ------
    ValueError
        When it is not.
    """
    keys, journal = archive.getinfo(KEYS), archive.getinfo(JOURNAL)
    for member in (keys, journal):
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 or member.file_size > size:
            raise ValueError(member.filename)
    return journal


def _open_keys(
    document: KeyDocument, secret: str, now: KeyDocument | None, key: bytearray | None
) -> tuple[bytearray, KeyDocument]:
    """Return a backup's key, and what is to seal it once it is back.

    A journal keeps its key and its salt when its passphrase is changed. So the present passphrase opens a backup of the
    journal that is there now, and stays the one; only where nobody has shown that they know it, that of its day comes
    back with it.
    """
    if now is not None and now != document and now.salt == document.salt:
        try:
            return unlock(now, secret), now
        except WrongPassphraseError:
            pass  # it may be that of its day
    if document.cost.memory > _MOST_MEMORY or document.cost.passes > _MOST_PASSES:
        raise ValueError(document.cost)
    opened = unlock(document, secret)
    return opened, now if now is not None and opened == key else document


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a new file (mode 0600) that is on the disk when the block ends."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _brought_up_to_date(trial: Path, document: KeyDocument, key: bytearray) -> Journal:
    engine = make_engine(trial / JOURNAL, key)
    try:
        with told():
            if not is_up_to_date(engine):
                migrate(engine)
    except BaseException:
        wipe(key)
        engine.dispose()
        raise
    return Journal(trial, engine, document, key)


def put_in_place(ready: Ready, folder: Path | str | None = None) -> Path | None:
    """Put a backup that is ready in the journal's place, and return where the journal that was there is kept now.

    Whatever happens meanwhile, the one or the other is there afterwards, whole.

    Raises
    ------
    BusyError
        When another process has the journal open; nothing was changed then.
    JournalError
        When the backup that was ready is gone.
    NotKeptError
        When the folder cannot be written to.
    """
    place = Place(folder)
    trial = ready.journal.folder
    if not (trial / JOURNAL).exists():
        raise JournalError("The unpacked backup is not there any more; nothing was changed. Look into it once more.")
    _must_be_free(place)
    ready.journal.close()  # the last who closes it writes out all that was changed
    return place.move_in(trial)


def bring_aside_back(name: str, folder: Path | str | None = None) -> Path | None:
    """Put a journal that was set aside in its place again; the one that is there makes room for it.

    Raises
    ------
    JournalError
        When there is none of that name.
    BusyError, NotKeptError
        As `put_in_place`.
    """
    place = Place(folder)
    if name not in {one.name for one in set_aside(folder)}:
        raise JournalError("There is no such journal set aside any more; nothing was changed.")
    _must_be_free(place)
    return place.move_in(place.folder / name)


def _must_be_free(place: Place) -> None:
    """Make sure that no other process would go on writing to a journal that is set aside."""
    try:
        handle = os.open(place.journal / JOURNAL, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, *_READ_BY)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN}:
            raise BusyError(
                "Another Nightglass has this journal open. Lock or end it there, then try once more; nothing was "
                "changed."
            ) from None
    finally:
        os.close(handle)


def restore(path: Path, secret: str, folder: Path | str | None = None) -> Path | None:
    """Put a backup in the journal's place, and return where the journal that was there is kept now.

    Parameters
    ----------
    path, secret, folder
        See `unpack_backup`.

    Raises
    ------
    DamagedError, WrongPassphraseError, BusyError, NotKeptError
        As `unpack_backup` and `put_in_place`; the present journal is untouched then.
    """
    ready = unpack_backup(path, secret, folder)
    try:
        return put_in_place(ready, folder)
    finally:
        ready.leave()
