"""Cut a report into steps: sentences, in which one thing happens after another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nightglass.text import segment

if TYPE_CHECKING:
    from nightglass.text import Text

__all__ = ["steps_of"]

_MOST = 30  # words: a longer sentence is divided


def steps_of(source: str) -> tuple[tuple[int, int], ...]:
    """Return the steps of a report as characters (start, end), in order.

    What stands outside the dream stays in: a heading or a word on waking often names what came back. A report without
    words is one step.
    """
    text = segment(source)
    steps = tuple(
        (text.tokens[a].start, text.tokens[b - 1].end)
        for sentence in text.sentences
        for a, b in _divided(text, sentence.first, sentence.last)
    )
    return steps or ((0, len(source)),)


def _words(text: Text, first: int, last: int) -> int:
    return sum(token.text[0].isalnum() for token in text.tokens[first:last])


def _divided(text: Text, first: int, last: int) -> list[tuple[int, int]]:
    """Return a token range in parts of about the same length, none of which is too long; none without words."""
    parts = max(1, -(-_words(text, first, last) // _MOST))
    size = last - first
    cuts = [first + k * size // parts for k in range(parts + 1)]
    return [(a, b) for a, b in pairwise(cuts) if _words(text, a, b)]
