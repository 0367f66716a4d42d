"""Two versions of a text compared word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Piece", "compared"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")
_MOST = 3000  # words; beyond it whole sentences are compared, so that a long report takes no longer than a short one


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that is in both versions, only in the earlier one, or only in the later one."""

    kind: Literal["same", "gone", "new"]
    text: str


def compared(earlier: str, later: str) -> tuple[Piece, ...]:
    """Return both texts in one, in pieces: what is new left out it is the earlier one, what is gone the later.

    >>> [(p.kind, p.text) for p in compared("a red door", "a blue door")]
    [('same', 'a '), ('gone', 'red'), ('new', 'blue'), ('same', ' door')]
    """
    return tuple(_pieces(earlier, later))


def _pieces(earlier: str, later: str) -> Iterator[Piece]:
    one, other = _WORDS.findall(earlier), _WORDS.findall(later)
    if max(len(one), len(other)) > _MOST:
        one, other = _SENTENCES.findall(earlier), _SENTENCES.findall(later)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(one[i1:i2]))
            continue
        if i1 < i2:
            yield Piece("gone", "".join(one[i1:i2]))
        if j1 < j2:
            yield Piece("new", "".join(other[j1:j2]))
