"""How dysphoric a dream is, its main emotion, and what was felt on waking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.values import Facet


KIND = {
    "nightmare": [
        "It was a terrible nightmare. A man with an axe was chasing me through the woods.",
        "A thing with no eyes was killing my family and I could not move. I woke up screaming and terrified.",
        "I was buried alive. I could not breathe. I screamed and knew that I would die. I was terrified.",
    ],
    "bad": [
        "I had a big fight with my sister and she said that she hated me, and I cried and felt so guilty.",
        "I had lost my little boy in a crowd and I was so worried. I called and could not find him. I was upset.",
    ],
    "none": [
        "I was in a shop and bought a red hat. The woman was friendly.",
        "I flew over the town and it was beautiful.",
        "I missed the bus so I walked to work and had a coffee on the way.",
        "We watched a film about a murder and ate popcorn.",
    ],
}
EMOTION = {
    "fear": [
        "I was so afraid of the man.",
        "Something was chasing me and I was terrified.",
    ],
    "sadness": [
        "I was so sad, I wept for my dog.",
        "My grandmother was dead and I cried and cried.",
    ],
    "anger": [
        "I was furious with him and shouted at him.",
        "i was so angry at my boss that i threw the cup",
    ],
    "disgust": [
        "There were worms in the food and I was disgusted.",
        "It was revolting, slimy and vile, and I felt sick.",
    ],
    "guilt_shame": [
        "I stood naked in front of the class and was so ashamed.",
        "I had broken her vase and felt terribly guilty.",
    ],
    "frustration": [
        "I kept dialling the wrong number and was so frustrated.",
        "The printer jammed again and again, I was getting more and more frustrated.",
    ],
    "joy": [
        "I was so happy to fly over the sea.",
        "We danced and laughed, it was wonderful.",
    ],
    "confusion": [
        "I was puzzled. I could not understand why the rooms had changed places. I was so confused.",
        "I was bewildered by the signs and confused about where I was.",
    ],
    "neutral": [
        "I was in a shop and bought a hat.",
        "We drove to town and parked.",
    ],
}
WAKING_AFFECT = {
    "fear": [
        "I fell. I woke up terrified.",
        "He grabbed my arm. I woke up, my heart pounding, and I was scared to go back to sleep.",
    ],
    "sadness": [
        "She left. I woke up crying.",
        "I woke feeling so sad.",
    ],
    "anger": [
        "We argued all night. I woke up angry at him.",
        "I woke up furious.",
    ],
    "relief": [
        "I was falling. I woke up and was so relieved.",
        "I woke up, glad that it was only a dream.",
    ],
    "disgust": [
        "There were worms in my mouth. I woke up disgusted.",
        "I ate the thing. I woke up feeling sick with disgust.",
    ],
    "confusion": [
        "I woke up confused about where I was.",
        "The house was gone. I woke up and was puzzled.",
    ],
    "none": [
        "I was terrified. Then I woke up.",
        "I woke up and made coffee.",
        "My sister cried. I woke up.",
        "I was angry with my boss and he laughed.",
    ],
}


def of(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, report) for value, reports in cases.items() for report in reports]


@pytest.mark.parametrize(("value", "report"), of(KIND))
def test_kind(value, report, facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of(report)["kind"].value == value


@pytest.mark.parametrize(("value", "report"), of(EMOTION))
def test_emotion(value, report, facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of(report)["emotion"].value == value


@pytest.mark.parametrize(("value", "report"), of(WAKING_AFFECT))
def test_waking_affect(value, report, facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of(report)["waking_affect"].value == value
