"""Misfortune, good fortune, success and failure, and to whom they come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER
from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import compile_pattern

if TYPE_CHECKING:
    import re

    from nightglass.reading.cast import Cast
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["find_fortunes"]

_DENIALS = frozenset(["not", "never", "no", "if", "nor"])
_BACK = 10  # tokens before what befalls somebody in which they are looked for


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: compile_pattern("|".join(lines)) for kind, lines in sections("fortunes.txt").items()}


def find_fortunes(story: Story, cast: Cast) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Return drafts such as ``mf:5,1MKA`` and ``succ:,D``, each once for each bearer, in the order of the report."""
    found: dict[str, tuple[int, list[Evidence]]] = {}
    for kind, pattern in _patterns().items():
        for first, last in story.search(pattern):
            if _denied(story, first):
                continue
            bearer = _bearer(story, cast, first, last)
            item = f"mf:{kind[2:]},{bearer}" if kind.startswith("mf") else f"{kind}:,{bearer}"
            found.setdefault(item, (first, []))[1].append(story.evidence(first, last))
    return [(item, tuple(evidence[:3])) for item, (_, evidence) in sorted(found.items(), key=lambda pair: pair[1][0])]


def _denied(story: Story, first: int) -> bool:
    begin = max(story.text.sentences[story.sentence_of(first)].first, first - 2)
    return any(w in _DENIALS for w in " ".join(story.words[begin:first]).split()[-2:])


def _bearer(story: Story, cast: Cast, first: int, last: int) -> str:
    """Return whom it befalls: the last one spoken of before it in its sentence, or within it, else the dreamer."""
    sentence = story.text.sentences[story.sentence_of(first)]
    before = cast.between(max(sentence.first, first - _BACK), last)
    if not before:
        return "D"
    nearest = before[-1].parties
    return "D" if nearest == (DREAMER,) else cast.write(nearest)
