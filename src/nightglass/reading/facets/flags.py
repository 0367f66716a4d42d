"""The facets that are true or false: each rests on the signals of its own kind, and a few on the cast."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER
from nightglass.reading.facets.draft import Draft
from nightglass.reading.signals import Signal

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signals

__all__ = ["FLAGS", "find_flags"]

FLAGS = (
    "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
    "recurrence", "foreknowledge", "lucid",
)  # fmt: skip

_KNOWN = frozenset("FMXBTHWADCIYRK")
_DEATH = frozenset(
    ["die", "dead", "kill", "murder", "death", "drown", "funeral", "coffin", "grave", "decapitate", "behead"]
)
_NEED = ("threat_other", "threat_me", "danger_word", "health_death", "disaster", "accident", "known_dies", "fear")
"""Nobody is rescued where nothing is wrong: one of these has to be there."""
_REACH = 5  # tokens between somebody known and the word that says they die


def find_flags(signals: Signals, cast: Cast) -> dict[str, Draft]:
    """Return a draft for each facet of `FLAGS`."""
    found = {
        "immobile": signals.of("immobile"),
        "muted": signals.of("muted"),
        "metamorphosis": signals.of("metamorphosis") or _changes(signals, cast),
        "known_dies": signals.of("known_dies") or _known_die(signals, cast),
        "dreamer_threatened": _threatened(signals),
        "other_threatened": signals.of("threat_other"),
        "rescue": signals.of("rescue") if signals.of(*_NEED) else [],
        "woke": find_waking(signals),
        "recurrence": signals.everywhere("recurrence"),
        "foreknowledge": signals.of("foreknowledge"),
        "lucid": signals.of("lucid"),
    }
    return {flag: Draft(bool(found[flag]), tuple(found[flag])) for flag in FLAGS}


def _threatened(signals: Signals) -> list[Signal]:
    """Return what threatens the dreamer: what is done to them, or a danger at large that frightens them."""
    direct = signals.of("threat_me", "chased")
    at_large = signals.of("disaster", "evil", "aggression", "accident")
    return direct or (at_large if at_large and signals.of("fear") else [])


@cache
def _waking_words() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:woke|wake|wakes|waking|waked|awoke|awake\w*|awaken\w*|wakened|went off|rang)\b(?: (?:me )?up)?"
    )


def find_waking(signals: Signals) -> list[Signal]:
    """Return the words that say the dreamer woke; they stand in the part of the report that follows the dream."""
    story = signals.story
    after = [f for f in story.frames if f.part == "after"]
    spans = story.search(_waking_words(), outside=True)
    tokens = story.text.tokens
    return [
        Signal("woke", first, last, outside=True)
        for first, last in spans
        if any(f.start <= tokens[first].start < f.end for f in after)
    ][:1]


def _changes(signals: Signals, cast: Cast) -> list[Signal]:
    tokens = {t.start: i for i, t in enumerate(signals.story.text.tokens)}
    changed = [c for c in cast.characters if c.becomes is not None and c.mentions]
    found = [tokens.get(c.mentions[0].start) for c in changed]
    return [Signal("metamorphosis", i, i + 1, outside=False) for i in found if i is not None]


def _known_die(signals: Signals, cast: Cast) -> list[Signal]:
    """Return where somebody known stands close before a word of death, in the same clause."""
    story = signals.story
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
            if story.lemmas[i] in _DEATH and (
                dead or story.lemmas[i] not in {"kill", "murder"} or _passive(story.words, i)
            ):
                found.append(Signal("known_dies", mention.first, i + 1, outside=False))
                break
    return found


def _passive(words: list[str], i: int) -> bool:
    return any(
        w in {"was", "were", "is", "are", "got", "been", "being", "get", "gets"} for w in words[max(0, i - 3) : i]
    )
