"""Read batches on the cores of this machine, in processes that may die without costing more than one row."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Self, cast

import msgspec

from nightglass.corpus.errors import ReadersError
from nightglass.corpus.rows import Problem, Row
from nightglass.corpus.worker import Coded, receive, send

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from nightglass.corpus.intake import Batch

__all__ = ["code_locally"]

PATIENCE = 300.0
"""Seconds after which a process that has not answered is taken for stuck, and ended."""

_AHEAD = 4  # batches taken in for each process, finished ones that wait for their turn included
_CHILD = "from nightglass.corpus.worker import main; main()"


class _Reader:
    """One process that reads."""

    def __init__(self) -> None:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
            [sys.executable, "-P", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the parent, which ends its readers in order
        )
        self.pipe = cast("IO[bytes]", self._process.stdout)
        self.rows: tuple[Row, ...] | None = ()  # None when idle; () until it says that it is ready
        self.started = False
        self.batch = -1
        self.since = time.monotonic()

    def give(self, batch: int, rows: tuple[Row, ...]) -> None:
        self.batch, self.rows, self.since = batch, rows, time.monotonic()
        with suppress(BrokenPipeError):  # its death is noticed when its answer is waited for
            send(cast("IO[bytes]", self._process.stdin), rows)

    def answer(self) -> tuple[Coded, ...] | None:
        """Return what it says; None if it has died."""
        message = receive(self.pipe)
        return None if message is None else msgspec.msgpack.decode(message, type=tuple[Coded, ...])

    def end(self) -> int:
        """End the process, if it has not ended, and return its exit code."""
        self._process.kill()
        with suppress(BrokenPipeError):
            cast("IO[bytes]", self._process.stdin).close()
        self.pipe.close()
        return self._process.wait()


class _Open:
    """A batch that is being read."""

    def __init__(self, number: int, batch: Batch) -> None:
        self.number, self.batch = number, batch
        self.coded: dict[int, Coded] = {}

    @property
    def finished(self) -> bool:
        return len(self.coded) == len(self.batch.rows)

    def in_order(self) -> tuple[Coded, ...]:
        return tuple(self.coded[row.number] for row in self.batch.rows)


def code_locally(batches: Iterator[Batch], workers: int) -> Generator[tuple[Batch, tuple[Coded, ...]], None, None]:
    """Yield every batch, in order, with what became of its rows.

    Parameters
    ----------
    batches
        Taken in as they are needed: memory does not grow with their number.
    workers
        How many processes read at once, 1 or more.

    Raises
    ------
    ReadersError
        If no process can be started.

    Notes
    -----
    When a process dies or answers nothing for five minutes, another takes its place and reads its rows one by one. A
    row that ends a process on its own, and another one again, becomes a problem, and the rest goes on.
    """
    with _Pool(workers) as pool:
        opened: deque[_Open] = deque()
        number, more = 0, True
        while True:
            while more and len(opened) < _AHEAD * workers:
                batch = next(batches, None)
                if batch is None:
                    more = False
                    break
                opened.append(_Open(number, batch))
                if batch.rows:
                    pool.tasks.append((number, batch.rows))
                number += 1
                pool.hand_out()
            while opened and opened[0].finished:
                first = opened.popleft()
                yield first.batch, first.in_order()
            if opened:
                for index, coded in pool.wait():
                    opened[index - opened[0].number].coded.update((one.number, one) for one in coded)
            elif not more:
                return


class _Pool:
    def __init__(self, workers: int) -> None:
        self.tasks: deque[tuple[int, tuple[Row, ...]]] = deque()
        self._selector = selectors.DefaultSelector()
        self._readers: list[_Reader] = []
        self._suspects: set[int] = set()  # rows with which alone a reader has died: once may be chance
        for _ in range(workers):
            self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        for reader in self._readers:
            reader.end()

    def hand_out(self) -> None:
        """Give the tasks that wait to readers that are idle."""
        for reader in self._readers:
            if reader.rows is None and self.tasks:
                reader.give(*self.tasks.popleft())

    def wait(self) -> list[tuple[int, tuple[Coded, ...]]]:
        """Wait until something is read; return it with the numbers of the batches that it belongs to."""
        patience = min(reader.since for reader in self._readers if reader.rows is not None) + PATIENCE
        ready = self._selector.select(max(patience - time.monotonic(), 0))
        found: list[tuple[int, tuple[Coded, ...]]] = []
        for key, _ in ready:
            found += self._hear(key.data)
        for reader in [] if ready else list(self._readers):
            if reader.rows is not None and time.monotonic() - reader.since >= PATIENCE:
                self._suspects.update(row.number for row in reader.rows)
                found += self._replace(reader, f"reading it took longer than {PATIENCE / 60:.0f} minutes")
        self.hand_out()
        return found

    def _start(self) -> None:
        try:
            reader = _Reader()
        except OSError as error:
            raise ReadersError(
                f"No process could be started to read the reports ({error.strerror}): close other programs, or give "
                "--workers 1, and try again."
            ) from None
        self._readers.append(reader)
        self._selector.register(reader.pipe, selectors.EVENT_READ, reader)

    def _hear(self, reader: _Reader) -> list[tuple[int, tuple[Coded, ...]]]:
        coded = reader.answer()
        if coded is None:
            return self._replace(reader, "reading it ended the process that did it, perhaps for want of memory")
        batch, started = reader.batch, reader.started
        reader.rows, reader.started = None, True
        self.hand_out()
        return [(batch, coded)] if started else []

    def _replace(self, reader: _Reader, reason: str) -> list[tuple[int, tuple[Coded, ...]]]:
        """Put another reader in the place of one that is dead or stuck; its rows are read one by one."""
        self._selector.unregister(reader.pipe)
        self._readers.remove(reader)
        code = reader.end()
        if not reader.started:
            raise ReadersError(
                f"The processes that read the reports end as soon as they start (exit code {code}): see whether "
                "`nightglass read` works, and install Nightglass again if it does not."
            )
        self._start()
        rows = reader.rows or ()
        if len(rows) != 1 or rows[0].number not in self._suspects:
            self._suspects.update(row.number for row in rows[1:] or rows)
            self.tasks.extendleft((reader.batch, (row,)) for row in reversed(rows))
            return []
        row = rows[0]
        problem = Problem(row.number, "refused", reason, line=row.line, id=row.id)
        return [(reader.batch, (Coded(row.number, None, problem),))]
