"""What every importer and exporter is given and gives: options, ids, files that come whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import msgspec

from nightglass.journal.dates import local_zone
from nightglass.journal.errors import JournalError, NotKeptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from nightglass.journal.values import Item

__all__ = [
    "MAX_TEXT", "TOO_LONG", "Exporter", "FormatError", "Importer", "Options", "fresh_file", "opened_text", "opening",
    "report_id",
]  # fmt: skip

MAX_TEXT = 200_000
"""Characters in the longest text that is looked at closer; no report has more (`nightglass.text.MAX_REPORT`)."""
TOO_LONG = "It is longer than 200,000 characters, which no report is; divide it and import it again."
"""Why such a text is left out."""


class FormatError(JournalError):
    """A file as a whole cannot be read as what it is said to be."""


class Options(msgspec.Struct, frozen=True):
    """How a file is to be understood.

    Attributes
    ----------
    zone
        The time zone (IANA name) of times that come without one.
    columns
        For tables: the name of the column that holds a field, by field.
    progress
        Called from time to time with how many bytes are done, of how many, while a large file is read.
    going
        Called again and again, also where nothing is yielded for long; raises once nobody waits for the file any more.
    """

    zone: str = msgspec.field(default_factory=local_zone)
    columns: dict[str, str] = {}
    progress: Callable[[int, int], None] = lambda _done, _whole: None
    going: Callable[[], None] = lambda: None


class Importer(Protocol):
    """A module that reads one format."""

    def read(self, path: Path, options: Options) -> Iterator[Item]:
        """Yield what a file holds, and a `LeftOut` for everything that is not taken."""
        ...


class Exporter(Protocol):
    """A module that writes one format."""

    def write(self, items: Iterable[Item], path: Path) -> None:
        """Write a new file, or for some formats a folder; whole or not at all."""
        ...


def report_id(source: str) -> str:
    """Return the id of a report from elsewhere: always the same for the same source."""
    return hashlib.sha256(f"nightglass report {source}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Say of a file that is opened or read in the block in one sentence that it cannot be.

    Raises
    ------
    FormatError
        When it cannot.
    """
    try:
        yield
    except OSError as error:
        raise FormatError(f"{path} cannot be opened ({error.strerror}); check its name and try again.") from None


@contextmanager
def opened_text(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file for reading, with or without a byte-order mark.

    Raises
    ------
    FormatError
        When it cannot be opened.
    """
    with opening(path), path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        yield stream


@contextmanager
def fresh_file(path: Path) -> Iterator[Path]:
    """Give the path of a new file (mode 0600) that takes the place of ``path`` when the block ends well.

    Raises
    ------
    NotKeptError
        When it cannot be written; what was at ``path`` is untouched then.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield new
        with new.open("rb+") as stream:
            os.fsync(stream.fileno())
        new.replace(path)
    except OSError as error:
        raise NotKeptError(
            f"{path} could not be written ({error.strerror}); make room or name another place."
        ) from None
    finally:
        new.unlink(missing_ok=True)
