"""The facets that are true or false: each rests on the signals of its own kind, and a few on the cast."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

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

_NEED = ("threat_other", "known_dies", "health_death", "disaster", "accident")
"""Plain help is a rescue only where one of these has happened."""


def find_flags(signals: Signals, cast: Cast) -> dict[str, Draft]:
    """Return a draft for each facet of `FLAGS`."""
    found = {
        "immobile": signals.of("immobile"),
        "muted": signals.of("muted"),
        "metamorphosis": signals.of("metamorphosis") or _changes(signals, cast),
        "known_dies": signals.of("known_dies"),
        "dreamer_threatened": _threatened(signals),
        "other_threatened": signals.of("threat_other"),
        "rescue": _rescues(signals),
        "woke": find_waking(signals),
        "recurrence": signals.everywhere("recurrence"),
        "foreknowledge": signals.of("foreknowledge"),
        "lucid": signals.of("lucid"),
    }
    return {flag: Draft(bool(found[flag]), tuple(found[flag])) for flag in FLAGS}


def _rescues(signals: Signals) -> list[Signal]:
    """Return where the dreamer saves or protects; plain help is a rescue only where somebody is in need of it."""
    return signals.of("rescue", "help") if signals.of(*_NEED) else signals.of("rescue")


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
