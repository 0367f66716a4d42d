"""Whose a feeling is that a report tells of, and how much its word says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightglass.reading.signals import Signal, Signals

__all__ = ["is_mine", "weight_of"]

_FAR = 40  # tokens: whoever was named further back than that is not whose feeling it is
_OTHERS = 0.4  # share of a feeling's weight that is left where it may be somebody else's
_LITTLE = 0.5  # share that is left where the word says little
_WEAK = frozenset(
    """
    amaze amazing annoy apologize beautiful comfort comfortable comfortably content cry delicious desperately enjoy fun
    hate jealously kiss laugh loss love lovely mad miss nervous nightmare scream shock shocked slimy smile sorry startle
    surprise surprised wonder wonderful worry
    """.split()
)


def is_mine(signals: Signals, signal: Signal) -> bool:
    """Tell whether the dreamer is the last person named before a feeling, in its sentence."""
    story = signals.story
    sentence = story.text.sentences[story.sentence_of(signal.first)]
    for i in range(signal.first - 1, max(sentence.first, signal.first - _FAR) - 1, -1):
        word = story.words[i].partition(" ")[0]
        if word in {"i", "we"}:
            return True
        if word in {"he", "she", "they", "him", "them", "who"}:
            return False
    return True


def weight_of(signals: Signals, signal: Signal) -> float:
    """Return how much a word of feeling says of the dreamer: 1 where it is plain and theirs, else less."""
    little = _LITTLE if signals.story.lemmas[signal.first] in _WEAK else 1.0
    return little if is_mine(signals, signal) else _OTHERS * little
