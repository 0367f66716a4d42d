"""The senses: there, gone, or unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading import Senses, read
from nightglass.reading.sensing import sense_all

NAMES = ("sight", "sound", "touch", "smell", "taste", "voice")
senses = st.builds(Senses, **{name: st.sampled_from(["present", "absent", "unsaid"]) for name in NAMES})


@pytest.mark.parametrize(
    ("source", "name", "presence"),
    [
        ("I saw a red door in the wall.", "sight", "present"),
        ("I could not see anything in that room.", "sight", "absent"),
        ("I heard music from the cellar.", "sound", "present"),
        ("There was no sound at all.", "sound", "absent"),
        ("She touched my arm.", "touch", "present"),
        ("I could not feel my hands.", "touch", "absent"),
        ("It smelled of smoke.", "smell", "present"),
        ("The bread tasted of iron.", "taste", "present"),
        ("I asked him for the key.", "voice", "present"),
        ("I tried to shout but no sound came out.", "voice", "absent"),
        ("We went to the station.", "smell", "unsaid"),
        ("We went to the station.", "sound", "unsaid"),
    ],
)
def test_a_sense(source, name, presence):
    assert getattr(read(source).senses, name) == presence


def test_what_has_gone_stays_gone_until_it_is_told_again():
    beats = read(
        "I was at the fair with my brother and suddenly there was no sound at all, the wheel turned and people danced. "
        "Then we walked past the tents and the painted horses and down to the river where the boats were lying dark. "
        "Then I heard a bell ring far away over the water and my brother laughed out loud and we ran back up the hill."
    ).beats
    assert [b.senses.sound for b in beats] == ["absent", "absent", "present"]


def test_who_hears_nothing_is_not_mute():
    reading = read("I heard nothing, the street was silent and everything was without sound.")
    assert reading.senses.sound == "absent"
    assert reading.senses.voice != "absent"


@given(st.lists(senses, max_size=6))
def test_over_a_whole_dream_what_ever_went_missing_is_missing(each):
    whole = sense_all(each)
    for name in NAMES:
        seen = {getattr(s, name) for s in each}
        expected = "absent" if "absent" in seen else "present" if "present" in seen else "unsaid"
        assert getattr(whole, name) == expected
