"""How the dream itself ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.facets.draft import Draft

if TYPE_CHECKING:
    from nightglass.reading.signals import Signals

__all__ = ["find_ending"]

_LAST = 0.3  # share of the dream's words that count as its end
_TROUBLE = (
    "threat_me", "threat_other", "chased", "immobile", "muted", "known_dies", "failure", "fear", "sadness", "anger",
    "danger_word", "disgust", "frustration", "guilt_shame",
)  # fmt: skip
_DONE = frozenset("kill die dead murder drown crash stab shoot shot explode destroy catch bite swallow".split())
"""Words of a feared thing that has come to pass."""


def find_ending(signals: Signals, *, woke: bool, kind: str) -> Draft:
    """Return bad, unresolved, mixed, good or neutral, judged from the last part of the dream."""
    story = signals.story
    sentences = story.dream_sentences()
    if not sentences:
        return Draft("neutral")
    words = sum(s.last - s.first for s in sentences)
    first, last = sentences[-1].first, sentences[-1].last
    for s in reversed(sentences):
        if last - s.first > max(30, _LAST * words):
            break
        first = s.first
    trouble = signals.between(first, last, *_TROUBLE)
    ease = signals.between(first, last, "joy", "relief", "freed")
    if kind == "none":
        if len(ease) > len(trouble):
            return Draft("good", tuple(ease))
        return Draft("unresolved", tuple(trouble)) if trouble else Draft("neutral")
    late = ease and (not trouble or max(s.first for s in ease) > max(s.first for s in trouble))
    if late:
        return Draft("mixed" if len(trouble) > len(ease) else "good", tuple(ease + trouble))
    done = [s for s in trouble if _DONE.intersection(story.lemmas[s.first : s.last])]
    lost = signals.between(first, last, "known_dies", "sadness") or done
    if lost or (kind == "nightmare" and not woke):
        return Draft("bad", tuple(lost or trouble))
    return Draft("unresolved", tuple(trouble))
