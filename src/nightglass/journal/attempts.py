"""Make every wrong passphrase cost more waiting than the one before.

This slows down somebody at the keyboard. Somebody who has copied the files tries them elsewhere; against them stands
only Argon2id (docs/security.md).
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "forget_failures", "in_turn", "note_failure", "seconds_to_wait", "stamp_of_tries", "wait_in_turn", "waiting_time",
]  # fmt: skip

_FILE = "wrong-tries"
_FREE = 2  # nobody is punished for a slip or two
_LONGEST = 60.0


def wrong_tries(folder: Path) -> int:
    """Return how many wrong tries there were since the last right one."""
    try:
        return int((folder / _FILE).read_text("ascii")[:6])
    except (OSError, ValueError):
        return 0


def stamp_of_tries(folder: Path) -> tuple[int, int]:
    """Return how many wrong tries there were, and what is another number whenever one was counted since."""
    try:
        return wrong_tries(folder), (folder / _FILE).stat().st_mtime_ns
    except OSError:
        return 0, 0


def waiting_time(number: int) -> float:
    """Return how many seconds a try has to wait after so many failures: 0, 0, 1, 2, 4 ... and never over 60."""
    return min(_LONGEST, 2.0 ** (number - _FREE)) if number >= _FREE else 0.0


def seconds_to_wait(folder: Path, known: int = 0) -> float:
    """Return how long the next try has to wait, counted from the last one; ``known`` failures there were at least."""
    return waiting_time(max(known, wrong_tries(folder)))


@contextmanager
def in_turn(folder: Path, *, patient: bool = True) -> Iterator[bool]:
    """Let no other program try the same journal in the block, so that ten at once get no more tries than one.

    Yields
    ------
    bool
        Whether it is this one's turn; always, where one is ``patient``. In a folder where no file can be made nothing
        is counted either, and everybody has a turn.
    """
    try:
        handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield True
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
            turn = True
        except BlockingIOError:
            turn = False
        except OSError:  # a file system without locks
            turn = True
        yield turn
    finally:
        os.close(handle)


@contextmanager
def wait_in_turn(folder: Path) -> Iterator[None]:
    """Wait for one's turn, and then as long as the failures so far ask for; the block is the try.

    They are counted, not dated, so that no clock can be turned.
    """
    with in_turn(folder):
        sleep(seconds_to_wait(folder))
        yield


def note_failure(folder: Path) -> None:
    """Count one more failure; a folder that may not be written to counts none."""
    _write(folder, min(wrong_tries(folder) + 1, 99))


def forget_failures(folder: Path) -> None:
    """Begin anew after the right passphrase; the file stays, because others may wait for their turn with it."""
    if wrong_tries(folder):
        _write(folder, 0)


def _write(folder: Path, number: int) -> None:
    try:
        (folder / _FILE).write_text(str(number), encoding="ascii")
        (folder / _FILE).chmod(0o600)
    except OSError:
        return
