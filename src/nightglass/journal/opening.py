"""Make a journal, open it, change its passphrase."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nightglass.journal.attempts import forget_failures, note_failure, wait_in_turn
from nightglass.journal.backups import back_up_before_migrating, has_backups
from nightglass.journal.database import connect, make_engine
from nightglass.journal.errors import DamagedError, JournalError, NoJournalError, WrongPassphraseError
from nightglass.journal.journal import Journal
from nightglass.journal.keys import (
    Cost,
    KeyDocument,
    change_passphrase,
    decode_keys,
    encode_keys,
    make_keys,
    unlock,
    usual_cost,
)
from nightglass.journal.migrating import is_up_to_date, migrate
from nightglass.journal.place import JOURNAL, KEYS, KEYS_COPY, Place, make_private_folder, put_whole, sync_folder
from nightglass.journal.recovery import make_recovery_key
from nightglass.journal.wiping import wipe

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["check_secret", "init_journal", "is_there", "open_journal", "set_passphrase"]

_SHORTEST = 8


def is_there(folder: Path | str | None = None) -> bool:
    """Tell whether there is a journal in a person's folder."""
    place = Place(folder)
    place.finish_restoring()
    return (place.journal / KEYS).exists() or (place.journal / JOURNAL).exists()


def init_journal(passphrase: str, folder: Path | str | None = None, cost: Cost | None = None) -> tuple[Journal, str]:
    """Make a new journal and return it open, with its recovery key, which is nowhere written down.

    Parameters
    ----------
    passphrase
        At least 8 characters.
    folder
        Where; by default what ``NIGHTGLASS_HOME`` names, or the person's own data folder.
    cost
        Of one try of a passphrase; by default about 0.6 s on this machine.

    Raises
    ------
    JournalError
        When there is a journal already, or the passphrase is too short.
    NotKeptError
        When the folder cannot be written to.
    """
    check_passphrase(passphrase)
    place = Place(folder)
    place.finish_restoring()
    if (place.journal / JOURNAL).exists():
        raise JournalError(f"There is a journal in {place.folder} already; it was left as it is.")
    if has_backups(place.folder):
        raise JournalError(
            f"There is no journal in {place.folder}, but there are backups of one: nightglass restore brings it back. "
            "To begin a new one, choose another folder with NIGHTGLASS_HOME."
        )
    make_private_folder(place.folder)
    place.make_room()
    make_private_folder(place.journal)
    recovery_key = make_recovery_key()
    document, key = make_keys(passphrase, recovery_key, cost or usual_cost())
    new = place.journal / f"{JOURNAL}.new"
    _remove_database(new)
    _make_database(new, key)
    _keep_keys(place, document)
    new.replace(place.journal / JOURNAL)
    sync_folder(place.journal)
    return Journal(place.folder, make_engine(place.journal / JOURNAL, key), document, key), recovery_key


def open_journal(
    passphrase: str,
    folder: Path | str | None = None,
    turn: Callable[[Path], AbstractContextManager[object]] = wait_in_turn,
) -> Journal:
    """Open a journal with its passphrase or its recovery key, and bring it up to date.

    Parameters
    ----------
    passphrase, folder
        See `init_journal`.
    turn
        What makes somebody wait who has failed before, or while another tries; the app, which must not stand still,
        sees to it itself.

    Raises
    ------
    NoJournalError
        When there is none.
    WrongPassphraseError
        When the passphrase is not the one; every failure makes the next try wait longer.
    DamagedError
        When the file itself is damaged.
    NewerJournalError
        When it belongs to a newer Nightglass.
    """
    place = Place(folder)
    place.finish_restoring()
    place.sweep()
    if not is_there(folder):
        raise NoJournalError(f"There is no journal in {place.folder} yet; nightglass init makes one.")
    document = read_keys(place)
    with turn(place.folder):
        key = _tried(document, passphrase, place.folder)
    return open_with_key(place.folder, document, key)


def open_with_key(folder: Path, document: KeyDocument, key: bytearray) -> Journal:
    """Open a journal whose key is known, and bring it up to date after a verified copy was made."""
    path = Place(folder).journal / JOURNAL
    try:
        engine = make_engine(path, key)
        journal = Journal(folder, engine, document, key)
        if not is_up_to_date(engine):
            back_up_before_migrating(journal)
            migrate(engine)
    except BaseException:
        wipe(key)
        raise
    return journal


def check_secret(journal: Journal, secret: str) -> None:
    """Make sure that somebody before an open journal knows its passphrase or recovery key.

    Raises
    ------
    WrongPassphraseError
        When they do not; it counts as a wrong try, like one of `open_journal`.
    """
    wipe(_tried(journal.document, secret, journal.folder))


def _tried(document: KeyDocument, secret: str, folder: Path) -> bytearray:
    """Return the key that a secret opens; count the try, wrong or right."""
    try:
        key = unlock(document, secret)
    except WrongPassphraseError:
        note_failure(folder)
        raise
    forget_failures(folder)
    return key


def set_passphrase(journal: Journal, passphrase: str) -> None:
    """Change the passphrase of an open journal; the recovery key and older backups keep theirs."""
    check_passphrase(passphrase)
    document = change_passphrase(journal.document, journal.key, passphrase)
    _keep_keys(Place(journal.folder), document)
    journal.document = document


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short to keep anybody out.

    Raises
    ------
    JournalError
        When it has fewer than 8 characters.
    """
    if len(passphrase.strip()) < _SHORTEST:
        raise JournalError(f"A passphrase needs at least {_SHORTEST} characters; four or five words are easy to keep.")


def read_keys(place: Place) -> KeyDocument:
    """Return the keys of a journal, from their second copy where the first is damaged."""
    for name in (KEYS, KEYS_COPY):
        path = place.journal / name
        try:
            return decode_keys(path.read_bytes(), str(path))
        except (OSError, DamagedError):
            continue
    raise DamagedError(
        f"Both {KEYS} and {KEYS_COPY} in {place.journal} are missing or damaged; this is not about your passphrase. "
        "Every backup holds the keys too: nightglass restore shows them."
    )


def _keep_keys(place: Place, document: KeyDocument) -> None:
    data = encode_keys(document)
    put_whole(place.journal / KEYS, data)
    put_whole(place.journal / KEYS_COPY, data)


def _make_database(path: Path, key: bytearray) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connect(path, key, make=True).close()
    engine = make_engine(path, key)
    migrate(engine)
    engine.dispose()


def _remove_database(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
