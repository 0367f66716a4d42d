"""How a dream ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.values import Facet


ENDING = {
    "good": [
        "A man was chasing me. I was terrified. Then he fell away and I was safe at last. I was so happy and relieved.",
        "There was a storm and we were afraid. In the end the sun came out and all were saved. We laughed and hugged.",
    ],
    "unresolved": [
        "A man with a knife was chasing me and I ran and ran. He came closer. Then I woke up.",
        "I was late for the exam and could not find the room, and I kept looking, and I was so worried.",
    ],
    "bad": [
        "A man was chasing me through the house. He caught me and stabbed me and I died. I was terrified and in agony.",
        "The monster attacked us and we were screaming. It killed my sister in front of me and I cried.",
    ],
    "neutral": [
        "I was in a shop and bought a red hat. Then I went home.",
        "We walked along the river and looked at the boats.",
    ],
}


def of(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, report) for value, reports in cases.items() for report in reports]


@pytest.mark.parametrize(("value", "report"), of(ENDING))
def test_ending(value, report, facets_of: Callable[[str], dict[str, Facet]]):
    assert facets_of(report)["ending"].value == value
