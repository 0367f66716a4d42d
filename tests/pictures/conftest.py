"""Readings made by hand, so that the pictures can be tested whatever the reader finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from nightglass.reading import Beat, BodySign, Character, Evidence, Facet, Reading, Senses, Theme, TurningPoint

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = (
    "I am in the glasshouse at my aunt's and the panes are humming. A gardener with a lamp nods to me. "
    "Then the humming stops and I cannot hear a thing. I want to go to the door but my feet are sunk into the floor. "
    "The gardener turns into my sister. She opens her mouth and nothing comes. The glass comes down on her. "
    "Now I can walk again but it is dark. I woke up crying, my heart racing."
)
"""An invented nightmare."""

_STEPS = (
    "I am in the glasshouse at my aunt's and the panes are humming.",
    "A gardener with a lamp nods to me.",
    "Then the humming stops and I cannot hear a thing.",
    "I want to go to the door but my feet are sunk into the floor.",
    "The gardener turns into my sister.",
    "She opens her mouth and nothing comes.",
    "The glass comes down on her.",
    "Now I can walk again but it is dark.",
)


def words_of(source: str, text: str) -> Evidence:
    """Return the first place in ``source`` where ``text`` stands."""
    start = source.index(text)
    return Evidence(start, start + len(text), text)


def facet(value: Any, probability: float = 0.9, *evidence: Evidence) -> Facet:
    return Facet(value, probability, evidence)


def facets_of(**changed: Facet) -> dict[str, Facet]:
    """Return every facet of the codebook, false or neutral unless it is changed."""
    flags = "immobile muted metamorphosis known_dies dreamer_threatened other_threatened rescue woke".split()
    flags += ["recurrence", "foreknowledge", "lucid"]
    return {
        "kind": facet("none"),
        "themes": Facet((), 0.9, ()),
        **dict.fromkeys(flags, facet(False)),
        "ending": facet("neutral"),
        "waking_affect": facet("none"),
        "emotion": facet("neutral"),
    } | changed


def reading_of(**changed: Any) -> Reading:
    """Return a reading of nothing at all, but for what is given."""
    nothing: dict[str, Any] = {
        "language": "en", "dreamer": "I", "beats": (), "characters": (), "hvdc": (), "facets": facets_of(),
        "turning_points": (), "frames": (), "body": (), "senses": Senses(), "limits": (), "version": "by hand",
    }  # fmt: skip
    return Reading(**(nothing | changed))


def beat_of(source: str, text: str, **changed: Any) -> Beat:
    """Return a beat that is ``text`` in ``source``."""
    place = words_of(source, text)
    plain: dict[str, Any] = {
        "phrase": text, "cast": ("D",), "threat": 0.0, "agency": "free", "senses": Senses(), "feeling": None,
        "evidence": {},
    }  # fmt: skip
    return Beat(start=place.start, end=place.end, text=text, **(plain | changed))


def many_beats(count: int) -> tuple[Reading, str]:
    """Return a reading of ``count`` beats, one sentence each, with its source."""
    texts = [f"Door number {i} opens by itself." for i in range(count)]
    source = " ".join(texts)
    beats = tuple(
        beat_of(source, text, threat=(i % 5) / 4, agency=("free", "impeded", "immobile")[i % 3], feeling="fear")
        for i, text in enumerate(texts)
    )
    return reading_of(beats=beats), source


def _beats() -> tuple[Beat, ...]:
    def w(text: str) -> tuple[Evidence, ...]:
        return (words_of(SOURCE, text),)

    changes: tuple[dict[str, Any], ...] = (
        {"senses": Senses(sound="present"), "evidence": {"sound": w("the panes are humming")},
         "phrase": "the panes are humming"},
        {"cast": ("D", "c1"), "threat": 0.1},
        {"senses": Senses(sound="absent"), "threat": 0.3, "evidence": {"sound": w("I cannot hear a thing")}},
        {
            "senses": Senses(sound="absent"), "threat": 0.6, "agency": "immobile", "feeling": "fear",
            "evidence": {"agency": w("my feet are sunk into the floor"), "threat": w("sunk into the floor")},
        },
        {"cast": ("D", "c1", "c2"), "threat": 0.6, "agency": "immobile", "feeling": "fear"},
        {"cast": ("c2",), "threat": 0.7, "agency": "immobile", "feeling": "sadness", "senses": Senses(sound="absent")},
        {
            "cast": ("c2",), "threat": 0.95, "agency": "immobile", "feeling": "sadness",
            "evidence": {"threat": w("The glass comes down on her")},
        },
        {"threat": 0.2, "agency": "impeded", "feeling": "sadness", "senses": Senses(sight="absent"),
         "evidence": {"sight": w("it is dark")}},
    )  # fmt: skip
    return tuple(beat_of(SOURCE, text, **change) for text, change in zip(_STEPS, changes, strict=True))


@pytest.fixture
def source() -> str:
    """The report of the glasshouse."""
    return SOURCE


@pytest.fixture
def glasshouse() -> Reading:
    """A full reading of the report of the glasshouse, sure of most and unsure of some."""

    def w(*texts: str) -> tuple[Evidence, ...]:
        return tuple(words_of(SOURCE, t) for t in texts)

    chased = Theme("failure_helplessness", 0.5, w("my feet are sunk"))
    return reading_of(
        beats=_beats(),
        characters=(
            Character("c1", "a gardener", "7MOA", 0.5, w("A gardener", "The gardener"), becomes="c2"),
            Character("c2", "my sister", "8FTA", 0.8, w("my sister", "She")),
        ),
        facets=facets_of(
            kind=facet("nightmare", 0.9),
            themes=Facet(("failure_helplessness",), 0.5, chased.evidence, (chased,)),
            immobile=facet(True, 0.9, *w("my feet are sunk into the floor")),
            muted=facet(True, 0.7, *w("I cannot hear a thing")),
            metamorphosis=facet(True, 0.8, *w("turns into")),
            recurrence=facet(True, 0.4),
            woke=facet(True, 0.9, *w("I woke up")),
            ending=facet("unresolved", 0.4),
            waking_affect=facet("sadness", 0.5, *w("crying")),
            emotion=facet("fear", 0.7),
        ),
        turning_points=(
            TurningPoint(2, "sound_goes", "the sound goes", 0.8, w("the humming stops")),
            TurningPoint(3, "freezes", "the body stops obeying", 0.9, w("my feet are sunk into the floor")),
            TurningPoint(4, "metamorphosis", "a gardener becomes my sister", 0.5, w("turns into")),
        ),
        body=(
            BodySign("frozen", "dream", 0.7, w("sunk into the floor")),
            BodySign("crying", "waking", 0.9, w("crying")),
            BodySign("racing_heart", "waking", 0.5, w("my heart racing")),
        ),
        senses=Senses(sound="absent"),
    )


@pytest.fixture
def beat() -> Callable[..., Beat]:
    return beat_of


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return reading_of


@pytest.fixture
def beats() -> Callable[[int], tuple[Reading, str]]:
    return many_beats
