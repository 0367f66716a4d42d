"""Holds the one journal of the app: opens it, locks it when nobody is there, and forgets what was known of it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

from nightglass.errors import NightglassError
from nightglass.journal import (
    Journal,
    JournalError,
    back_up_daily,
    check_secret,
    empty_bin_daily,
    home,
    init_journal,
    is_there,
    open_journal,
    set_passphrase,
    setting,
    verify_backup,
)
from nightglass.web.door.tries import TooSoonError, Tries
from nightglass.web.held.ahead import Ahead
from nightglass.web.held.changes import changes_so_far
from nightglass.web.held.intake import Intake
from nightglass.web.held.private import sweep
from nightglass.web.held.reader import Reader
from nightglass.web.shown.looking_back import ask_for_course

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

__all__ = ["Keeper", "LockedError", "TooSoonError"]

IDLE_MINUTES = 15
"""After so long without a sign of anybody the journal is locked; the person can set another time."""

LONGEST_IDLE = 24 * 60
"""The longest that can be set, in minutes."""

T = TypeVar("T")


class LockedError(NightglassError):
    """The journal is locked."""

    def __init__(self) -> None:
        super().__init__("The journal is locked. Your passphrase opens it; what you wrote is kept.")


def seconds_awake_or_not() -> float:
    """Return seconds that only go forward, and go on while the machine sleeps where the system counts them."""
    sleeping_too = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if sleeping_too is None else time.clock_gettime(sleeping_too)


class Keeper:
    """One journal, open or locked.

    Parameters
    ----------
    folder
        The person's folder; None for the usual one.
    clock
        Seconds that only go forward.
    """

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = seconds_awake_or_not) -> None:
        self.folder = folder
        self._clock = clock
        self._journal: Journal | None = None
        self._known: dict[Hashable, tuple[object, object]] = {}
        self._reader: Reader | None = None
        self._tries = Tries(folder, clock)
        self._opening = threading.Lock()
        self._seen = clock()
        self._idle = float(IDLE_MINUTES)
        self.ahead = Ahead()
        self.intake = Intake(home(folder))
        sweep(home(folder))

    @property
    def exists(self) -> bool:
        """Whether there is a journal at all."""
        return is_there(self.folder)

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self._journal is not None

    @property
    def journal(self) -> Journal:
        """The open journal.

        Raises
        ------
        LockedError
            When it is locked.
        """
        if self._journal is None:
            raise LockedError
        return self._journal

    @property
    def reader(self) -> Reader:
        """What reads new reports in the background."""
        if self._reader is None:
            raise LockedError
        return self._reader

    def make(self, passphrase: str) -> str:
        """Make the journal, leave it open, and return its recovery key."""
        journal, recovery_key = init_journal(passphrase, self.folder)
        self._take(journal)
        return recovery_key

    def unlock(self, passphrase: str) -> None:
        """Open the journal.

        Raises
        ------
        TooSoonError
            When a wrong try was too short a time ago, or another is under way: no key is derived then.
        JournalError
            As `open_journal`.
        """
        with self._tries.one():
            self._take(open_journal(passphrase, self.folder, wait=lambda _: None))

    def change_passphrase(self, present: str, new: str) -> None:
        """Change the passphrase of the open journal for somebody who knows the present one, or the recovery key.

        Raises
        ------
        TooSoonError, JournalError
            As `unlock`; also when the new one is too short.
        """
        journal = self.journal
        with self._tries.one():
            check_secret(journal, present)
        set_passphrase(journal, new)

    def verify_backup(self, path: Path, secret: str) -> None:
        """Make sure that a backup could be brought back with its passphrase or recovery key.

        Raises
        ------
        TooSoonError, JournalError
            As `unlock`; also when it is damaged.
        """
        folder = self.journal.folder
        with self._tries.one():
            verify_backup(path, secret, folder)

    def _take(self, journal: Journal) -> None:
        with self._opening:
            if self._journal is not None:  # opened twice at once: the first stays
                journal.close()
                return
            self._journal = journal
            self._idle = _idle_minutes(journal)
            self._reader = Reader(journal, lambda: ask_for_course(self))
        self.touch()
        self._reader.wake()

    def set_idle(self, minutes: int) -> None:
        """Lock after so many minutes without a sign of anybody."""
        self._idle = float(minutes)

    def touch(self) -> None:
        """Note that somebody is there."""
        self._seen = self._clock()

    def lock_if_idle(self) -> bool:
        """Lock when nobody was there for too long; return whether it did."""
        if self.is_open and self._clock() - self._seen > 60 * self._idle:
            self.lock()
            return True
        return False

    def lock(self) -> None:
        """Close the journal, forget its key and everything that was read from it; see to today's backup before."""
        with self._opening:
            journal, reader = self._journal, self._reader
            self._journal, self._reader = None, None
            self._known.clear()
        self.intake.leave()
        if journal is None:
            return
        try:
            if reader is not None:
                reader.stop()
            see_to_backup(journal)
        finally:
            journal.close()

    def known(
        self,
        name: Hashable,
        find: Callable[[Journal], T],
        changes: Callable[[Journal], object] = changes_so_far,
    ) -> T:
        """Return what was found in the journal before, or find it anew when the journal has changed since.

        ``changes`` returns a value that differs when what was found no longer holds.
        """
        journal = self.journal
        stamp = changes(journal)
        held = self._known.get(name)
        if held is None or held[0] != stamp:
            held = (stamp, find(journal))
            with self._opening:  # a lock that comes now must not find it put back
                if self._journal is journal:
                    self._known[name] = held
        return held[1]  # type: ignore[return-value]

    def holds(self, name: Hashable, changes: Callable[[Journal], object] = changes_so_far) -> bool:
        """Tell whether `known` would answer at once."""
        held = self._known.get(name)
        return held is not None and held[0] == changes(self.journal)


def see_to_backup(journal: Journal) -> None:
    """Write today's backup and empty the bin; a failure loses nothing and waits for the next time."""
    try:
        back_up_daily(journal)
        empty_bin_daily(journal)
    except (JournalError, OSError):
        return


def _idle_minutes(journal: Journal) -> float:
    """Return after how many minutes to lock; what is no such number, brought in from elsewhere, counts for nothing."""
    minutes = setting(journal, "idle_minutes", IDLE_MINUTES)
    return float(minutes) if isinstance(minutes, int) and 1 <= minutes <= LONGEST_IDLE else float(IDLE_MINUTES)
