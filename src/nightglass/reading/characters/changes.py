"""Who turns into whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.patterns import compile_pattern

if TYPE_CHECKING:
    import re

    from nightglass.reading.characters.mentions import Candidate
    from nightglass.reading.story import Story

__all__ = ["find_changes"]

_NEAR = 7  # tokens between somebody and the word of change
_AFTER = 4


@cache
def _change() -> re.Pattern[str]:
    return compile_pattern(
        r"[[turn|morph|transform|change|mutate]] (?:back )?(?:in ?to|to be)|[[become]]|[[turn]] out to be"
        r"|(?:is|was|were|are) (?:now|suddenly|really|no longer)"
        r"|(?:it|he|she) (?:is|was) not (?:the |my |a )?\w+[^\n]{0,12}(?:it|he|she) (?:is|was)"
        r"|(?:hood|mask|veil|turned around|turns around|looked (?:again|closer))[^\n]{0,25}(?:he|she|it) (?:is|was)"
    )


def find_changes(story: Story, spoken: list[tuple[Candidate, tuple[int, ...]]]) -> list[tuple[int, int]]:
    """Return pairs of entities (original form, changed form) that the dream tells of."""
    found: list[tuple[int, int]] = []
    ends = [c.last for c, _ in spoken]
    for first, last in story.search(_change()):
        near = spoken[bisect_left(ends, first - _NEAR) : bisect_right(ends, last + _AFTER + 1)]
        before = [
            p for c, p in near if first - _NEAR <= c.first and c.last <= first and p and p[0] >= 0 and not c.owner
        ]
        after = [p for c, p in near if last <= c.last - 1 <= last + _AFTER and c.kind != "pronoun" and p and p[0] >= 0]
        if before and after and before[-1][0] != after[0][0]:
            found.append((before[-1][0], after[0][0]))
    return list(dict.fromkeys(found))
