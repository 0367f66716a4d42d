"""Make every wrong passphrase cost more waiting than the one before.

This slows down somebody at the keyboard. Somebody who has copied the files tries them elsewhere; against them stands
only Argon2id (docs/security.md).
"""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["forget_failures", "note_failure", "seconds_to_wait", "wait_after_failures"]

_FILE = "wrong-tries"
_FREE = 2  # nobody is punished for a slip or two
_LONGEST = 60.0


def _failures(folder: Path) -> int:
    try:
        return int((folder / _FILE).read_text("ascii")[:6])
    except (OSError, ValueError):
        return 0


def waiting_time(failures: int) -> float:
    """Return how many seconds a try has to wait after so many failures: 0, 0, 1, 2, 4 ... and never over 60."""
    return min(_LONGEST, 2.0 ** (failures - _FREE)) if failures >= _FREE else 0.0


def seconds_to_wait(folder: Path, known: int = 0) -> float:
    """Return how long the next try has to wait, counted from the last one; ``known`` failures there were at least."""
    return waiting_time(max(known, _failures(folder)))


def wait_after_failures(folder: Path) -> None:
    """Wait as long as the failures so far ask for; counted, not dated, so that no clock can be turned."""
    sleep(seconds_to_wait(folder))


def note_failure(folder: Path) -> None:
    """Count one more failure; a folder that may not be written to counts none."""
    try:
        (folder / _FILE).write_text(str(min(_failures(folder) + 1, 99)), encoding="ascii")
        (folder / _FILE).chmod(0o600)
    except OSError:
        return


def forget_failures(folder: Path) -> None:
    """Begin anew after the right passphrase."""
    try:
        (folder / _FILE).unlink(missing_ok=True)
    except OSError:
        return
