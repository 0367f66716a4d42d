"""Somebody known who dies: told by a phrase, or by who stands before a word of death."""

from __future__ import annotations

import pytest

from nightglass.reading.characters import find_cast
from nightglass.reading.deaths import with_deaths
from nightglass.reading.signals import find_signals
from nightglass.reading.story import listen


def dies(report: str) -> bool:
    story = listen(report)
    return bool(with_deaths(find_signals(story), find_cast(story)).of("known_dies"))


@pytest.mark.parametrize(
    "report",
    ["My mother died.", "Margaret drowned in the lake.", "We stood there and Kevin was killed.", "my dog is dead"],
)
def test_somebody_known_dies(report: str) -> None:
    assert dies(report)


@pytest.mark.parametrize(
    "report",
    ["A soldier was killed.", "Margaret killed a spider.", "My mother laughed. A stranger died.", "I was afraid."],
)
def test_nobody_known_dies(report: str) -> None:
    assert not dies(report)
