"""Who does what to whom."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.acts import find_acts
from nightglass.reading.characters import find_cast
from nightglass.reading.story import listen

PARTY = r"(?:D|Q|[1-8][A-Z]{3})"
ITEM = re.compile(
    rf"(?:agg:{PARTY}(?:\+{PARTY})*,[1-8]|fri:{PARTY}(?:\+{PARTY})*,[1-7]|sex:{PARTY}(?:\+{PARTY})*,[1-5])[>=*],"
)


def acts(report: str) -> list[str]:
    story = listen(report)
    return [item for item, _ in find_acts(story, find_cast(story))]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("A man chased me.", "agg:1MSA,6>,D"),
        ("I stabbed the man.", "agg:D,7>,1MSA"),
        ("I was chased by a dog.", "agg:1ANI,6>,D"),
        ("My brother was killed.", "agg:Q,8>,1MBA"),
        ("My father ignored me.", "agg:1MFA,3>,D"),
        ("The teacher accused me.", "agg:1IOA,4>,D"),
        ("A woman helped me.", "fri:1FSA,4>,D"),
        ("I gave my sister a coat.", "fri:D,3>,1FTA"),
        ("My mother hugged me.", "fri:1FMA,6>,D"),
        ("My friend invited me.", "fri:1IKA,5>,D"),
        ("My boyfriend kissed me.", "sex:1MKA,3>,D"),
    ],
)
def test_acts(report: str, expected: str) -> None:
    assert expected in acts(report)


@pytest.mark.parametrize(
    "report",
    ["He did not hit me.", "I would kill for a coffee.", "If he chased me I would run.", "It hurt a bit.", "I helped."],
)
def test_what_is_no_act(report: str) -> None:
    assert acts(report) == []


def test_in_one_sentence_the_worst_form_stands_for_the_act() -> None:
    assert acts("A man chased me and stabbed me.") == ["agg:1MSA,7>,D"]


def test_mutual() -> None:
    assert acts("I was with Carol. We kissed each other.") == ["sex:D,3=,1FKA"]


@given(data=st.data())
def test_any_text_gives_valid_items(data: st.DataObject, night: st.SearchStrategy[str]) -> None:
    report = data.draw(night)
    story = listen(report)
    for item, evidence in find_acts(story, find_cast(story)):
        assert ITEM.match(item), item
        assert all(report[e.start : e.end] == e.text for e in evidence)
