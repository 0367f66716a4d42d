"""The dreamer's main emotion, how dysphoric the dream is, and what was felt on waking."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from nightglass.reading.facets.draft import Draft
from nightglass.reading.feeling import is_mine, weight_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nightglass.reading.signals import Signal, Signals

__all__ = ["EMOTIONS", "find_emotion", "find_kind", "find_waking_affect", "strain"]

EMOTIONS = ("fear", "sadness", "anger", "disgust", "confusion", "guilt_shame", "frustration", "joy")
"""In the order in which the codebook gives them; ``neutral`` is the ninth."""

_NEGATIVE = tuple(e for e in EMOTIONS if e not in {"joy", "confusion"})
_WAKING = {"guilt_shame": "other", "frustration": "other", "joy": "other"}


def find_emotion(signals: Signals, flags: Mapping[str, Draft]) -> Draft:
    """Return the dreamer's main emotion: what is said most, else what the events plainly show."""
    weights = dict.fromkeys(EMOTIONS, 0.0)
    found: dict[str, list[Signal]] = {}
    for emotion in EMOTIONS:
        said = signals.of(emotion)
        found[emotion] = said
        weights[emotion] = sum(weight_of(signals, signal) for signal in said)
    threats = signals.of("threat_me", "chased", "immobile", "evil")
    losses = list(flags["known_dies"].signals)
    weights["fear"] += min(1.5, 0.4 * len(threats))
    weights["sadness"] += min(0.9, 0.8 * len(losses))
    waking = find_waking_affect(signals)
    if waking.value in weights:
        weights[str(waking.value)] += _ON_WAKING  # what one wakes with was there before
    weights["confusion"] *= 0.5
    best, weight = max(((e, weights[e]) for e in EMOTIONS), key=lambda pair: pair[1])
    if weight < _LEAST:
        return Draft("neutral")
    return Draft(best, tuple(found[best] or (threats if best == "fear" else losses) or waking.signals))


_LEAST = 0.75
_ON_WAKING = 0.7


def strain(signals: Signals, flags: Mapping[str, Draft]) -> float:
    """Return how dysphoric the dream is: 0 for nothing bad at all, above 1 for a nightmare's worth."""
    sums = sum(weight for flag, weight in _HEAVY.items() if flags[flag].value)
    for kind, weight, most in _STRAINS:
        sums += weight * min(most, len(signals.of(kind)))
    felt = [s for e in _NEGATIVE for s in signals.of(e) if is_mine(signals, s)]
    strong = {s.first for s in signals.of("intense")}
    bad = sum(_STRONG if s.first in strong else 1.0 for s in felt)
    good = sum(1 for s in signals.of("joy") if is_mine(signals, s))
    sums += 0.13 * min(5.0, bad) - 0.06 * min(4, good)
    return sums * math.pow(_USUAL / max(len(signals.story.words), _SHORT), 0.3)


_STRONG = 2.0  # by so much a strong word (terrified, sobbing) weighs more than a plain one (afraid, sad)
_USUAL, _SHORT = 200, 30  # tokens: in a shorter report each word weighs a little more, down to the shorter of these
_STRAINS = (
    ("threat_me", 0.16, 4), ("chased", 0.15, 2), ("threat_other", 0.10, 4),
    ("evil", 0.08, 3), ("disaster", 0.07, 3), ("accident", 0.10, 2), ("health_death", 0.06, 4),
    ("danger_word", 0.05, 5), ("intense", 0.07, 4), ("quarrel", 0.05, 3), ("vermin", 0.04, 2), ("worry", 0.05, 2),
)  # fmt: skip
_HEAVY = {"immobile": 0.25, "muted": 0.2, "known_dies": 0.45}
_MILD, _BAD, _NIGHTMARE = 0.3, 0.4, 1.6
_RESTS = ("threat_me", "threat_other", "chased", "known_dies", "immobile", "fear", "sadness", "anger", "danger_word")


def find_kind(signals: Signals, flags: Mapping[str, Draft]) -> Draft:
    """Return none, bad or nightmare (Robert & Zadra 2014: a nightmare is intense, or wakes its dreamer in distress)."""
    called = signals.everywhere("nightmare_word")
    weight = strain(signals, flags)
    rests = signals.of(*_RESTS)
    distress = signals.of("fear", "sadness", "body_crying", "body_racing_heart", "body_sweat", outside=True)
    woken = [s for s in distress if _after(signals, s)]
    if (called and weight > _MILD) or (woken and weight > _BAD) or weight > _NIGHTMARE:
        return Draft("nightmare", tuple(called or woken or rests))
    if weight > _BAD or called:
        return Draft("bad", tuple(rests or called))
    return Draft("none")


def _after(signals: Signals, signal: Signal) -> bool:
    start = signals.story.text.tokens[signal.first].start
    return any(f.start <= start < f.end for f in signals.story.frames_of("after"))


def find_waking_affect(signals: Signals) -> Draft:
    """Return the feeling told of on or after waking, or none."""
    relieved = [s for s in signals.of("glad_awake", outside=True) if _after(signals, s)]
    if relieved:
        return Draft("relief", tuple(relieved))
    for emotion in EMOTIONS:
        felt = [s for s in signals.of(emotion, outside=True) if _after(signals, s)]
        if felt:
            return Draft(_WAKING.get(emotion, emotion), tuple(felt))
    odd = [s for s in signals.of("odd_awake", outside=True) if _after(signals, s)]
    if odd:
        return Draft("other", tuple(odd))
    return Draft("none")
