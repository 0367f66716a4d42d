"""What can go wrong with a table, each with its own plain sentence."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "BusyTableError",
    "CorpusError",
    "FullDiskError",
    "ReadersError",
    "TableError",
    "UnfinishedTableError",
    "writing",
]

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])


class CorpusError(NightglassError):
    """A table could not be coded."""


class TableError(CorpusError):
    """A table that is not there, is of no known format, or lacks a column."""


class UnfinishedTableError(CorpusError):
    """An unfinished run that cannot be gone on with: another input, other columns, or another version of the reader."""


class BusyTableError(CorpusError):
    """Another run is writing the same table."""


class FullDiskError(CorpusError):
    """The disk is full; what was coded so far is kept."""


class ReadersError(CorpusError):
    """The processes that read could not be started."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure to write ``path`` into one plain sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise FullDiskError(
                f"There is no room left on the disk for {path}: make some room and give the same command again; "
                "it goes on where it stopped."
            ) from None
        reason = (error.strerror or str(error)).lower()
        raise CorpusError(
            f"{path} cannot be written ({reason}): choose another place with -o, or change its permissions, and give "
            "the command again."
        ) from None
