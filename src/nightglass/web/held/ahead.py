"""Works out in the background what a page will show, so that nobody waits for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Ahead"]


class Ahead:
    """Pieces of work by name; each is under way at most once."""

    def __init__(self) -> None:
        self._under_way: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def ask(self, name: str, work: Callable[[], object]) -> None:
        """Begin a piece of work, unless it is under way."""
        with self._lock:
            if name in self._under_way:
                return
            thread = threading.Thread(target=self._run, args=(name, work), name=name, daemon=True)
            self._under_way[name] = thread
        thread.start()

    def wait(self, name: str, seconds: float) -> None:
        """Wait for a piece of work that is under way, at most so long."""
        with self._lock:
            thread = self._under_way.get(name)
        if thread is not None:
            thread.join(seconds)

    def _run(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except NightglassError:
            pass  # the journal was locked meanwhile; whoever asks again is told what is wrong
        finally:
            with self._lock:
                del self._under_way[name]
