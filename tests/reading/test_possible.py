"""What a finding can be is what the reader can find, and what the pages can say."""

from __future__ import annotations

import pytest

from nightglass.pictures.score import words
from nightglass.reading import is_possible, read
from nightglass.reading.possible import CHOICES, FLAGS, THEMES
from nightglass.web.shown.findings import CHOICES as SHOWN
from nightglass.web.shown.findings import FLAGS as SHOWN_FLAGS


def test_whatever_the_reader_finds_is_possible(invent) -> None:
    for text in invent(20, seed=5):
        reading = read(text)
        assert all(is_possible(f"facets.{name}", facet.value) for name, facet in reading.facets.items())
        assert is_possible("hvdc", [coding.item for coding in reading.hvdc])


def test_there_are_words_for_all_of_it() -> None:
    assert set(words.FLAGS) == set(SHOWN_FLAGS) == FLAGS
    assert set(words.THEMES) == THEMES
    assert set(words.KIND) == CHOICES["kind"]
    assert set(words.FEELING) == CHOICES["emotion"]
    assert set(words.ENDING) == CHOICES["ending"]
    assert set(words.WAKING) == CHOICES["waking_affect"]
    assert set(SHOWN) == set(CHOICES)


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("facets.immobile", "yes"), ("facets.immobile", 1), ("facets.kind", "dreadful"), ("facets.kind", None),
        ("facets.themes", "vermin"), ("facets.themes", ["ghosts"]), ("facets.themes", [["vermin"]]), ("facets.x", True),
        ("hvdc", "char:1MKA"), ("hvdc", [1]), ("hvdc", [""]), ("hvdc", ["x" * 201]), ("hvdc", {}), ("", []),
        ("facets.", True), ("characters", []), ("facets.kind", ["none"]), ("facets.themes", {"vermin": 1}),
    ],
)  # fmt: skip
def test_what_no_reader_finds_is_not(finding: str, value: object) -> None:
    assert not is_possible(finding, value)
