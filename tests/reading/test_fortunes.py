"""What befalls people, and how their efforts end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.characters import find_cast
from nightglass.reading.fortunes import find_fortunes
from nightglass.reading.story import listen


def fortunes(report: str) -> list[str]:
    story = listen(report)
    return [item for item, _ in find_fortunes(story, find_cast(story))]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("My aunt died.", "mf:6,1FRA"),
        ("My sister was very ill.", "mf:5,1FTA"),
        ("I lost my keys.", "mf:4,D"),
        ("There was an earthquake.", "mf:3,D"),
        ("I fell into the river.", "mf:2,D"),
        ("I could not find the door.", "mf:1,D"),
        ("I found some money.", "gf:,D"),
        ("I finally reached the top.", "succ:,D"),
        ("I tried to open it but could not.", "fail:,D"),
    ],
)
def test_fortunes(report: str, expected: str) -> None:
    assert expected in fortunes(report)


@pytest.mark.parametrize("report", ["Nobody was there.", "She was not ill.", "I painted the wall.", "I ate an apple."])
def test_what_is_no_misfortune(report: str) -> None:
    assert [item for item in fortunes(report) if item.startswith("mf")] == []


@given(data=st.data())
def test_evidence_is_what_was_written(data: st.DataObject, night: st.SearchStrategy[str]) -> None:
    report = data.draw(night)
    story = listen(report)
    for item, evidence in find_fortunes(story, find_cast(story)):
        assert item.split(":")[0] in {"mf", "gf", "succ", "fail"}
        assert item.count(",") == 1
        assert all(report[e.start : e.end] == e.text for e in evidence)
