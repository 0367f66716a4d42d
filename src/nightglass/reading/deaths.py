"""Where somebody known to the dreamer, or a pet, dies or is dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER
from nightglass.reading.signals import Signal

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signals

__all__ = ["with_deaths"]

_KNOWN = frozenset("FMXBTHWADCIYRK")
_DEATH = frozenset("die dead kill murder death drown funeral coffin grave decapitate behead".split())
_NEEDS_BE = frozenset(["kill", "murder", "dead"])  # he was killed, she lay dead; not: he killed, this dead bird
_REACH = 5  # tokens between somebody known and the word that says they die


def with_deaths(signals: Signals, cast: Cast) -> Signals:
    """Return the signals with those of ``known_dies`` that only the cast can tell."""
    return signals if signals.of("known_dies") else signals.adding("known_dies", _known_before_death(signals, cast))


def _known_before_death(signals: Signals, cast: Cast) -> list[Signal]:
    story = signals.story
    barred = {i for s in signals.of("not known_dies") for i in range(s.first, s.last)}
    clause_of = {i: c.first for c in story.text.clauses for i in range(c.first, c.last)}
    found = []
    for mention in cast.mentions:
        known = [p for p in mention.parties if p != DREAMER and cast.characters[p].code[2:3] in _KNOWN]
        dead = any(cast.characters[p].code[:1] in "34" for p in known)
        if not known or story.outside[mention.first]:
            continue
        for i in range(mention.last, min(mention.last + _REACH, len(story.lemmas))):
            if clause_of[i] != clause_of[mention.first]:
                break
            if (
                i not in barred
                and story.lemmas[i] in _DEATH
                and (dead or story.lemmas[i] not in _NEEDS_BE or _passive(story.words, i))
            ):
                found.append(Signal("known_dies", mention.first, i + 1, outside=False))
                break
    return found


def _passive(words: list[str], i: int) -> bool:
    return any(
        w in {"was", "were", "is", "are", "got", "been", "being", "get", "gets", "lay", "lies", "found"}
        for w in words[max(0, i - 3) : i]
    )
