"""Reads new reports and places them among the recurrences, in the background, while somebody writes or looks."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.journal import Journal

__all__ = ["Reader"]

_PATIENCE = 5.0  # seconds that locking waits for a reading to end
_STILL = 1.5  # seconds without a request: who has just opened the journal waits for nobody else
_LATEST = 6.0  # seconds after opening: whoever goes on and on asking does not keep it from beginning
_GIVES_WAY, _AT_MOST = 0.3, 2.0  # seconds, between its pieces of work
_LOOK = 0.1


class _StoppedError(Exception):
    """The journal is being locked."""


class Reader:
    """One thread that works when it is woken and can be stopped at any time; what it has done is kept.

    It begins by itself as soon as nobody asks for anything for a moment, or when it is woken.

    Parameters
    ----------
    journal
        What it reads in.
    still
        Returns for how many seconds nobody has asked for anything.
    first
        Called once, before it begins.
    then
        Called each time that all is read.
    """

    def __init__(
        self,
        journal: Journal,
        still: Callable[[], float],
        first: Callable[[], object] = lambda: None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        self._journal, self._still, self._first, self._then = journal, still, first, then
        self._awake = threading.Event()
        self._hurried = threading.Event()
        self._stopping = threading.Event()
        self.left = 0
        self.working = True
        self._thread = threading.Thread(target=self._run, name="reader", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something new to read."""
        self.working = True
        self._hurried.set()
        self._awake.set()

    def stop(self) -> None:
        """End the work; a reading under way is given up and made another time."""
        self._stopping.set()
        self._hurried.set()
        self._awake.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        self._let_others_first(_STILL, _LATEST)
        if not self._stopping.is_set():
            self._first()
            self._let_others_first()
        self._awake.set()
        while True:
            self._awake.wait()
            self._awake.clear()
            if self._stopping.is_set():
                return
            try:
                self._work()
            except (_StoppedError, NightglassError):
                pass  # what is not read now is read when the journal is opened again
            finally:
                self.left = 0
                self.working = self._awake.is_set()

    def _work(self) -> None:
        from nightglass.journal import not_read, read_new, recognise_recurrences, report  # noqa: PLC0415 - start-up time

        waiting = not_read(self._journal)
        self.left = len(waiting)
        for identity in waiting:
            self._check()
            try:
                read_new(self._journal, [report(self._journal, identity)])
            except NightglassError:
                self._check()
            self.left -= 1
        recognise_recurrences(self._journal, lambda _: self._check())
        self._let_others_first()
        self._then()

    def _let_others_first(self, still: float = _GIVES_WAY, at_most: float = _AT_MOST) -> None:
        """Wait until nobody asks for anything, but not for ever, and no more once something was written."""
        latest = time.monotonic() + at_most
        while self._still() < still and time.monotonic() < latest and not self._hurried.wait(_LOOK):
            pass

    def _check(self) -> None:
        if self._stopping.is_set():
            raise _StoppedError
