"""Lets tries of a passphrase through one at a time, and after wrong ones only when the pause is over."""

from __future__ import annotations

import math
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError
from nightglass.journal import WrongPassphraseError, home, in_turn, seconds_to_wait, stamp_of_tries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["TooSoonError", "Tries"]


class TooSoonError(NightglassError):
    """A try of a passphrase that came too soon after a wrong one."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(
            f"After wrong tries there is a pause: {self.seconds} more second{'s' if self.seconds != 1 else ''}. "
            "Nothing is lost; take your time."
        )


class Tries:
    """The tries of one journal's passphrase.

    Parameters
    ----------
    folder
        The person's folder; None for the usual one. The wrong tries are counted in it, so that the pause of an earlier
        start goes on.
    clock
        Seconds that only go forward.

    Notes
    -----
    The pause is never longer than a minute, so that nobody can lock its owner out for good. Of several programs at once
    one tries at a time, and what another has counted makes all of them wait anew: together they get no more tries than
    one.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float]) -> None:
        self._folder, self._clock = folder, clock
        self._one = threading.Lock()
        self._wrong = 0  # counted here too, for a folder that cannot be written to
        self._counted = stamp_of_tries(home(folder))  # when this one last looked
        self._not_before = clock() + seconds_to_wait(home(folder))

    @property
    def under_way(self) -> bool:
        """Whether one is being made."""
        return self._one.locked()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Let one try through.

        Raises
        ------
        TooSoonError
            When another is under way, or the pause after a wrong one is not over: then the block is not run.
        """
        if not self._one.acquire(blocking=False):
            raise TooSoonError(1)
        try:
            with in_turn(home(self._folder), patient=False) as turn:
                if not turn:  # another program tries, or waits until it may
                    raise TooSoonError(seconds_to_wait(home(self._folder)))
                self._notice()
                left = self._not_before - self._clock()
                if left > 0:
                    raise TooSoonError(left)
                yield from self._try()
        finally:
            self._one.release()

    def _notice(self) -> None:
        """Begin the pause anew where another program has counted a wrong try meanwhile."""
        counted = stamp_of_tries(home(self._folder))
        if counted != self._counted and counted[0]:
            self._not_before = self._clock() + seconds_to_wait(home(self._folder), self._wrong)
        self._counted = counted

    def _try(self) -> Iterator[None]:
        try:
            yield
        except WrongPassphraseError:
            self._wrong += 1
            self._counted = stamp_of_tries(home(self._folder))
            self._not_before = self._clock() + seconds_to_wait(home(self._folder), self._wrong)
            raise
        self._wrong = 0
        self._counted = stamp_of_tries(home(self._folder))
