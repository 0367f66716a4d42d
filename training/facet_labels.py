"""Turn the facets of a report into the same kind of yes/no labels, with masks."""

from __future__ import annotations

from typing import Any

__all__ = ["FACETS", "facet_labels"]

FLAGS = (
    "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
    "recurrence", "foreknowledge", "lucid",
)  # fmt: skip
THEMES = (
    "physical_aggression", "interpersonal_conflict", "failure_helplessness", "health_death", "apprehension_worry",
    "being_chased", "evil_presence", "accident", "disaster", "vermin", "environmental_abnormality", "other",
)  # fmt: skip
CHOICES = {
    "kind": ("none", "bad", "nightmare"),
    "ending": ("bad", "unresolved", "mixed", "good", "neutral"),
    "waking_affect": ("none", "fear", "sadness", "anger", "disgust", "relief", "confusion", "other"),
    "emotion": (
        "fear", "sadness", "anger", "disgust", "confusion", "guilt_shame", "frustration", "joy", "neutral",
    ),
}  # fmt: skip
FACETS = (
    *FLAGS,
    *(f"theme:{t}" for t in THEMES),
    *(f"{key}={value}" for key, values in CHOICES.items() for value in values),
)
"""One label for each flag and theme, and one for each value of the others."""


def facet_labels(facets: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Return the labels and mask, one value (0 or 1) each, in the order of ``FACETS``.

    Parameters
    ----------
    facets
        As coded by the codebook; None, or a theme among ``themes_disputed``, where the coders differed: masked.
    """
    disputed = facets.get("themes_disputed") or []
    labels = [int(bool(facets[key])) for key in FLAGS] + [int(t in facets["themes"]) for t in THEMES]
    mask = [int(facets[key] is not None) for key in FLAGS] + [int(t not in disputed) for t in THEMES]
    for key, values in CHOICES.items():
        labels += [int(facets[key] == value) for value in values]
        mask += [int(facets[key] is not None)] * len(values)
    return labels, mask
