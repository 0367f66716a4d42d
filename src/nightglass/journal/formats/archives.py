"""ZIP archives from strangers: no path is followed, and nothing unpacks to more than was agreed."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from nightglass.journal.formats.interface import FormatError, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["names_in", "opened_archive", "opened_member", "read_member"]

_STEP = 1 << 20


def names_in(path: Path) -> list[str]:
    """Return the names of an archive's members; none where the file is no whole archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return []


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; nothing of it is ever unpacked to the disk.

    Raises
    ------
    FormatError
        When it is missing or damaged.
    """
    try:
        with opening(path), zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise FormatError(f"{path} is no whole ZIP archive; export or download it again.") from None


@contextmanager
def opened_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Iterator[IO[bytes]]:
    """Open one member for reading.

    Raises
    ------
    FormatError
        When it is encrypted.
    """
    try:
        stream = archive.open(member)
    except RuntimeError:
        raise FormatError(f"{path} is locked with a password of its own; export it without one.") from None
    with stream:
        yield stream


def read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, path: Path, going: Callable[[], None]
) -> bytes:
    """Return the bytes of one member, at most ``most``, whatever its own header claims; ``going`` as in `Options`.

    Raises
    ------
    FormatError
        When there are more, or it is encrypted.
    """
    parts, size = [], 0
    with opened_member(archive, member, path) as stream:
        while part := stream.read(_STEP):
            going()
            size += len(part)
            if size > most:
                raise FormatError(
                    f"{member.filename} in {path} unpacks to more than {most // 10**6} MB; it was not read."
                )
            parts.append(part)
    return b"".join(parts)
