"""The emotions of Hall & Van de Castle (1966): said, or plainly shown by the body, and who feels them."""

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

__all__ = ["find_emotions"]

_DENIALS = frozenset(["not", "never", "no", "without", "nor", "if", "hardly"])
_WOULD = frozenset(["would", "might", "should", "could", "may"])
_NEAR = 3


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: compile_pattern("|".join(lines)) for code, lines in sections("emotions.txt").items()}


def find_emotions(story: Story, cast: Cast) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Return drafts such as ``emot:AP,D``, each emotion once for each who feels it, in the order of the report.

    The part after waking counts too: the coders of the norms took what a dreamer says they felt wherever it stood.
    """
    found: dict[str, tuple[int, list[Evidence]]] = {}
    for code, pattern in _patterns().items():
        for match in pattern.finditer(story.line):
            first, last = story.tokens_of(match)
            if _is_elsewhere(story, first) or _denied(story, first):
                continue
            item = f"emot:{code},{_bearer(story, cast, first)}"
            found.setdefault(item, (first, []))[1].append(story.evidence(first, last))
    return [(item, tuple(evidence[:3])) for item, (_, evidence) in sorted(found.items(), key=lambda pair: pair[1][0])]


def _is_elsewhere(story: Story, token: int) -> bool:
    """Tell whether a token stands in a heading, the evening before or a remark, where nobody dreams."""
    if not story.outside[token]:
        return False
    start = story.text.tokens[token].start
    return not any(f.part == "after" and f.start <= start < f.end for f in story.frames)


def _denied(story: Story, first: int) -> bool:
    begin = max(story.text.sentences[story.sentence_of(first)].first, first - _NEAR)
    before = " ".join(story.words[begin:first]).split()
    return any(w in _DENIALS for w in before[-_NEAR:]) or any(w in _WOULD for w in before[-2:])


def _bearer(story: Story, cast: Cast, token: int) -> str:
    """Return who feels it: the last one spoken of before it in its clause or sentence, else the dreamer."""
    sentence = story.text.sentences[story.sentence_of(token)]
    before = [m for m in cast.between(max(sentence.first, token - _FAR), token) if _may_feel(cast, m.parties)]
    mine = [
        m for m in before if DREAMER in m.parties and story.words[m.first].partition(" ")[0] in {"i", "we", "me", "us"}
    ]
    others = [m for m in before if DREAMER not in m.parties]
    if others and (not mine or others[-1].first > mine[-1].first) and token - others[-1].last <= _CLOSE:
        return cast.write(others[-1].parties)
    return "D"


_FAR = 60  # tokens: nobody further back is whose feeling it is
_CLOSE = 4  # tokens from somebody to what they feel


def _may_feel(cast: Cast, parties: tuple[int, ...]) -> bool:
    return all(p == DREAMER or not cast.characters[p].code.endswith("ANI") for p in parties)
