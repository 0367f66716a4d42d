"""What can be wrong with codings, each with its own plain sentence."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CodeError", "CodingFileError", "HvdcError", "SampleError", "shown"]


class HvdcError(NightglassError):
    """Something about codings could not be done."""


class CodeError(HvdcError):
    """A code breaks a rule.

    Attributes
    ----------
    code
        What is wrong: the item, or the part of it.
    rule
        The rule that it breaks.
    """

    def __init__(self, code: str, rule: str, near: Callable[[str], tuple[str, ...]] | None = None) -> None:
        super().__init__(code, rule)
        self.code, self.rule, self._near = code, rule, near

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """Up to three valid codes like it, the likeliest first; looked for only when they are asked for."""
        return self._near(self.code) if self._near else ()

    @property
    def remedy(self) -> str:
        """The rule and the nearest valid codes, in words that can follow the code."""
        return self.rule + (f"; nearest: {', '.join(self.nearest)}" if self.nearest else "")

    def __str__(self) -> str:
        return f'"{shown(self.code)}" is not a valid code: {self.remedy}.'


class CodingFileError(HvdcError):
    """A file of codings cannot be read or written."""


class SampleError(HvdcError):
    """There is too little, or nothing, to calculate with."""


def shown(text: object, most: int = 60) -> str:
    """Return ``text`` as it can stand within one line of a message, in at most ``most`` characters."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in str(text))
    return line if len(line) <= most else line[: most - 1] + "…"
