"""What can be wrong with codings, each with its own plain sentence."""

from __future__ import annotations

from nightglass.errors import NightglassError

__all__ = ["CodeError", "CodingFileError", "HvdcError"]


class HvdcError(NightglassError):
    """Something about codings could not be done."""


class CodeError(HvdcError):
    """A code breaks a rule; ``code``, ``rule`` and ``nearest`` (valid codes like it) say which and how."""

    def __init__(self, code: str, rule: str, nearest: tuple[str, ...] = ()) -> None:
        self.code, self.rule, self.nearest = code, rule, nearest
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f'"{code}" is not a valid code: {rule}{hint}.')


class CodingFileError(HvdcError):
    """A file of codings cannot be read or written."""
