"""What a nightmare or bad dream is about: the themes of Robert & Zadra (2014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.facets.draft import Draft

if TYPE_CHECKING:
    from nightglass.reading.signals import Signals

__all__ = ["THEMES", "find_themes"]

THEMES = (
    "physical_aggression", "interpersonal_conflict", "failure_helplessness", "health_death", "apprehension_worry",
    "being_chased", "evil_presence", "accident", "disaster", "vermin", "environmental_abnormality", "other",
)  # fmt: skip

# theme: the signals it rests on, and how many it needs
_RESTS_ON = {
    "physical_aggression": (("aggression",), 2),
    "interpersonal_conflict": (("quarrel", "anger"), 3),
    "failure_helplessness": (("failure", "immobile", "muted"), 2),
    "health_death": (("health_death", "known_dies"), 3),
    "apprehension_worry": (("worry",), 2),
    "being_chased": (("chased",), 1),
    "evil_presence": (("evil",), 1),
    "accident": (("accident",), 1),
    "disaster": (("disaster",), 2),
    "vermin": (("vermin",), 2),
    "environmental_abnormality": (("eerie",), 2),
}


def find_themes(signals: Signals, kind: str) -> Draft:
    """Return the themes of a dream of this kind; none where the dream is not dysphoric."""
    if kind == "none":
        return Draft(())
    found = {theme: tuple(signals.of(*rests)) for theme, (rests, _) in _RESTS_ON.items()}
    each = {theme: found[theme] for theme, (_, least) in _RESTS_ON.items() if len(found[theme]) >= least}
    if not each and found["interpersonal_conflict"]:  # where nothing else is told, a quarrel needs few words
        each["interpersonal_conflict"] = found["interpersonal_conflict"]
    each = each or {"other": ()}
    return Draft(tuple(each), each=each)
