"""The words on which a finding of the model rests: the clause at which its attention is greatest."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.model import Sight
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["Pointer"]

_LONG = 14  # tokens: of a longer clause only the words about the strongest one are shown
_AROUND = 6
_BACK = 40  # tokens back that somebody is looked for


class Pointer:
    """Leads from a label of the model to the words of one report."""

    def __init__(self, story: Story, cast: Cast, sight: Sight) -> None:
        self._story = story
        self._cast = cast
        self._sight = sight

    @cached_property
    def _tokens(self) -> list[int]:
        """The token of each word piece, or -1."""
        within = self._story.tokens_within
        count = len(self._story.text.tokens)
        return [-1 if start < 0 else min(within(0, start + 1)[1], count) - 1 for start, _ in self._sight.spans]

    def place(self, name: str, taken: list[Evidence]) -> tuple[int, Evidence] | None:
        """Return the token that speaks most for a label or event, and the words around it.

        ``taken`` are words that are spoken for already; None where nothing else is left.
        """
        weights = self._sight.weights(name)
        for i in weights.argsort(kind="stable")[::-1][:40].tolist():
            token = self._tokens[i]
            if token < 0 or weights[i] <= 0:
                continue
            evidence = self._words(token)
            if not any(evidence.start < e.end and e.start < evidence.end for e in taken):
                return token, evidence
        return None

    def _words(self, token: int) -> Evidence:
        story = self._story
        clause = next(c for c in story.clauses_of(story.text.sentences[story.sentence_of(token)]) if token < c.last)
        first, last = clause.first, clause.last
        if last - first > _LONG:
            first, last = max(first, token - _AROUND), min(last, token + _AROUND + 1)
        while first < token and not story.text.tokens[first].text[0].isalnum():
            first += 1
        while last - 1 > token and not story.text.tokens[last - 1].text[-1].isalnum():
            last -= 1
        return story.evidence(first, last)

    def others(self, token: int) -> list[str]:
        """Return the codes of those spoken of near a token who are not the dreamer: the nearest first, each once."""
        near = [m for m in self._cast.between(token - _BACK, token + _BACK) if DREAMER not in m.parties]
        sentence = self._story.sentence_of(token)
        near.sort(key=lambda m: (self._story.sentence_of(m.first) != sentence, m.first > token, abs(m.first - token)))
        codes = dict.fromkeys(m.parties for m in near)
        return [self._cast.write(parties) for parties in codes]
