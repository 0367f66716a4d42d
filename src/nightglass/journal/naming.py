"""Things that a person calls by a name of their own, or by how an id begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nightglass.journal.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["one_called"]

_LEAST = 4  # signs of an id

Thing = TypeVar("Thing")


def one_called(name: str, things: Sequence[tuple[str, str | None, Thing]], what: str, lists_them: str) -> Thing:
    """Return the thing of that name, else the one with an id that begins so.

    Parameters
    ----------
    name
        A whole name, or the first four or more signs of an id.
    things
        The id, the name if there is one, and the thing itself.
    what
        What such a thing is called: ``"script"``.
    lists_them
        The command that lists them.

    Raises
    ------
    JournalError
        When there is none, or more than one.
    """
    near = [thing for _, own, thing in things if own == name]
    if not near and len(name) >= _LEAST:
        near = [thing for identity, _, thing in things if identity.startswith(name)]
    if len(near) != 1:
        raise JournalError(f'{"More than one" if near else "No"} {what} is called "{name}"; {lists_them} lists them.')
    return near[0]
