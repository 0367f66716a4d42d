"""The lines of a text file, numbered, of bounded length, and decoded without losing a byte."""

from __future__ import annotations

import io
from collections import deque
from typing import TYPE_CHECKING, Self

from nightglass.text import BinaryReportError, encoding_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_LINE", "Lines", "LongLineError", "raw_bytes"]

MAX_LINE = 4_000_000
"""Characters in the longest line that is taken in: twenty times the longest report, and little for any memory."""

_HEAD = 1 << 16


class LongLineError(Exception):
    """A line has more than ``MAX_LINE`` characters; the next one can be read."""


class Lines:
    """An iterator over a file's lines that knows where it is and takes lines back.

    Parameters
    ----------
    path
        A text file in any encoding that `nightglass.text.encoding_of` knows. Bytes that are not UTF-8 in a file that is
        otherwise come as lone surrogates; `raw_bytes` gives them back.

    Attributes
    ----------
    doubt
        What to say if no table is found in the file: it holds so many control characters that it may be no text. None
        where it does not; a table may still hold a row of them.
    """

    def __init__(self, path: Path) -> None:
        self._size = max(path.stat().st_size, 1)
        self._raw = path.open("rb")
        self.doubt: BinaryReportError | None = None
        try:
            self._encoding = encoding_of(self._raw.read(_HEAD), str(path))
        except BinaryReportError as error:
            if error.kind is not None:
                self._raw.close()
                raise
            self.doubt, self._encoding = error, "utf-8"
        self._raw.seek(0)
        errors = "surrogateescape" if self._encoding.startswith("utf-8") else "surrogatepass"
        self._file = io.TextIOWrapper(self._raw, encoding=self._encoding, errors=errors, newline="")
        self._returned: deque[str | None] = deque()
        self._next = 1
        self._taken: list[str | None] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        """Return the next line with its end; None stands for a line that is too long, wherever lines are kept."""
        line = self._returned.popleft() if self._returned else self._read()
        self._taken.append(line)
        self._next += 1
        if line is None:
            raise LongLineError
        return line

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(self._raw.tell() / self._size, 1.0)

    @property
    def number(self) -> int:
        """The number of the line that comes next, from 1."""
        return self._next

    @property
    def escapes(self) -> bool:
        """Whether bytes that are not UTF-8 come as lone surrogates."""
        return self._encoding.startswith("utf-8")

    def begin(self) -> None:
        """Forget which lines were taken: a new record begins."""
        self._taken.clear()

    def keep_first(self) -> str | None:
        """Return the first line taken since `begin`, and give all the others back."""
        first, *others = self._taken
        self._returned.extendleft(reversed(others))
        self._next -= len(others)
        self._taken.clear()
        return first

    def _read(self) -> str | None:
        line = self._file.readline(MAX_LINE)
        if not line:
            raise StopIteration
        if len(line) < MAX_LINE or line.endswith("\n"):
            return line
        while (rest := self._file.readline(MAX_LINE)) and len(rest) == MAX_LINE and not rest.endswith("\n"):
            pass
        return None


def raw_bytes(text: str) -> str | bytes:
    """Return ``text``, or the bytes that it was read from where some of them are not UTF-8."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")
    return text
