"""Turning points: each reason where it belongs, and not where it does not."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading import read, turn_again


def turns(source):
    return [(p.beat, p.reason) for p in read(source).turning_points]


def reasons(source):
    return {reason for _, reason in turns(source)}


_THERE = [
    ("freezes", "The steps came closer. I wanted to run but my legs would not move."),
    ("freezes", "i saw the face in the window and i froze"),
    ("sound_goes", "We were dancing in a hall. Then the sound went away and everybody danced on."),
    ("sound_goes", "His lips were moving but I could not hear a word."),
    ("voice_goes", "The man was in my room. I tried to scream but nothing came out."),
    ("voice_goes", "I opened my mouth and my voice was gone"),
    ("metamorphosis", "My brother sat across from me. Then he turned into a wolf."),
    ("metamorphosis", "the room changed into a cave"),
    ("loss", "I was told that my grandmother had died."),
    ("loss", "my dog was killed by a car"),
    ("threat_comes", "We had a picnic by the lake with cake. Suddenly a bear attacked us and I was terrified."),
    ("threat_comes", "I was buying bread at the corner. Then a man pointed a gun at me and I was so afraid."),
    ("feeling_changes", "I was so happy at the party. Then I was terrified by the noise upstairs."),
    ("feeling_changes", "I was terrified of the sea and its waves. Then we were on the beach and I was so happy."),
    ("aim_changes", "I was on my way to work in the city. Then I decided to go and look for the lost cat."),
]
ALL = [source for _, source in _THERE]


@pytest.mark.parametrize(("reason", "source"), _THERE)
def test_there(reason, source):
    assert reason in reasons(source)


@pytest.mark.parametrize(
    ("reason", "source"),
    [
        ("freezes", "The lake was frozen. We skated on it all day."),
        ("freezes", "They locked me in a cell and I could not get out."),
        ("freed", "I ran down the road. Then I ran up the hill."),
        ("sound_goes", "It was a quiet garden. Nobody said much."),
        ("voice_goes", "I did not say anything to him. Then he left."),
        ("metamorphosis", "He turned into our street. Then he parked the car."),
        ("metamorphosis", "We became friends. Then she became a doctor."),
        ("loss", "A stranger died. Then the police came."),
        ("loss", "My phone died. Then I went home."),
        ("threat_comes", "I was in a shop. Then a woman gave me a hat."),
        ("feeling_changes", "I was so happy. Then I was happy again."),
        ("feeling_changes", "I was happy. Then I sat down. Later we ate."),
        ("aim_changes", "I decided to go home."),
        ("aim_changes", "I wanted tea. Then I needed milk."),
    ],
)
def test_not_there(reason, source):
    assert reason not in reasons(source)


def test_who_froze_is_freed_once():
    source = (
        "A shadow stood in the door of the room and I could not move at all, my arms were like lead under the sheet. "
        "Then the shadow came nearer and bent over the bed, and its cold breath was on my face and on my neck. "
        "Suddenly I could move again and I jumped up and ran down the stairs and out into the bright street. "
        "Then I walked to the house of my aunt and she gave me some bread and let me sit down beside the stove."
    )
    assert [(k, r) for k, r in turns(source) if r in {"freezes", "freed"}] == [(0, "freezes"), (2, "freed")]


def test_sound_that_stays_away_goes_only_once():
    source = "Then there was no sound at all. Then the trees fell over. Later the house fell over. I could not hear it."
    assert [r for _, r in turns(source)].count("sound_goes") == 1


def test_a_feeling_between_two_others_is_told_with_both():
    point = next(
        p
        for p in read("I was so happy with my bread. Then I was so angry with him.").turning_points
        if p.reason == "feeling_changes"
    )
    assert point.words == "joy turns to anger"
    assert [e.text for e in point.evidence] == ["angry"]


def test_confusion_alone_turns_nothing():
    assert "feeling_changes" not in reasons("I was so happy there. Then I was confused. Later I was happy.")


def test_who_becomes_whom_is_said_by_name():
    points = read("My brother sat across from me. Then my brother turned into a wolf.").turning_points
    assert "brother" in next(p.words for p in points if p.reason == "metamorphosis").lower()


@pytest.mark.parametrize(
    "source",
    [
        "I was at the market with my aunt. We bought peaches. A boy played the accordion and we listened to him.",
        "I flew over the town. The roofs were red. Then I landed on a roof and ate an apple.",
        "I was late for the bus so I walked to work. Then I had a coffee with Ruth.",
        "We cleaned the kitchen. The dog slept under the table. Later my mother rang and we talked about the wedding.",
    ],
)
def test_a_harmless_dream_turns_nowhere(source):
    assert turns(source) == []


@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=6))
def test_turned_again_without_a_correction_nothing_changes(parts):
    reading = read(" ".join(parts))
    assert turn_again(reading.beats, reading.turning_points) == reading.turning_points


def test_what_follows_from_corrected_beats_comes_and_goes_with_them():
    reading = read("We were dancing in a hall. Then the sound went away and everybody danced on. I walked to the door.")
    beats = list(reading.beats)
    assert "sound_goes" in {p.reason for p in reading.turning_points}
    loud = tuple(msgspec.structs.replace(b, senses=msgspec.structs.replace(b.senses, sound="present")) for b in beats)
    assert "sound_goes" not in {p.reason for p in turn_again(loud, reading.turning_points)}
    beats[-1] = msgspec.structs.replace(beats[-1], agency="immobile")
    made = [p for p in turn_again(tuple(beats), reading.turning_points) if p.reason == "freezes"]
    assert [(p.beat, p.probability, p.evidence) for p in made] == [(len(beats) - 1, 1.0, ())]
    assert "freezes" not in {p.reason for p in turn_again(tuple(beats), (), {"freezes"})}
    beats[0] = msgspec.structs.replace(beats[0], feeling="joy")
    beats[-1] = msgspec.structs.replace(beats[-1], feeling="guilt_shame")
    assert "joy turns to shame" in {p.words for p in turn_again(tuple(beats), reading.turning_points)}
    beats[-1] = msgspec.structs.replace(beats[-1], feeling="neutral")
    assert "feeling_changes" not in {p.reason for p in turn_again(tuple(beats), reading.turning_points)}


def test_a_threat_that_was_none_is_no_turn():
    reading = read("We had a picnic by the lake with cake. Suddenly a bear attacked us and I was terrified.")
    calm = tuple(msgspec.structs.replace(b, threat=0.0) for b in reading.beats)
    assert "threat_comes" in {p.reason for p in reading.turning_points}
    assert "threat_comes" not in {p.reason for p in turn_again(calm, reading.turning_points)}
