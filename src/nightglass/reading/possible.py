"""What a finding can be, by the codebook of facets; anything else was written by somebody who does not know it."""

from __future__ import annotations

__all__ = ["CHOICES", "FLAGS", "THEMES", "is_possible"]

FLAGS = frozenset(
    {
        "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
        "recurrence", "foreknowledge", "lucid",
    }
)  # fmt: skip
CHOICES = {
    "kind": frozenset({"none", "bad", "nightmare"}),
    "emotion": frozenset(
        {"fear", "sadness", "anger", "disgust", "confusion", "guilt_shame", "frustration", "joy", "neutral"}
    ),
    "ending": frozenset({"bad", "unresolved", "mixed", "good", "neutral"}),
    "waking_affect": frozenset({"none", "fear", "sadness", "anger", "disgust", "relief", "confusion", "other"}),
}
THEMES = frozenset(
    {
        "physical_aggression", "interpersonal_conflict", "failure_helplessness", "health_death", "apprehension_worry",
        "being_chased", "evil_presence", "accident", "disaster", "vermin", "environmental_abnormality", "other",
    }
)  # fmt: skip

_LONGEST, _MOST = 200, 1000  # signs of a code, and codes of a report


def is_possible(finding: str, value: object) -> bool:
    """Tell whether a finding (``facets.immobile``, ``hvdc``) can have a value."""
    listed = list(value) if isinstance(value, list | tuple) else None
    if finding == "hvdc":
        return listed is not None and len(listed) <= _MOST and all(_is_short(code) for code in listed)
    name = finding.removeprefix("facets.")
    if name == finding:
        return False
    if name == "themes":
        return listed is not None and all(isinstance(theme, str) and theme in THEMES for theme in listed)
    if name in FLAGS:
        return isinstance(value, bool)
    return isinstance(value, str) and value in CHOICES.get(name, ())


def _is_short(code: object) -> bool:
    return isinstance(code, str) and 0 < len(code) <= _LONGEST
