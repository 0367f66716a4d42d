"""Overwrite secrets in memory, as far as Python allows."""

from __future__ import annotations

import ctypes
import sys

__all__ = ["wipe"]

_BYTES = bytes.__basicsize__ - 1
_TEXT = sys.getsizeof("") - 1


def wipe(*values: bytearray | bytes | str) -> None:
    """Put zeros in the place of what values hold.

    Parameters
    ----------
    values
        Fresh values that nobody else holds: never a literal, nor what a literal and nothing were put together to.
        A ``bytearray`` is empty afterwards; ``bytes`` and an ASCII ``str`` cannot be changed by Python itself, so
        their memory is written to, where it is known to lie (CPython).

    Notes
    -----
    This reaches the value and not the copies that were made of it on its way: what a browser sent, a line that was
    typed. docs/security.md says what stays.
    """
    for value in values:
        if isinstance(value, bytearray):
            value[:] = bytes(len(value))
            del value[:]
        elif sys.implementation.name == "cpython" and len(value) > 1:  # Python shares those of one sign and of none
            assert isinstance(value, bytes) or value.isascii()
            ctypes.memset(id(value) + (_BYTES if isinstance(value, bytes) else _TEXT), 0, len(value))
