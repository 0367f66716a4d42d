"""Keeps what is in the memory of the app out of files and out of other programs, as far as the system offers it."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

__all__ = ["keep_memory_private"]

_SET_DUMPABLE = 4  # of linux/prctl.h


def keep_memory_private() -> None:
    """Have no image of the memory written where the app fails, and on Linux let no other program of the person look in.

    Whoever administers the machine can look all the same.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
