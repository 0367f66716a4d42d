"""The verbs and phrases of each class of act."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import compile_pattern, forms

if TYPE_CHECKING:
    import re

__all__ = ["needs_object", "phrases", "verbs"]

_LOOSE = frozenset(
    "fight argue scream yell shout laugh smile hug kiss marry hold leave break follow love care give bring buy join "
    "date visit wave demand complain swear hit strike tear".split()
)


_OTHER_WORDS = frozenset(
    [
        "bit",
        "left",
        "leaving",
        "struck",
        "hitting",
        "supported",
        "support",
        "loves",
        "presents",
        "like",
        "likes",
        "present",
    ]
)
"""Forms that are mostly other words: a bit, the left."""


@cache
def verbs() -> dict[str, str]:
    """Return for each form of a verb its class: ``chased`` gives ``agg6``."""
    table: dict[str, str] = {}
    for kind, lines in sections("acts.txt").items():
        for line in lines:
            for verb in line.split():
                for form in forms(verb):
                    table.setdefault(form, kind)
    return {form: kind for form, kind in table.items() if form not in _OTHER_WORDS}


def needs_object(kind: str, form: str) -> bool:
    """Tell whether a form counts only where it has somebody for its object, because it means other things too."""
    return (kind not in {"agg8", "agg7"} and not kind.startswith("sex")) or form in _LOOSE


@cache
def phrases() -> dict[str, re.Pattern[str]]:
    """Return patterns for what is said in more than a verb."""
    return {kind: compile_pattern("|".join(lines)) for kind, lines in sections("act_phrases.txt").items()}
