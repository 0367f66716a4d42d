"""A process that does nothing but read: reports come in on standard input, codings go out on standard output."""

from __future__ import annotations

import os
import struct
import sys
from typing import IO, Literal

import msgspec

from nightglass.corpus.rows import Problem, Row, as_row
from nightglass.reading import read, version
from nightglass.text import ReportError
from nightglass.version import __version__

__all__ = ["Coded", "code_row", "main", "receive", "send", "versions"]

_LENGTH = struct.Struct("<I")


class Coded(msgspec.Struct, frozen=True):
    """What became of one row.

    Attributes
    ----------
    number
        The row's.
    json
        Its row of the coded table, or None where it was refused.
    problem
        Why it was refused, or what could not be looked for.
    """

    number: int
    json: bytes | None
    problem: Problem | None


def versions() -> str:
    """Return the versions of the program and of the reader that codes: without images, as `code_row` reads."""
    return f"{__version__} {version(images=False)}"


def code_row(row: Row) -> Coded:
    """Read one report of a table.

    Parameters
    ----------
    row
        A report whose text can be read.

    Returns
    -------
    Coded
        Whatever goes wrong with one report is its own problem and costs no other row.
    """
    try:
        reading = read(row.text, row.dreamer, images=False)
    except ReportError as error:
        return _problem(row, "refused", error.reason)
    except Exception as error:  # noqa: BLE001 - see Returns
        return _problem(row, "refused", f"the reader failed on it ({type(error).__name__}): please report this")
    json = msgspec.json.encode(as_row(row.id, reading))
    if not reading.limits:
        return Coded(row.number, json, None)
    return msgspec.structs.replace(_problem(row, "limited", " ".join(reading.limits)), json=json)


def _problem(row: Row, kind: Literal["refused", "limited"], reason: str) -> Coded:
    return Coded(row.number, None, Problem(row.number, kind, reason, line=row.line, id=row.id))


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message with its length in front."""
    data = msgspec.msgpack.encode(message)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Return the next message, or None when the other side has gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def main(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> None:
    """Read whatever rows come in until nobody sends any more, or nobody listens."""
    source = source or sys.stdin.buffer
    if sink is None:
        # What a library prints must not get between the messages.
        sink = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
    decoder = msgspec.msgpack.Decoder(tuple[Row, ...])
    try:
        send(sink, ())  # ready: everything is loaded
        while (message := receive(source)) is not None:
            send(sink, tuple(map(code_row, decoder.decode(message))))
    except BrokenPipeError:
        return
