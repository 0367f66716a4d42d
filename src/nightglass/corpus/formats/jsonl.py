"""Tables with one JSON object a line: .jsonl."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.formats.cells import Cells, find_columns
from nightglass.corpus.formats.lines import MAX_LINE, Lines, LongLineError, raw_bytes
from nightglass.corpus.rows import CodedRow, Problem
from nightglass.text import ReportError, decode

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from nightglass.corpus.rows import Columns

__all__ = ["read_jsonl", "write_jsonl"]

_FIRST = 100
_TOO_LONG = f"the line is too long (over {MAX_LINE:,} characters)"
_BROKEN = "from here on the file is damaged: its characters cannot be decoded"


def read_jsonl(path: Path, columns: Columns) -> Generator[tuple[Cells | Problem, float], None, None]:
    """Yield every row of a .jsonl with the share of the file (0 to 1) read so far.

    Parameters
    ----------
    path
        One JSON object a line; blank lines are no rows.
    columns
        The names of the keys to read.

    Raises
    ------
    TableError
        If none of the first hundred objects has a key: then its name is wrong, rather than one row incomplete.
    """
    keys = _keys(path)
    wanted = [keys[k] if k is not None else "" for k in find_columns(keys, columns, str(path))] if keys else []
    with Lines(path) as lines:
        for number, (line, row) in enumerate(_objects(lines), 1):
            if isinstance(row, str):
                yield Problem(number, "refused", row, line=line), lines.share
            else:
                yield Cells(number, line, *map(row.get, wanted)), lines.share


def _keys(path: Path) -> list[str]:
    with Lines(path) as lines:
        rows = islice((row for _, row in _objects(lines) if isinstance(row, dict)), _FIRST)
        keys = list(dict.fromkeys(key for row in rows for key in row))
        if not keys and lines.doubt is not None:
            raise lines.doubt
        return keys


def _objects(lines: Lines) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Yield each line that is not blank with its number: the object that it holds, or what is wrong with it."""
    while True:
        line = lines.number
        lines.begin()
        try:
            text = next(lines)
        except StopIteration:
            return
        except LongLineError:
            yield line, _TOO_LONG
            continue
        except UnicodeDecodeError:
            yield line, _BROKEN
            return
        if text.strip():
            yield line, _object(text, escapes=lines.escapes)


def _object(line: str, *, escapes: bool) -> dict[str, object] | str:
    """Return the object that a line holds, or what is wrong with the line."""
    raw = raw_bytes(line) if escapes else line
    try:
        found = msgspec.json.decode(decode(raw, "the line") if isinstance(raw, bytes) else raw)
    except ReportError as error:
        return error.reason
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return f"the line is not valid JSON ({error})"
    if not isinstance(found, dict):
        return "the line is not a JSON object ({...})"
    return found


def write_jsonl(path: Path, rows: Iterable[CodedRow]) -> None:
    """Write coded rows as JSON objects, one a line."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        file.writelines(encoder.encode(row) + b"\n" for row in rows)
