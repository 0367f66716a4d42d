"""Core, drift and hot spot of an invented recurrence."""

from __future__ import annotations

import msgspec
import pytest

from invented_dreams import FERRY, KILN
from nightglass.reading import read
from nightglass.recurrence import Portrait, Telling, make_telling, portray
from nightglass.recurrence.aligning import columns, matches


@pytest.fixture(scope="module")
def portrait(told: dict[str, Telling]) -> Portrait:
    own = [told[f"ferry{k}"] for k in range(3)]
    return portray(own, FERRY, ["2026-01-10", "2026-02-10", None], [read(t) for t in FERRY])


def test_beats_lead_back_to_the_words(portrait: Portrait) -> None:
    assert len(portrait.beats) >= 3
    for beat in portrait.beats:
        assert beat.times >= 2
        assert len(beat.told) == 3
        assert 0 <= beat.threat <= 1
        assert 0 <= beat.grief <= 1
    shared = {(k, s.start) for b in portrait.beats for k, steps in enumerate(b.told) for s in steps}
    alone = {(k, s.start) for k, steps in enumerate(portrait.alone) for s in steps}
    assert not shared & alone


def test_what_belongs_together_is_in_one_column(portrait: Portrait) -> None:
    faces = [b for b in portrait.beats if any("face" in FERRY[1][s.start : s.end] for s in b.told[1])]
    assert len(faces) == 1
    (face,) = faces
    assert any("smooth" in FERRY[0][s.start : s.end] for s in face.told[0]) or any(
        "skin" in FERRY[2][s.start : s.end] for s in face.told[2]
    )


def test_the_hot_spot_is_a_beat_and_the_one_before_it(portrait: Portrait) -> None:
    assert portrait.hot_spot is not None
    hot = portrait.beats[portrait.hot_spot.beat]
    often = [b for b in portrait.beats if 2 * b.times >= 3]
    assert max(hot.threat, hot.grief) == max(max(b.threat, b.grief) for b in often)
    assert portrait.hot_spot.before in {None, portrait.hot_spot.beat - 1}
    assert 2 <= portrait.hot_spot.hard <= hot.times


def test_what_few_tell_or_one_alone_found_hard_is_no_hot_spot() -> None:
    """A step of relief told in two of eight nights, beside a hard one, is not the hardest of the dream."""
    mild = "A man sat by the well and hummed. He put out the lamp. I walked home."
    hard = "A man sat by the well and hummed. He stabbed me with a knife and I could not move. I walked home."
    for texts, found in (([mild] * 3 + [hard], False), ([mild] * 6 + [hard] * 2, False), ([mild, hard, hard], True)):
        own = [make_telling(str(k), t) for k, t in enumerate(texts)]
        portrait = portray(own, texts, [None] * len(texts), [read(t) for t in texts])
        assert (portrait.hot_spot is not None) == found, texts


def test_a_beat_has_the_words_of_the_telling_with_most_threat() -> None:
    texts = [
        "A dog stood at the gate. I ran down the lane and was safe.",
        "A dog stood at the gate. I ran down the lane and was safe again.",
        "A dog stood at the gate. I ran down the lane and he attacked me and tore my throat.",
    ]
    own = [make_telling(str(k), t) for k, t in enumerate(texts)]
    portrait = portray(own, texts, [None] * 3, [read(t) for t in texts])
    ran = next(b for b in portrait.beats if "lane" in b.label)
    assert "he attacked" in ran.label


def test_drift_names_what_comes_later(told: dict[str, Telling]) -> None:
    later = [*KILN, KILN[0] + " A white dog watches from the wall.", KILN[1] + " the pale dog on the wall looks on."]
    own = [make_telling(str(k), t) for k, t in enumerate(later)]
    portrait = portray(own, later, [None] * 4, [None] * 4)
    comes = [d for d in portrait.drift if d.kind == "beat_comes" and "dog" in d.words]
    assert [d.occurrence for d in comes] == [2]
    assert comes[0].words.startswith("first told: “")
    assert portrait.hot_spot is None


def test_drift_names_the_telling_in_which_a_beat_was_told_last() -> None:
    dog = " A white dog watches from the wall."
    texts = [KILN[0] + dog, KILN[1], KILN[0] + dog, KILN[1], KILN[0]]
    own = [make_telling(str(k), t) for k, t in enumerate(texts)]
    goes = [d for d in portray(own, texts, [None] * 5, [None] * 5).drift if d.kind == "beat_goes" and "dog" in d.words]
    assert [(d.occurrence, d.words) for d in goes] == [(2, "last told: “A white dog watches from the wall”")]


def test_drift_names_how_findings_change() -> None:
    texts = [
        "A man chased me over the dam. My legs would not move at all. He killed my brother. I woke up crying.",
        "A man chased me over the dam. I turned round and he laughed and gave me his hat. I felt happy and safe.",
    ]
    own = [make_telling(str(k), t) for k, t in enumerate(texts)]
    portrait = portray(own, texts, [None, None], [read(t) for t in texts])
    assert {d.occurrence for d in portrait.drift if not d.kind.startswith("beat")} == {1}
    assert "ends: badly, now well" in {d.words for d in portrait.drift}


def test_the_kind_of_a_dream_is_no_change_of_the_dream() -> None:
    texts = ["I was on the dam and it broke."] * 2
    own = [make_telling(str(k), t) for k, t in enumerate(texts)]
    readings = [read(t) for t in texts]
    certain = [
        msgspec.structs.replace(
            reading,
            facets=reading.facets
            | {"kind": msgspec.structs.replace(reading.facets["kind"], value=value, probability=1.0)},
        )
        for reading, value in zip(readings, ("nightmare", "bad"), strict=True)
    ]
    assert portray(own, texts, [None, None], certain).drift == ()


def test_matches_follow_the_sense(told: dict[str, Telling]) -> None:
    found = matches(told["kiln0"], told["kiln1"])
    texts = [KILN[1][a:b] for a, b in told["kiln1"].steps]
    assert "chest" in texts[found[0]]
    assert columns([told["kiln0"]]) == []
