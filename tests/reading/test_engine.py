"""Reading as a whole: what every reading promises, whatever was written."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.errors import NightglassError
from nightglass.reading import Evidence, Reading, read, version
from nightglass.reading.beats import find_beats
from nightglass.reading.characters import find_cast
from nightglass.reading.rules import find_by_rule
from nightglass.reading.story import listen
from nightglass.text import MAX_REPORT

NIGHTMARE = """
I am in my grandmother's kitchen and the light is wrong. My sister stands by the stove with her back to me. I say her
name. When she turns around her face is my mother's face. Then the sound goes, her mouth moves and I hear nothing.
Something comes up the cellar stairs. I want to run but my legs will not move. It reaches for my sister and she dies in
front of me. I woke up crying, with my heart pounding.
"""
FLAGS = (
    "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
    "recurrence", "foreknowledge", "lucid",
)  # fmt: skip
CHOICES = {
    "kind": "none bad nightmare",
    "ending": "bad unresolved mixed good neutral",
    "waking_affect": "none fear sadness anger disgust relief confusion other",
    "emotion": "fear sadness anger disgust confusion guilt_shame frustration joy neutral",
}
THEMES = (
    "physical_aggression interpersonal_conflict failure_helplessness health_death apprehension_worry being_chased "
    "evil_presence accident disaster vermin environmental_abnormality other"
)


def evidence_in(value: object) -> list[Evidence]:
    """Return all evidence anywhere within a value."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [e for field in value.__struct_fields__ for e in evidence_in(getattr(value, field))]
    if isinstance(value, dict):
        return [e for v in value.values() for e in evidence_in(v)]
    if isinstance(value, (tuple, list)):
        return [e for v in value for e in evidence_in(v)]
    return []


def probabilities_in(value: object) -> list[float]:
    data = msgspec.to_builtins(value)
    found, left = [], [data]
    while left:
        here = left.pop()
        if isinstance(here, dict):
            found += [v for k, v in here.items() if k == "probability"]
            left += here.values()
        elif isinstance(here, (list, tuple)):
            left += here
    return found


def read_or_refuse(source: str) -> Reading | None:
    try:
        return read(source)
    except NightglassError:
        return None


@settings(max_examples=150)
@given(st.data())
def test_whatever_was_written_is_read_truly_or_refused(night, data):
    source = data.draw(night)
    reading = read_or_refuse(source)
    if reading is None:
        return
    for e in evidence_in(reading):
        assert source[e.start : e.end] == e.text != ""
    assert all(0 <= p <= 1 for p in probabilities_in(reading))
    at = 0
    for frame in reading.frames:
        assert at <= frame.start < frame.end <= len(source)
        assert frame.text == source[frame.start : frame.end]
        at = frame.end
    at = 0
    for beat in reading.beats:
        assert at <= beat.start < beat.end <= len(source)
        assert beat.text == source[beat.start : beat.end]
        assert beat.phrase.strip()
        assert 0 <= beat.threat <= 1
        assert not any(f.start <= beat.start and beat.end <= f.end for f in reading.frames)
        assert set(beat.cast) <= {"D", *(c.id for c in reading.characters)}
        at = beat.end
    assert [p.beat for p in reading.turning_points] == sorted(p.beat for p in reading.turning_points)
    assert all(0 <= p.beat < len(reading.beats) and p.words for p in reading.turning_points)


@settings(max_examples=100)
@given(st.data())
def test_every_facet_of_the_codebook_is_there_with_an_allowed_value(night, data):
    reading = read_or_refuse("When I was there they came to get me. " + data.draw(night))
    if reading is None or reading.language != "en":
        return
    assert set(reading.facets) == {*FLAGS, *CHOICES, "themes"}
    for flag in FLAGS:
        assert isinstance(reading.facets[flag].value, bool)
    for choice, allowed in CHOICES.items():
        assert reading.facets[choice].value in allowed.split()
    themes = reading.facets["themes"].value
    assert isinstance(themes, tuple)
    assert set(themes) <= set(THEMES.split())
    assert len(set(themes)) == len(themes)
    assert bool(themes) == (reading.facets["kind"].value != "none")


@settings(max_examples=40)
@given(st.data())
def test_reading_twice_gives_the_same_bytes(night, data):
    source = data.draw(night)
    assert msgspec.json.encode(read_or_refuse(source)) == msgspec.json.encode(read_or_refuse(source))


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    code = (
        "import sys, msgspec\n"
        "from nightglass.reading import read\n"
        "sys.stdout.buffer.write(msgspec.json.encode(read(sys.stdin.read())))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=NIGHTMARE.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "4711")
    }
    assert seen == {msgspec.json.encode(read(NIGHTMARE))}


def test_a_nightmare_is_read_as_a_careful_reader_would():
    reading = read(NIGHTMARE)
    facets = {name: facet.value for name, facet in reading.facets.items()}
    assert (reading.language, reading.dreamer, reading.version, reading.limits) == ("en", "I", version(), ())
    assert facets["kind"] == "nightmare"
    assert all(facets[flag] for flag in ("immobile", "muted", "metamorphosis", "known_dies", "woke"))
    assert not any(facets[flag] for flag in ("lucid", "recurrence", "rescue"))
    assert facets["waking_affect"] == "sadness"
    assert 4 <= len(reading.beats) <= 9
    assert {"metamorphosis", "sound_goes", "freezes", "loss"} <= {p.reason for p in reading.turning_points}
    assert [f.part for f in reading.frames] == ["after"]
    assert reading.senses.sound == "absent"
    assert {b.sign for b in reading.body if b.when == "waking"} == {"crying", "racing_heart"}


def test_a_harmless_dream_has_no_turning_points_of_threat():
    reading = read(
        "I was at the market with my aunt and we bought peaches. A boy played the accordion. We sat down by the river "
        "and ate the peaches, and my aunt told me about the house that she wants to build."
    )
    assert reading.facets["kind"].value == "none"
    assert reading.facets["themes"].value == ()
    assert max(b.threat for b in reading.beats) < 0.3
    assert reading.turning_points == ()


def test_the_third_person_is_read_as_the_first():
    first = read("I was chased by a dog. I could not move. I woke up in tears.")
    third = read("Maria was chased by a dog. She could not move. She woke up in tears.", dreamer="Maria")
    assert third.dreamer == "Maria"
    assert {k: f.value for k, f in third.facets.items()} == {k: f.value for k, f in first.facets.items()}


def test_another_language_has_no_findings_and_says_so():
    reading = read("Ich stehe in einem langen Flur und kann mich nicht bewegen. Hinter der Tür weint jemand.")
    assert reading.language == "de"
    assert (reading.beats, reading.facets, reading.hvdc, reading.characters) == ((), {}, (), ())
    assert "only English" in reading.limits[0]


def test_a_reading_goes_to_json_and_back():
    reading = read(NIGHTMARE)
    back = msgspec.json.decode(msgspec.json.encode(reading))
    assert back["facets"]["immobile"]["value"] is True
    assert set(back["beats"][0]) >= {"start", "end", "text", "threat", "agency", "senses", "cast", "feeling"}


@pytest.mark.parametrize("source", ["", "   \n", "...", "12 34", "😱"])
def test_what_holds_no_words_is_refused(source):
    with pytest.raises(NightglassError):
        read(source)


WORDS = "i ran and the dark man was chasing me so she cried because my dog died in that house with fear when we "


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(WORDS, id="one sentence"),
        pytest.param("\n", id="blank lines"),
        pytest.param(" ", id="spaces"),
        pytest.param("i ", id="i"),
        pytest.param('"', id="quotes"),
        pytest.param('"i said" ', id="quoted"),
        pytest.param("[", id="brackets"),
        pytest.param("[abcd] fear. ", id="comments"),
        pytest.param("and then i ran ", id="and then"),
        pytest.param("(((", id="parentheses"),
        pytest.param("😱", id="emoji"),
        pytest.param("fear ", id="fear"),
        pytest.param("I froze. I could move again. ", id="freezes"),
        pytest.param("i ran\n", id="lines"),
        pytest.param("I woke up. ", id="waking"),
        pytest.param("i could not ", id="could not"),
    ],
)
def test_the_longest_report_takes_seconds(piece):
    source = longest(piece)
    began = time.process_time()
    story = listen(source)
    cast = find_cast(story)
    beats = find_beats(find_by_rule(story, cast).signals, cast)
    assert time.process_time() - began < 15  # 2 to 6 s on an idle core; a busy machine may take longer
    assert beats[0].start == 0


def longest(piece: str) -> str:
    head = "I was there when it came. "
    return head + piece * ((MAX_REPORT - len(head)) // len(piece))


@pytest.mark.parametrize("piece", ["He ran and [BL] (I was six) I fell. ", "fear "])
def test_the_model_takes_the_longest_report_too(piece):
    began = time.process_time()
    reading = read(longest(piece))
    assert time.process_time() - began < 60  # 10 to 20 s on an idle core
    assert reading.beats[0].start == 0


def test_a_hundred_thousand_words_are_refused_at_once():
    with pytest.raises(NightglassError, match="too long"):
        read("and " * 100_000)
