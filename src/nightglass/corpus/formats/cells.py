"""What every format yields: the cells of one row that are asked for, before anybody has judged them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.corpus.rows import Columns

__all__ = ["Cells", "find_columns"]


class Cells(msgspec.Struct, frozen=True, gc=False):
    """The wanted cells of one row: whatever the table holds, bytes where they are not UTF-8."""

    number: int
    line: int | None
    id: object
    text: object
    dreamer: object = None


def find_columns(names: Sequence[str], columns: Columns, place: str) -> tuple[int, int, int | None]:
    """Return where the wanted columns stand among ``names``; capitals need not agree.

    Raises
    ------
    TableError
        If one is not there, or there twice.
    """
    dreamer = None if columns.dreamer is None else _find(names, columns.dreamer, "--dreamer-column", place)
    return (
        _find(names, columns.id, "--id-column", place),
        _find(names, columns.text, "--text-column", place),
        dreamer,
    )


def _find(names: Sequence[str], wanted: str, option: str, place: str) -> int:
    found = [i for i, name in enumerate(names) if name.strip() == wanted]
    if not found:
        found = [i for i, name in enumerate(names) if name.strip().lower() == wanted.lower()]
    if len(found) == 1:
        return found[0]
    known = ", ".join(name.strip()[:40] for name in names[:12]) + (", ..." if len(names) > 12 else "")
    shown = "".join(sign if sign.isprintable() else "?" for sign in known)
    what = "several columns" if found else "no column"
    raise TableError(f'{place} has {what} "{wanted}" (its columns are: {shown}): name the right one with {option}.')
