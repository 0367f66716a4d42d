"""Lets tries of a passphrase through one at a time, and after wrong ones only when the pause is over."""

from __future__ import annotations

import math
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError
from nightglass.journal import WrongPassphraseError, home, seconds_to_wait

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
    The pause is never longer than a minute, so that nobody can lock its owner out for good.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float]) -> None:
        self._folder, self._clock = folder, clock
        self._one = threading.Lock()
        self._wrong = 0  # counted here too, for a folder that cannot be written to
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
            left = self._not_before - self._clock()
            if left > 0:
                raise TooSoonError(left)
            try:
                yield
            except WrongPassphraseError:
                self._wrong += 1
                self._not_before = self._clock() + seconds_to_wait(home(self._folder), self._wrong)
                raise
            self._wrong = 0
        finally:
            self._one.release()
