"""The text of a table, line by line: its encoding is told first, and no line or row fills the memory."""

from __future__ import annotations

import codecs
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.journal.formats.interface import FormatError, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

__all__ = ["LONGEST", "Lines", "opened_table"]

LONGEST = 10_000_000
"""Characters in the longest row."""
_STEP = 1 << 20


@contextmanager
def opened_table(path: Path, going: Callable[[], None]) -> Iterator[TextIO]:
    """Open a table in the encoding that it is in; bytes that are no letters in it stay visible as such."""
    with opening(path), path.open("rb") as data:
        encoding = _encoding(data, going)
    with opening(path), path.open(encoding=encoding, errors="replace", newline="") as stream:
        yield stream


def _encoding(data: BinaryIO, going: Callable[[], None]) -> str:
    if data.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    data.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while part := data.read(_STEP):
            going()
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252" if _more_are_other(data, going) else "utf-8-sig"
    return "utf-8-sig"


def _more_are_other(data: BinaryIO, going: Callable[[], None]) -> bool:
    """Tell whether more lines are in another encoding than in UTF-8."""
    data.seek(0)
    as_utf8 = as_other = 0
    while line := data.readline(_STEP):
        going()
        if not _is_utf8(line):
            as_other += 1
        elif not line.isascii():
            as_utf8 += 1
    return as_other > as_utf8


def _is_utf8(line: bytes) -> bool:
    try:
        line.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class Lines:
    """The lines of a table, for `csv.reader`, which asks for as many as a row has.

    Raises
    ------
    FormatError
        When a row is longer than any night.
    """

    def __init__(self, stream: TextIO, going: Callable[[], None]) -> None:
        self._stream, self._going = stream, going
        self.number, self._signs = 1, 0

    def next_row(self) -> None:
        """Note that a row is whole."""
        self.number, self._signs = self.number + 1, 0

    def __iter__(self) -> Iterator[str]:
        """Yield the lines."""
        while line := self._stream.readline(LONGEST + 1):
            self._going()
            self._signs += len(line)
            if self._signs > LONGEST:
                raise FormatError(f"Row {self.number} is longer than any night; look at it in a spreadsheet.")
            yield line.replace("\0", "\ufffd")
