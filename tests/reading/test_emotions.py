"""Emotions: said or shown, denied, and whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.characters import find_cast
from nightglass.reading.emotions import find_emotions
from nightglass.reading.story import listen


def emotions(report: str) -> list[str]:
    story = listen(report)
    return [item for item, _ in find_emotions(story, find_cast(story))]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("I was terrified.", ["emot:AP,D"]),
        ("i felt so sad i wanted to hide", ["emot:SD,D"]),
        ("I was furious with everybody.", ["emot:AN,D"]),
        ("I was surprised to find the door open.", ["emot:CO,D"]),
        ("I was happy at last.", ["emot:HA,D"]),
        ("I felt embarrassed.", ["emot:AP,D"]),
        ("Tears ran down my face.", ["emot:SD,D"]),
        ("My mother was furious.", ["emot:AN,1FMA"]),
        ("I was not afraid.", []),
        ("I was never happy there.", []),
        ("If I were afraid I would run.", []),
        ("It was a happy birthday card.", []),
        ("The door was green.", []),
    ],
)
def test_emotions(report: str, expected: list[str]) -> None:
    assert emotions(report) == expected


def test_an_emotion_is_coded_once_for_each_who_feels_it() -> None:
    assert emotions("I was scared. I was so scared. My brother was scared.") == ["emot:AP,D", "emot:AP,1MBA"]


def test_a_remark_after_the_dream_is_not_read() -> None:
    assert emotions("I walked home. This dream was frightening to think about.") == []


@given(data=st.data())
def test_evidence_is_what_was_written(data: st.DataObject, night: st.SearchStrategy[str]) -> None:
    report = data.draw(night)
    story = listen(report)
    for item, evidence in find_emotions(story, find_cast(story)):
        assert item[:5] == "emot:"
        assert item[5:7] in {"AN", "AP", "SD", "CO", "HA"}
        assert evidence
        assert all(report[e.start : e.end] == e.text for e in evidence)
