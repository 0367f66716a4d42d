"""What a person filled in, read with patience: blanks are nothing, a wrong number gets a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nightglass.journal import JournalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litestar import Request

__all__ = ["Form", "moment_in", "provide_form"]

_LONGEST = 200_000


class Form:
    """A form that was sent: every field may be left out."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._fields = fields

    def many(self, name: str) -> tuple[str, ...]:
        """Return all that was chosen under a name."""
        return tuple(v for k, v in self._fields if k == name and v)

    def raw(self, name: str) -> str:
        """Return a text as it was typed, with the line ends that it had before the browser sent it."""
        return next((v for k, v in self._fields if k == name), "").replace("\r\n", "\n")

    def text(self, name: str) -> str | None:
        """Return a short text, or None for a blank one."""
        return self.raw(name).strip()[:_LONGEST] or None

    def yes(self, name: str) -> bool | None:
        """Return a yes or no, or None where neither was chosen."""
        return {"yes": True, "no": False}.get(self.raw(name))

    def number(self, name: str, label: str, most: int, least: int = 0) -> int | None:
        """Return a whole number, or None for a blank.

        Raises
        ------
        JournalError
            When it is none, or outside its bounds.
        """
        said = self.text(name)
        if said is None:
            return None
        if not said.isascii() or not said.isdecimal() or len(said) > 9 or not least <= int(said) <= most:
            raise JournalError(
                f"{label}: a whole number from {least} to {most}, not “{said[:40]}”. Go back and mend it."
            )
        return int(said)

    def date(self, name: str, label: str) -> dt.date | None:
        """Return a date, or None for a blank.

        Raises
        ------
        JournalError
            When it is none.
        """
        said = self.text(name)
        try:
            return dt.date.fromisoformat(said) if said else None
        except ValueError:
            raise JournalError(f"{label}: write a date as 2026-03-02, not “{str(said)[:40]}”.") from None


def moment_in(said: str) -> dt.datetime | None:
    """Return the moment that a page has sent back as it was given to it, or None where it is none."""
    try:
        return dt.datetime.fromisoformat(said)
    except ValueError:
        return None


async def provide_form(request: Request) -> Form:  # type: ignore[type-arg]
    """Read the form of a request."""
    data = await request.form()
    return Form([(k, v) for k, v in data.multi_items() if isinstance(v, str)])
