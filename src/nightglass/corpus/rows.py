"""The rows of a table on their way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from nightglass.reading import Reading

__all__ = ["FACETS", "CodedRow", "Columns", "Identity", "Problem", "Row", "as_row"]

Identity = str | int
"""What names a report in its table."""

FACETS: dict[str, Literal["flag", "choice", "list"]] = {
    "kind": "choice", "themes": "list", "immobile": "flag", "muted": "flag", "metamorphosis": "flag",
    "known_dies": "flag", "dreamer_threatened": "flag", "other_threatened": "flag", "rescue": "flag",
    "ending": "choice", "woke": "flag", "waking_affect": "choice", "recurrence": "flag", "foreknowledge": "flag",
    "lucid": "flag", "emotion": "choice",
}  # fmt: skip
"""Every facet, in the order of the columns of a coded table, with what kind of value it has."""


class Columns(msgspec.Struct, frozen=True):
    """The names of the columns that are read; ``dreamer`` is None where every report is in the first person."""

    id: str = "id"
    text: str = "text"
    dreamer: str | None = None


class Row(msgspec.Struct, frozen=True, gc=False):
    """One report of a table.

    Attributes
    ----------
    number
        Its place among the table's rows, from 1; a head and blank lines are not counted.
    line
        The line of the file in which it begins, from 1; None where a format has no lines.
    id, text
        As they stand in the table.
    dreamer
        The dreamer's name for a report in the third person.
    """

    number: int
    line: int | None
    id: Identity
    text: str
    dreamer: str | None = None


class Problem(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A row that is not coded, or one of which the coding has limits.

    Attributes
    ----------
    row, line
        As in a `Row`.
    kind
        ``refused``: the row is not in the output; ``limited``: it is, but not all could be looked for.
    reason
        Why, in words that fit after "row 7: ".
    id
        The row's own, where it could be read.
    last
        The last row of those from ``row`` on that share the problem; None for a single row.
    """

    row: int
    kind: Literal["refused", "limited"]
    reason: str
    line: int | None = None
    id: Identity | None = None
    last: int | None = None


class CodedRow(msgspec.Struct, frozen=True):
    """One row of a coded table, as it is written in JSON."""

    id: Identity
    hvdc: list[str]
    facets: dict[str, bool | str | list[str]]


def as_row(identity: Identity, reading: Reading) -> dict[str, object]:
    """Return one row of a coded table as plain values.

    Parameters
    ----------
    identity
        What names the report in its table.
    reading
        What was found in it.

    Returns
    -------
    dict
        ``id``; ``hvdc``, a list of items in compact notation; ``facets``, one plain value a facet: true or false, a
        word, or for ``themes`` a list of words. A report that could not be read for its language has no items and no
        facets: nothing was looked for, which is not the same as nothing found.
    """
    facets = {
        name: list(facet.value) if isinstance(facet.value, tuple) else facet.value
        for name, facet in reading.facets.items()
    }
    return {"id": identity, "hvdc": [coding.item for coding in reading.hvdc], "facets": facets}
