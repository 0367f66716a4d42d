"""Beats: the steps of a dream as its teller would count them, and what happens in each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.reading import read
from nightglass.reading.beats import THREATS, find_beats


def beats(source):
    return read(source).beats


CALM = (
    "I was on a train with my sister. We ate oranges and looked out at the sea. Then the train stopped at a small "
    "station. An old man got in and sat down opposite us. He asked where we were going. I told him the name of a town "
    "that I did not know. He smiled. Next we were walking through that town, and it was full of music. My sister got "
    "a blue hat. I looked for a present for our mother but could not choose one. Then it was evening and we sat by the "
    "harbour. A boat came in, and the people on it waved to us."
)


@settings(max_examples=100)
@given(st.data())
def test_all_that_is_dreamt_is_in_a_beat_once(hear, night, data):
    signals, cast = hear(data.draw(night))
    story = signals.story
    told = find_beats(signals, cast)
    inside = [t.start for i, t in enumerate(story.text.tokens) if not story.outside[i] and story.words[i][:1].isalnum()]
    assert all(sum(b.start <= start < b.end for b in told) == 1 for start in inside)
    assert all(b.text == story.text.source[b.start : b.end] for b in told)


def test_a_dream_of_a_hundred_words_has_a_handful_of_beats():
    assert 4 <= len(beats(CALM)) <= 9


def test_a_new_step_begins_where_its_teller_says_so():
    told = beats(
        "I was in a shop that sold nothing but clocks and I was looking for a small one. Then I was in a forest and "
        "it was snowing on the path. Suddenly all the lamps went out along the path. Later I was at home by the stove."
    )
    assert [b.text.split()[0] for b in told] == ["I", "Then", "Suddenly", "Later"]


def test_one_short_step_is_one_beat():
    assert len(beats("I was in a shop. It was small. It smelled of soap.")) == 1


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("and then the sound went away", "the sound went away"),
        ("Suddenly a man was chasing me, and the sky was blue over the town", "a man was chasing me"),
        ("It was late when my brother died in the fire", "my brother died in the fire"),
        ("Because it was cold, I went into the house of my aunt", "I went into the house of my aunt"),
        ('He said to me "run', 'He said to me "run"'),
        ("My sister and I were swimming in the lake", "My sister and I were swimming in the lake"),
        ("😱 I ran", "I ran"),
    ],
)
def test_a_phrase_says_what_happens_in_the_dreamers_own_words(source, phrase):
    assert beats(source)[0].phrase == phrase


def test_a_long_phrase_is_cut_between_words():
    phrase = beats("I was walking through an endless corridor of mirrors towards a door without any handle")[0].phrase
    assert phrase.endswith(" …")
    assert len(phrase) <= 50
    assert "I was walking through an endless corridor" in phrase


def test_threat_rises_with_what_threatens_and_falls_when_it_is_over():
    told = beats(
        "I was in the garden with my sister and we picked some flowers for the table and talked about the summer. "
        "Suddenly a man with a knife was chasing me and I was terrified, I ran through the hedge and fell. "
        "Then he went away through the gate and I sat down on the grass and looked at the clouds for a long time. "
        "Later I was safe at home and we laughed about it and drank some tea with milk in the warm kitchen."
    )
    assert [b.threat > 0.5 for b in told] == [False, True, False, False]
    assert told[0].threat == 0
    assert told[1].threat > told[2].threat > told[3].threat


def test_each_part_of_threat_is_a_share():
    assert all(0 < share < 1 for share in THREATS.values())


def test_who_cannot_move_stays_so_until_free_again():
    told = beats(
        "A shadow stood in the door of the room and I could not move at all, my arms were like lead under the sheet. "
        "Then the shadow came nearer and bent over the bed, and its cold breath was on my face and on my neck. "
        "Suddenly I could move again and I jumped up and ran down the stairs and out into the bright street."
    )
    assert [b.agency for b in told] == ["immobile", "immobile", "free"]


def test_who_acts_again_is_free_though_nobody_says_so():
    told = beats(
        "I froze when the dog came out of the old house at the end of our road and looked at me. "
        "Then I ran down to the bridge. Then I ran on over it and up the hill to the church."
    )
    assert [b.agency for b in told] == ["immobile", "free"]


@pytest.mark.parametrize(
    ("source", "agency"),
    [
        ("I could not find my shoes anywhere", "impeded"),
        ("I tried to scream but nothing came out", "impeded"),
        ("I walked along the beach", "free"),
        ("My brother could not find his shoes", "free"),
        ("I was frozen and then I could move again", "free"),
    ],
)
def test_agency(source, agency):
    assert beats(source)[0].agency == agency


@pytest.mark.parametrize(
    ("source", "feeling"),
    [
        ("I was so afraid of the stairs", "fear"),
        ("I was furious and screamed", "anger"),
        ("He was furious", None),
        ("I was not afraid at all", None),
        ("We sat on the bench", None),
        ("I cried and was so sad", "sadness"),
    ],
)
def test_a_beats_feeling_is_the_dreamers(source, feeling):
    assert beats(source)[0].feeling == feeling


def test_the_cast_of_a_beat_is_who_is_in_it():
    reading = read("My sister was cooking in the kitchen. Then I was alone on the beach.")
    assert reading.beats[-1].cast == ("D",)
    assert reading.characters[0].id in reading.beats[0].cast


def test_evidence_of_a_beat_stands_within_it():
    for beat in beats("I was scared. Then I froze and could not scream. Later I heard music and was happy again."):
        found = [e for lane in beat.evidence.values() for e in lane]
        assert all(beat.start <= e.start < e.end <= beat.end for e in found)


def test_a_report_that_is_all_frame_has_no_beats():
    assert beats("#12 (2009-04-16 (18))[abcd]") == ()


def test_words_that_are_found_twice_threaten_once():
    once = beats("I was killed")[0].threat
    assert once == THREATS["threat_me"]
    assert beats("I was killed and killed")[0].threat >= once


@pytest.mark.parametrize(
    "source",
    [
        "The music would drown out the bell.",
        "My friend was pushing me in a wheelchair through the park.",
        "An old lady sat behind me on the bus.",
        "My sister threw a ball at me and we laughed.",
    ],
)
def test_what_only_sounds_like_a_threat_is_none(source):
    assert max(b.threat for b in beats(source)) < 0.2
