"""Count the words of a report by what they speak of, for the decisions that a few plain words tell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.lexicon import sections

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["TOPICS_OF", "count_topics"]

TOPICS_OF = {
    "agg": ("attack", "quarrel"),
    "fri": ("kindness",),
    "sex": ("sexual",),
    "mf": ("harm",),
    "gf": ("luck",),
    "succ": ("striving",),
    "fail": ("striving",),
}
"""For each kind of event the topics whose words bear on it."""


@cache
def _topics() -> dict[str, frozenset[str]]:
    return {name: frozenset(" ".join(lines).split()) for name, lines in sections("topics.txt").items()}


def count_topics(story: Story) -> dict[str, int]:
    """Return for each topic how many different words and phrases of it the report has; every topic is there."""
    said = {word for word, outside in zip(story.words, story.outside, strict=True) if not outside}
    said |= {word for word, outside in zip(story.lemmas, story.outside, strict=True) if not outside}
    line = f" {' '.join(story.line.split())} "
    counts = {}
    for name, words in _topics().items():
        phrases = (w.replace("_", " ") for w in words if "_" in w)
        counts[name] = len(said & words) + sum(f" {p} " in line for p in phrases)
    return counts
