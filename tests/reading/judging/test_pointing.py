"""The words of a finding: short, whole, and not the same twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nightglass.reading.characters import find_cast
from nightglass.reading.judging.pointing import Pointer
from nightglass.reading.model import look
from nightglass.reading.story import listen

if TYPE_CHECKING:
    from nightglass.reading.values import Evidence

REPORT = (
    "We were at the harbour. A soldier hit my uncle with a rope, and afterwards my cousin kicked the soldier. "
    "A long time later, when the boats had come in and the nets were hung up and everybody had gone to eat and drink "
    "and the lights were out along the quay, somebody screamed. I was very happy."
)


def _pointer() -> Pointer:
    story = listen(REPORT)
    return Pointer(story, find_cast(story), look(story))


def test_words_of_joy() -> None:
    place = _pointer().place("emot:HA", [])
    assert place is not None
    assert place[1].text == "I was very happy"


def test_other_words_once_some_are_taken() -> None:
    pointer = _pointer()
    taken: list[Evidence] = []
    while (place := pointer.place("agg", taken)) is not None:
        taken.append(place[1])
        assert len(place[1].text.split()) <= 14
    assert 1 < len(taken) <= 40
    assert all(a.end <= b.start for a, b in pairwise(sorted(taken, key=lambda e: e.start)))


def test_those_near_the_words_come_first() -> None:
    pointer = _pointer()
    story = listen(REPORT)
    token = next(i for i, w in enumerate(story.words) if w == "kicked")
    near = pointer.others(token)
    assert near[0][2] == "R"
    assert len(near) == len(set(near))
