"""How old somebody is said to be, whom the dreamer knows, and groups that are told in several words."""

from __future__ import annotations

import pytest

from nightglass.reading.characters import find_cast
from nightglass.reading.story import listen


def codes(report: str) -> list[str]:
    return [c.code for c in find_cast(listen(report)).characters]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("My brother (12) came in.", ["1MBC"]),
        ("My brother (15) came in.", ["1MBT"]),
        ("A friend (f, 20) came in.", ["1FKA"]),
        ("A girl about six years old cried.", ["1FSC"]),
        ("A 6-year-old girl cried.", ["1FSC"]),
        ("A boy of fifteen years stood there.", ["1MST"]),
        ("A teenage girl laughed.", ["1FST"]),
        ("A baby boy slept.", ["1MSB"]),
        ("I saw a girl I know.", ["1FKA"]),
        ("I saw a woman from work.", ["1FKA"]),
        ("A female teacher spoke to me.", ["1FOA"]),
        ("A male teacher spoke to me.", ["1MOA"]),
        ("The policewoman waved.", ["1FOA"]),
        ("An anchorman spoke.", ["1MOA"]),
    ],
)
def test_what_stands_beside_somebody(report: str, expected: list[str]) -> None:
    assert codes(report) == expected


@pytest.mark.parametrize(
    "report",
    ["A group of men stood there.", "One of the men spoke.", "Each of the women spoke.", "My group of friends came."],
)
def test_a_group_in_several_words_is_one_character(report: str) -> None:
    assert len(codes(report)) == 1


@pytest.mark.parametrize(
    "report", ["I had a date.", "I speak German.", "It was the face of the moon.", "I looked at the clock's face."]
)
def test_words_that_are_nobody_here(report: str) -> None:
    assert codes(report) == []
