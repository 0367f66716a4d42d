"""What the words of a nightmare speak of, found once and shared by facets, beats and turning points."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import compile_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["Signal", "Signals", "find_signals"]

_DENIALS = frozenset(["not", "never", "no", "without", "nor"])
_NEAR = 3  # words: a denial stands at most so far before what it denies
_DENIABLE = frozenset(
    "fear sadness anger disgust confusion guilt_shame frustration joy worry threat_me threat_other relief body_crying "
    "body_sweat metamorphosis".split()
)


class Signal(msgspec.Struct, frozen=True, gc=False):
    """The tokens ``first`` to ``last`` (exclusive) speak of ``kind``; ``outside`` when they stand outside the dream."""

    kind: str
    first: int
    last: int
    outside: bool


class Signals:
    """All signals of a story, by kind, in the order of their tokens."""

    __slots__ = ("_beyond", "_inside", "_starts", "story")

    def __init__(self, story: Story, found: dict[str, tuple[Signal, ...]]) -> None:
        self.story = story
        self._inside = {kind: [s for s in every if not s.outside] for kind, every in found.items()}
        self._beyond = {kind: [s for s in every if s.outside] for kind, every in found.items()}
        self._starts = {kind: [s.first for s in every] for kind, every in self._inside.items()}

    def adding(self, kind: str, found: list[Signal]) -> Signals:
        """Return these signals with more of one kind."""
        every = {k: (*self._inside[k], *self._beyond[k]) for k in self._inside}
        return Signals(self.story, {**every, kind: tuple(_in_order([*every.get(kind, ()), *found]))})

    def of(self, *kinds: str, outside: bool = False) -> list[Signal]:
        """Return the signals of some kinds in the dream itself, or with ``outside`` beyond it."""
        here = self._beyond if outside else self._inside
        return _in_order(s for kind in kinds for s in here.get(kind, ()))

    def everywhere(self, *kinds: str) -> list[Signal]:
        """Return the signals of some kinds wherever they stand."""
        return _in_order(self.of(*kinds) + self.of(*kinds, outside=True))

    def between(self, first: int, last: int, *kinds: str) -> list[Signal]:
        """Return the signals of some kinds in the dream that begin within the tokens ``first`` to ``last``."""
        found: list[Signal] = []
        for kind in kinds:
            starts = self._starts.get(kind)
            if starts:
                found += self._inside[kind][bisect_left(starts, first) : bisect_left(starts, last)]
        return _in_order(found)

    def decisions(self, first: int, last: int) -> list[Signal]:
        """Return the signals of another aim from token ``first`` to before ``last`` in which somebody decides."""
        lemmas = self.story.lemmas
        return [s for s in self.between(first, last, "aim") if {"decide", "change"} & set(lemmas[s.first : s.last])]

    def evidence(self, signals: list[Signal], most: int = 4) -> tuple[Evidence, ...]:
        """Return the words of signals as evidence: the first ``most``, without repeats."""
        spans = dict.fromkeys((s.first, s.last) for s in signals)
        return tuple(self.story.evidence(first, last) for first, last in list(spans)[:most])


def _in_order(signals: Iterable[Signal]) -> list[Signal]:
    return sorted(signals, key=lambda s: (s.first, s.last))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        kind: compile_pattern("|".join(f"(?:{p})" for p in lines)) for kind, lines in sections("signals.txt").items()
    }


def find_signals(story: Story) -> Signals:
    """Return every signal of a story, but those of a kind that overlap one of ``not <kind>``."""
    found = {kind: _spans(story, kind) for kind in _patterns()}
    kept: dict[str, tuple[Signal, ...]] = {}
    for kind, spans in found.items():
        barred = {i for first, last in found.get(f"not {kind}", ()) for i in range(first, last)}
        kept[kind] = tuple(
            Signal(kind, first, last, bool(story.outside[first]))
            for first, last in spans
            if barred.isdisjoint(range(first, last))
        )
    return Signals(story, kept)


def _spans(story: Story, kind: str) -> list[tuple[int, int]]:
    spans = [story.tokens_of(match) for match in _patterns()[kind].finditer(story.line)]
    return [s for s in spans if not _denied(story, s[0])] if kind in _DENIABLE else spans


def _denied(story: Story, first: int) -> bool:
    begin = max(story.text.sentences[story.sentence_of(first)].first, first - _NEAR)
    before = " ".join(story.words[begin:first]).split()
    return any(w in _DENIALS for w in before) and "only" not in before
