"""Who is on stage: the characters, and every place where the report speaks of them or of the dreamer."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from nightglass.reading.values import Character

__all__ = ["DREAMER", "Cast", "Mention"]

DREAMER = -1
"""The party that stands for the dreamer, who is never a character."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """The tokens ``first`` to ``last`` (exclusive) speak of these parties: indices of characters, or ``DREAMER``."""

    first: int
    last: int
    parties: tuple[int, ...]


class Cast(msgspec.Struct, frozen=True):
    """The characters of a report in the order in which they come, and all mentions in the order of their tokens."""

    characters: tuple[Character, ...]
    mentions: tuple[Mention, ...]

    def between(self, first: int, last: int) -> tuple[Mention, ...]:
        """Return the mentions that begin within the tokens ``first`` to ``last`` (exclusive)."""
        low = bisect_left(self.mentions, first, key=lambda m: m.first)
        high = bisect_left(self.mentions, last, key=lambda m: m.first)
        return self.mentions[low:high]

    def write(self, parties: tuple[int, ...]) -> str:
        """Write parties as a coding does: ``D``, ``1MKA``, ``D+1FKA``; ``Q`` where nobody is named."""
        return "+".join("D" if p == DREAMER else self.characters[p].code for p in parties) or "Q"
