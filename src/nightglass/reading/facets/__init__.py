"""The nightmare-specific findings of the codebook: flags, choices and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.calibration import probability
from nightglass.reading.facets.ending import find_ending
from nightglass.reading.facets.feelings import find_emotion, find_kind, find_waking_affect
from nightglass.reading.facets.flags import find_flags
from nightglass.reading.facets.themes import THEMES, find_themes
from nightglass.reading.values import Facet, Theme

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.facets.draft import Draft
    from nightglass.reading.signals import Signals

__all__ = ["THEMES", "find_facets"]


def find_facets(signals: Signals, cast: Cast) -> dict[str, Facet]:
    """Return every facet of the codebook, in its order, with evidence and probability."""
    flags = find_flags(signals, cast)
    kind = find_kind(signals, flags)
    drafts: dict[str, Draft] = {
        "kind": kind,
        "themes": find_themes(signals, str(kind.value)),
        **flags,
        "ending": find_ending(signals, woke=bool(flags["woke"].value), kind=str(kind.value)),
        "waking_affect": find_waking_affect(signals),
        "emotion": find_emotion(signals, flags),
    }
    order = (
        "kind", "themes", "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened",
        "rescue", "ending", "woke", "waking_affect", "recurrence", "foreknowledge", "lucid", "emotion",
    )  # fmt: skip
    return {name: _facet(signals, name, drafts[name]) for name in order}


def _facet(signals: Signals, name: str, draft: Draft) -> Facet:
    if isinstance(draft.value, tuple):
        each = tuple(
            Theme(theme, probability(f"theme:{theme}"), signals.evidence(list(found)))
            for theme, found in draft.each.items()
        )
        evidence = tuple(dict.fromkeys(e for theme in each for e in theme.evidence))
        sure = min((t.probability for t in each), default=probability("theme:none"))
        return Facet(draft.value, sure, evidence, each)
    value = str(draft.value).lower()
    return Facet(draft.value, probability(f"{name}:{value}"), signals.evidence(list(draft.signals)))
