"""Cut a report into steps: sentences, in which one thing happens after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.text import segment

if TYPE_CHECKING:
    from nightglass.text import Text

__all__ = ["steps_of", "views_of"]

_MOST = 30  # words: a longer sentence is divided


def steps_of(source: str) -> tuple[tuple[int, int], ...]:
    """Return the steps of a report as characters (start, end), in order.

    What stands outside the dream stays in: a heading or a word on waking often names what came back.
    """
    text = segment(source)
    return tuple(
        (text.tokens[a].start, text.tokens[b - 1].end)
        for sentence in text.sentences
        for a, b in _divided(text, sentence.first, sentence.last)
    )


def views_of(steps: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return what is compared: every step, and every two that follow each other, for what one teller says in one
    sentence takes another two."""
    return (*steps, *((a, b) for (a, _), (_, b) in zip(steps, steps[1:], strict=False)))


def _words(text: Text, first: int, last: int) -> int:
    return sum(token.text[0].isalnum() for token in text.tokens[first:last])


def _divided(text: Text, first: int, last: int) -> list[tuple[int, int]]:
    """Return a token range in parts of about the same length, none of which is too long; none without words."""
    parts = max(1, -(-_words(text, first, last) // _MOST))
    size = last - first
    cuts = [first + k * size // parts for k in range(parts + 1)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if _words(text, a, b)]
