"""Holds the one journal of the app: opens it, locks it when nobody is there, and forgets what was known of it."""

from __future__ import annotations

import threading
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal, TypeVar

from nightglass.errors import NightglassError
from nightglass.journal import (
    DamagedError,
    Journal,
    JournalError,
    LockCall,
    WayIn,
    back_up_daily,
    bring_aside_back,
    check_secret,
    empty_bin_daily,
    home,
    init_journal,
    is_there,
    open_journal,
    put_in_place,
    set_passphrase,
    setting,
    state_of,
    verify_backup,
)
from nightglass.web.door.sessions import MAY_READ
from nightglass.web.door.tries import TooSoonError, Tries
from nightglass.web.held.ahead import Ahead
from nightglass.web.held.changes import changes_so_far
from nightglass.web.held.intake import Intake
from nightglass.web.held.private import sweep
from nightglass.web.held.proof import Proof
from nightglass.web.held.reader import Reader
from nightglass.web.held.restoring import Done, Restoring
from nightglass.web.held.warming import get_ready_for_later
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

Trouble = Literal["missing", "keys", "damaged"]


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
        self._changing = threading.Lock()  # held while a journal is opened, made, sealed anew or moved
        self._damaged = False
        self._locks = 0
        self.turn = 0  # how often another journal has taken the place of the one before
        self._seen = clock()
        self._idle = float(IDLE_MINUTES)
        self.ahead = Ahead()
        self.lock_call = LockCall(home(folder))
        self.intake = Intake(home(folder))
        self.proof = Proof(home(folder))
        self.restoring = Restoring(home(folder))
        sweep(home(folder))

    @property
    def exists(self) -> bool:
        """Whether there is a journal at all."""
        return is_there(self.folder)

    @property
    def trouble(self) -> Trouble | None:
        """Why the journal cannot be opened, as far as that is known; None while it is open."""
        if self.is_open:
            return None
        state = state_of(self.folder)
        if state == "missing" or state == "keys":  # noqa: PLR1714 - so that it is known to be one of the two
            return state
        return "damaged" if self._damaged and state == "there" else None

    @property
    def may_restore(self) -> bool:
        """Whether a backup may be brought back now: to somebody inside, or where there is nothing that can be opened.

        Beside a journal that is locked and well nobody gets in with the passphrase of some earlier day.
        """
        return self.is_open or self.trouble is not None or not self.exists

    @property
    def is_open(self) -> bool:
        """Whether it is open, in a request: to whoever asks."""
        return self._journal is not None and MAY_READ.get()()

    @property
    def is_open_to_others_only(self) -> bool:
        """Whether it is open, but not to whoever asks: they have not given the passphrase since it was locked."""
        return self._journal is not None and not MAY_READ.get()()

    @property
    def opening(self) -> int | None:
        """A number for the time since it was opened, another one after each lock; None while it is locked."""
        return None if self._journal is None else self._locks

    @property
    def is_opening(self) -> bool:
        """Whether it is open, or somebody has given a passphrase that is being tried."""
        return self.is_open or self._tries.under_way

    @property
    def journal(self) -> Journal:
        """The open journal.

        Raises
        ------
        LockedError
            When it is locked, or whoever asks has not opened it.
        """
        if self._journal is None or not self.is_open:
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
        with self._changing:
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
        with self._tries.one(), self._changing:
            try:
                self._take(open_journal(passphrase, self.folder, turn=nullcontext))
            except DamagedError:
                self._damaged = True
                raise

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
        with self._changing:
            if self._journal is not journal:
                raise LockedError
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

    def look_into(self, backup: str, secret: str, who: str | None = None) -> None:
        """Look into a backup before it is brought back by the same session, ``who``.

        Raises
        ------
        TooSoonError, JournalError
            As `unlock`; also when it is damaged.
        """
        journal = self._journal
        with self._tries.one():
            self.restoring.look(backup, secret, journal, who)
        if self._journal is not journal:  # it locked itself meanwhile
            self.restoring.leave()
            raise LockedError

    def look_into_newest(self, secret: str, who: str | None = None) -> None:
        """Look into the newest backup that is whole, with the passphrase of a journal that turned out to be damaged."""
        with self._tries.one():
            self.restoring.look_at_newest(secret, who)

    def bring_back(self, who: str | None = None) -> None:
        """Put the backup that was looked into in the journal's place, and open it.

        Raises
        ------
        JournalError
            When nothing is ready for this session, or as `put_in_place`; then the journal is as it was, and open if it
            was open.
        """
        ready = self.restoring.take(who)
        try:
            kept = self._exchange(lambda: put_in_place(ready, self.folder), WayIn(ready.journal))
        finally:
            ready.leave()
        self.restoring.done = Done(ready.made, kept.name if kept else None)

    def bring_aside_back(self, name: str) -> bool:
        """Put a journal that was set aside in its place again; return whether it has the key of the one before.

        Then it is open.

        Raises
        ------
        JournalError
            As `bring_back`.
        """
        journal = self.journal if self.is_open else None
        way = None if journal is None else WayIn(journal)
        kept = self._exchange(lambda: bring_aside_back(name, self.folder), way)
        self.restoring.done = Done(None, kept.name if kept else None)
        return way is not None and way.led_in

    def _exchange(self, move: Callable[[], Path | None], way: WayIn | None) -> Path | None:
        """Let go of everything that is open, move journals, and open what is in place then, if ``way`` leads in."""
        with self._changing:
            back = None if self._journal is None else WayIn(self._journal)
            opening = self._locks
            self.lock()
            try:
                kept = move()
            except BaseException:
                if way is not None:
                    way.forget()
                if back is not None:  # all is as it was, and whoever had opened it goes on
                    self._locks = opening
                self._enter(back)
                raise
            if back is not None:
                back.forget()
            self.turn += 1
            self._damaged = False
            self._enter(way)
        return kept

    def _enter(self, way: WayIn | None) -> None:
        try:
            journal = None if way is None else way.open(self.folder)
            if journal is not None:
                self._take(journal)
        except DamagedError:
            self._damaged = True  # the page for unlocking says so

    def _take(self, journal: Journal) -> None:
        try:
            idle = _idle_minutes(journal)
        except BaseException:
            journal.close()
            raise
        with self._opening:
            if self._journal is not None:  # opened twice at once: the first stays
                journal.close()
                return
            self._journal = journal
            self._damaged = False
            self._idle = idle
            self.touch()
            self.lock_call.is_new()  # one from before it was opened
            self._reader = Reader(journal, self.still_for, get_ready_for_later, lambda: ask_for_course(self))

    def set_idle(self, minutes: int) -> None:
        """Lock after so many minutes without a sign of anybody."""
        self._idle = float(minutes)

    def touch(self) -> None:
        """Note that somebody is there."""
        self._seen = self._clock()

    def still_for(self) -> float:
        """Return for how many seconds nobody has asked for anything."""
        return self._clock() - self._seen

    def lock_if_idle(self) -> bool:
        """Lock when nobody was there for too long, or when another program asks for it; return whether it did."""
        if not self.lock_call.is_new() and self.still_for() <= 60 * self._idle:
            return False
        if not self.is_open:
            self.restoring.leave()
            return False
        self.lock()
        return True

    def lock(self) -> None:
        """Close the journal, forget its key and everything that was read from it; see to today's backup before."""
        with self._opening:
            journal, reader = self._journal, self._reader
            self._journal, self._reader = None, None
            self._known.clear()
            if journal is not None:
                self._locks += 1
        self.intake.leave()
        self.restoring.leave()
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
