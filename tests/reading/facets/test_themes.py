"""Themes of nightmares and bad dreams: each where it is, and not where another is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.values import Facet

from nightglass.reading.facets import THEMES

ABOUT = {
    "physical_aggression": [
        "It was a nightmare. A man attacked me and stabbed me with a knife.",
        "I was terrified. The soldiers were shooting at us and beat my brother.",
    ],
    "interpersonal_conflict": [
        "It was a bad dream. My husband yelled at me, accused me of cheating and left me.",
        "I was very upset. My mother and I argued and she insulted me, and my sister made fun of me. I cried.",
    ],
    "failure_helplessness": [
        "It was a nightmare. I was late for the exam and could not find the room, and I failed.",
        "I was terrified. I tried to run but my legs would not move and I could not stop it.",
    ],
    "health_death": [
        "It was a nightmare. My mother was dying of cancer in the hospital and I cried.",
        "I was terrified. I was bleeding, and the doctor said the wound was infected and I would die.",
    ],
    "apprehension_worry": [
        "It was a bad dream. I was worried that my son would not come home and so anxious that I could not sit still.",
        "I felt uneasy in the house. I was nervous, afraid that somebody was upstairs. It was a nightmare.",
    ],
    "being_chased": [
        "It was a nightmare. A man was chasing me.",
        "I was terrified. Wolves hunted us through the woods and I ran away from them.",
    ],
    "evil_presence": [
        "It was a nightmare. A demon stood at the foot of my bed.",
        "I was terrified. There was an evil presence in the room, a black figure without a face.",
    ],
    "accident": [
        "It was a nightmare. Our car crashed into a tree.",
        "I was terrified. The brakes failed and I skidded off the road.",
    ],
    "disaster": [
        "It was a nightmare. A huge wave, a tsunami, flooded the town.",
        "I was terrified. There was an earthquake and the buildings were on fire.",
    ],
    "vermin": [
        "It was a nightmare. There were spiders and cockroaches all over my bed.",
        "I was terrified. Snakes and more snakes crawled over my legs.",
    ],
    "environmental_abnormality": [
        "It was a nightmare. The house was eerie, the corridor was endless and the rooms were distorted.",
        "I was terrified. It was pitch black and the maze had no way out.",
    ],
}
NOT_ABOUT = {
    "physical_aggression": [
        "It was a nightmare. The water rose and rose and I was terrified.",
        "I was terrified. I could not find my child in the crowd.",
    ],
    "interpersonal_conflict": [
        "It was a nightmare. The house was flooded and I was terrified.",
        "I was terrified. A snake bit me.",
    ],
    "failure_helplessness": [
        "It was a nightmare. A wolf attacked me and I killed it.",
        "I was so sad. My grandmother died.",
    ],
    "health_death": [
        "It was a nightmare. A man was chasing me and I was terrified.",
        "It was a bad dream. My boss shouted at me and I was so ashamed.",
    ],
    "apprehension_worry": [
        "It was a nightmare. A man stabbed me.",
        "It was a nightmare. My grandmother was dead.",
    ],
    "being_chased": [
        "It was a nightmare. A man stabbed me.",
        "It was a nightmare. My house burned down.",
    ],
    "evil_presence": [
        "It was a nightmare. A man stabbed me.",
        "It was a nightmare. A dog bit me. In high spirits I left.",
    ],
    "accident": [
        "It was a nightmare. A man stabbed me.",
        "I met him by accident. It was a nightmare, he chased me.",
    ],
    "disaster": [
        "It was a nightmare. A man stabbed me.",
        "It was a nightmare. We sat by the fire and then he hit me.",
    ],
    "vermin": [
        "It was a nightmare. A dog bit me.",
        "It was a nightmare. A man stabbed me.",
    ],
    "environmental_abnormality": [
        "It was a nightmare. A man stabbed me.",
        "It was a nightmare. My mother died in hospital.",
    ],
}


def of(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(theme, report) for theme, reports in cases.items() for report in reports]


@pytest.mark.parametrize(("theme", "report"), of(ABOUT))
def test_about(theme, report, facets_of: Callable[[str], dict[str, Facet]]):
    facet = facets_of(report)["themes"]
    assert theme in facet.value
    assert next(t for t in facet.each if t.theme == theme).evidence


@pytest.mark.parametrize(("theme", "report"), of(NOT_ABOUT))
def test_not_about(theme, report, facets_of: Callable[[str], dict[str, Facet]]):
    assert theme not in facets_of(report)["themes"].value


def test_a_harmless_dream_has_no_theme(facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of("We watched a film about a murder and ate popcorn.")["themes"].value == ()


def test_a_nightmare_about_none_of_them_is_about_something_other(facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of("It was a nightmare. The clown only smiled and smiled.")["themes"].value == ("other",)


def test_every_theme_but_other_was_tried():
    assert set(ABOUT) == set(NOT_ABOUT) == set(THEMES) - {"other"}
