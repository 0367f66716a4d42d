"""What a finding can be is what the reader can find, and what the pages can say."""

from __future__ import annotations

import msgspec
import pytest

from nightglass.pictures.score import words
from nightglass.reading import BeatSaid, is_possible, read
from nightglass.reading.possible import CHOICES, FLAGS, SENSES, SIGNS, THEMES
from nightglass.web.shown.findings import CHOICES as SHOWN
from nightglass.web.shown.findings import FLAGS as SHOWN_FLAGS


def test_whatever_the_reader_finds_is_possible(invent) -> None:
    for text in invent(20, seed=5):
        reading = read(text)
        assert all(is_possible(f"facets.{name}", facet.value) for name, facet in reading.facets.items())
        assert is_possible("hvdc", [coding.item for coding in reading.hvdc])
        assert is_possible("characters", [f"{c.code} {c.name}" for c in reading.characters])
        assert is_possible("body", [f"{s.sign} {s.when}" for s in reading.body])
        for name in SENSES:
            assert is_possible(f"senses.{name}", getattr(reading.senses, name))
        for beat in reading.beats:
            said = BeatSaid(beat.text, round(beat.threat, 2), beat.agency, None, beat.senses)
            assert is_possible(f"beats.{beat.start}", msgspec.to_builtins(said))


def test_there_are_words_for_all_of_it() -> None:
    assert set(words.FLAGS) == set(SHOWN_FLAGS) == FLAGS
    assert set(words.THEMES) == THEMES
    assert set(words.KIND) == CHOICES["kind"]
    assert set(words.FEELING) == CHOICES["emotion"]
    assert set(words.ENDING) == CHOICES["ending"]
    assert set(words.WAKING) == CHOICES["waking_affect"]
    assert set(SHOWN) == set(CHOICES)
    assert set(words.SENSES) == set(SENSES)
    assert set(words.BODY) == set(SIGNS)


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("facets.immobile", "yes"), ("facets.immobile", 1), ("facets.kind", "dreadful"), ("facets.kind", None),
        ("facets.themes", "vermin"), ("facets.themes", ["ghosts"]), ("facets.themes", [["vermin"]]), ("facets.x", True),
        ("hvdc", "char:1MKA"), ("hvdc", [1]), ("hvdc", [""]), ("hvdc", ["x" * 201]), ("hvdc", {}), ("", []),
        ("facets.", True), ("facets.kind", ["none"]), ("facets.themes", {"vermin": 1}), ("senses.sound", "gone"),
        ("senses.time", "absent"), ("senses.sound", None), ("senses", "absent"), ("body", ["crying"]),
        ("body", "crying"),
        ("body", ["crying later"]), ("body", ["hunger dream"]), ("body", [["crying", "dream"]]),
        ("characters", ["1MKA"]),
        ("characters", ["1MKQ my aunt"]), ("characters", ["1FKA "]), ("characters", [f"1FKA {'x' * 201}"]),
        ("characters", [7]), ("characters", ["D me"]), ("characters", "1FKA my aunt"), ("beats.x", {"words": "I ran."}),
        ("beats.1", "free"), ("beats.1", {"agency": "free"}), ("beats.1", {"words": " ", "agency": "free"}),
        ("beats.1", {"words": "I ran.", "agency": "tied"}), ("beats.1", {"words": "I ran.", "threat": 1.5}),
        ("beats.1", {"words": "I ran.", "threat": True}), ("beats.1", {"words": "I ran.", "feeling": "dread"}),
        ("beats.1", {"words": "I ran.", "senses": {"sound": "gone"}}), ("beats.1", {"words": "I ran.", "cast": []}),
        ("beats.²", {"words": "I ran."}), ("beats.1234567", {"words": "I ran."}), ("beats", {"words": "I ran."}),
    ],
)  # fmt: skip
def test_what_no_reader_finds_is_not(finding: str, value: object) -> None:
    assert not is_possible(finding, value)
