"""Who turns into whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.patterns import compile_pattern

if TYPE_CHECKING:
    import re

    from nightglass.reading.characters.candidate import Candidate
    from nightglass.reading.story import Story

__all__ = ["change_spans", "find_changes"]

_NEAR = 7  # tokens between somebody and the word of change
_AFTER = 4


@cache
def _change() -> re.Pattern[str]:
    return compile_pattern(
        r"[[turn|morph|transform|change|mutate]] (?:back )?(?:in ?to|to be)|[[become]]|[[turn]] out to be"
        r"|(?:is|was|were|are) (?:now|suddenly|really|no longer)"
        r"|(?:it|he|she) (?:is|was) not (?:the |my |a )?\w+[^\n]{0,12}(?:it|he|she) (?:is|was)"
        r"|(?:hood|mask|veil|turned around|turns around|looked (?:again|closer))[^\n]{0,25}(?:he|she|it|and) (?:is|was)"
    )


@cache
def _both() -> re.Pattern[str]:
    return compile_pattern(
        r"(?:he|she|it|they|who) (?:is|was|were|are) [^\n.,;]{1,30} (?:and|but) (?:also|yet|at the same time|somehow)"
    )


def change_spans(story: Story) -> list[tuple[int, int, bool]]:
    """Return the tokens (first, last exclusive) of each word of change, and whether somebody is two at once in it."""
    changes = [(first, last, False) for first, last in story.search(_change())]
    return changes + [(first, last, True) for first, last in story.search(_both())]


def find_changes(
    spoken: list[tuple[Candidate, tuple[int, ...]]], spans: list[tuple[int, int, bool]]
) -> list[tuple[int, int]]:
    """Return pairs of entities (original form, changed form) that the words of change stand between."""
    found: list[tuple[int, int]] = []
    ends = [c.last for c, _ in spoken]
    for first, last, both in spans:
        near = spoken[bisect_left(ends, first - _NEAR) : bisect_right(ends, last + _AFTER + 1)]
        until = last if both else first
        before = [
            p[0]
            for c, p in near
            if first - _NEAR <= c.first and c.last <= until and len(p) == 1 and p[0] >= 0 and not c.owner
        ]
        after = [
            p[0] for c, p in near if last <= c.last - 1 <= last + _AFTER and c.kind != "pronoun" and p and p[0] >= 0
        ]
        if before and after and before[-1] != after[0]:
            found.append((before[-1], after[0]))
    return list(dict.fromkeys(found))
