"""What a run has done so far, on disk: it survives being killed at any moment, and lets one run at a time go on.

The file is a journal of finished batches, each on a line of its own with a checksum, forced to the disk before the next
one is begun. A line that was torn when the run was killed does not pass its checksum and is dropped; its batch is done
again.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from nightglass.corpus.errors import BusyTableError, UnfinishedTableError, writing
from nightglass.corpus.formats import parts_of
from nightglass.corpus.rows import Columns, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Header", "Partial", "Record", "fingerprint", "mismatch", "open_partial"]

_START = b' {"content":'


class Header(msgspec.Struct, frozen=True):
    """What a run is about; another run goes on with it only if all of this is the same.

    Attributes
    ----------
    content
        The fingerprint of the table.
    columns
        Which columns are read.
    reader
        The version of the reader.
    layout
        The version of this file's own form.
    """

    content: str
    columns: Columns
    reader: str
    layout: int = 1


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finished batch.

    Attributes
    ----------
    upto
        As in a `Batch`.
    rows
        The rows of the coded table, as JSON.
    problems
        In the order of their rows.
    complete
        Whether the whole table is done; such a record has no rows.
    """

    upto: int
    rows: tuple[msgspec.Raw, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = False


class Partial:
    """An unfinished run's file, locked for this process.

    Attributes
    ----------
    upto
        How many rows of the table are done.
    coded, refused, limited
        How many of them were coded, could not be, and were coded with limits.
    complete
        Whether all are done.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self._descriptor = path, descriptor
        self._forget()

    def begin(self, header: Header) -> None:
        """Begin afresh: whatever the file held is dropped."""
        with writing(self.path):
            os.ftruncate(self._descriptor, 0)
        self._forget()
        self._append(header)

    def go_on(self) -> None:
        """Cut off what follows the last whole line."""
        with writing(self.path):
            os.ftruncate(self._descriptor, self._end)

    def append(self, record: Record) -> None:
        """Add one finished batch; it is on the disk when this returns."""
        self._append(record)
        self._count(record)

    def records(self) -> Iterator[Record]:
        """Yield every finished batch."""
        for number, line in enumerate(self._lines()):
            if number:
                yield msgspec.json.decode(line, type=Record)

    def catch_up(self) -> Header | None:
        """Count what was done before, and return what it was about; None if that cannot be told."""
        header: Header | None = None
        self._forget()
        try:
            for line in self._lines():
                if header is None:
                    header = msgspec.json.decode(line, type=Header)
                else:
                    self._count(msgspec.json.decode(line, type=Record))
        except msgspec.MsgspecError:
            return None
        return header

    @property
    def blank(self) -> bool:
        """Whether nothing is in the file but, perhaps, a header that was torn."""
        data = os.pread(self._descriptor, 4096, 0)
        return b"\n" not in data and _START.startswith(data[8 : 8 + len(_START)])

    def _forget(self) -> None:
        self.upto = self.coded = self.refused = self.limited = self._end = 0
        self.complete = False

    def _count(self, record: Record) -> None:
        self.upto = record.upto
        self.complete = record.complete
        self.coded += len(record.rows)
        for problem in record.problems:
            if problem.kind == "refused":
                self.refused += (problem.last or problem.row) - problem.row + 1
            else:
                self.limited += 1

    def _lines(self) -> Iterator[bytes]:
        """Yield what whole lines hold, up to the first that is not; ``_end`` is where that begins."""
        self._end = 0
        with os.fdopen(os.dup(self._descriptor), "rb") as file:
            file.seek(0)
            for line in file:
                data = line[9:-1]
                if not line.endswith(b"\n") or line[:9] != b"%08x " % crc32(data):
                    return
                self._end += len(line)
                yield data

    def _append(self, value: Header | Record) -> None:
        data = msgspec.json.encode(value)
        line = memoryview(b"%08x %b\n" % (crc32(data), data))
        with writing(self.path):
            try:
                written = 0
                while written < len(line):  # a disk that is nearly full takes a part
                    written += os.pwrite(self._descriptor, line[written:], self._end + written)
                os.fsync(self._descriptor)
            except BaseException:
                os.ftruncate(self._descriptor, self._end)
                raise
        self._end += len(line)


@contextmanager
def open_partial(path: Path) -> Iterator[Partial]:
    """Open an unfinished run's file, or make one, and lock it.

    Raises
    ------
    BusyTableError
        If another run has it.
    CorpusError
        If it cannot be made.
    """
    with writing(path):
        descriptor = _locked(path)
    try:
        yield Partial(path, descriptor)
    finally:
        os.close(descriptor)


def _locked(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise BusyTableError(
                f"Another run is writing {path.with_suffix('')} now: wait for it, or choose another place with -o."
            ) from None
        if _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)  # the run that had it has just finished and taken it away


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether an open file still has its name; one look, as it may be taken away between two."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def fingerprint(path: Path) -> str:
    """Return a digest of a table's whole content (BLAKE2b); of a folder, of all its parts and their names."""
    digest = blake2b(digest_size=16)
    for part in parts_of(path):
        if part != path:
            digest.update(str(part.relative_to(path)).encode() + b"\0")
        with part.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def mismatch(path: Path, table: Path, found: Header | None, wanted: Header) -> UnfinishedTableError | None:
    """Return why the run in ``path`` that was about ``found`` cannot go on as ``wanted``; None if it can."""
    if found == wanted:
        return None
    if found is None:
        why = "was not written by this version of Nightglass"
    elif found.content != wanted.content:
        why = f"was begun when {table} held something else"
    elif found.reader != wanted.reader:
        why = f"was begun by another version of the reader ({found.reader}; this is {wanted.reader})"
    else:
        why = "was begun with other columns"
    return UnfinishedTableError(f"{path} {why}, so it cannot be gone on with: give --force to begin again.")
