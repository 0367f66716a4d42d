"""Every coding can be said in words, and the words say what the code means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import in_words, parse
from nightglass.hvdc.codes import AGGRESSION, EMOTIONS, MISFORTUNE, SETTINGS, character_codes

CHARACTER = st.sampled_from(character_codes())
PARTY = st.one_of(st.sampled_from("DQ"), CHARACTER)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("char:1MKA", "one known person, male, adult"),
        ("char:2JSA", "a group of strangers, of both sexes, adult"),
        ("char:2ANI", "a group of animals"),
        ("char:3FMA", "one dead mother, female, adult"),
        ("agg:D,2=,1MBA", "aggression (shouting, scolding, mocking) between the dreamer, and one brother, male, adult"),
        ("agg:D,7*,", "aggression (attack, attempt to harm the body) by the dreamer, towards themself"),
        ("act:D,C,", "activity (thinking) by the dreamer"),
        ("emot:AP,D", "feeling (apprehension) of the dreamer"),
        ("gf:,D", "good fortune of the dreamer"),
        ("set:IF", "setting: indoor, familiar"),
        ("no code at all", "no code at all"),
    ],
)
def test_codings_in_words(item: str, said: str) -> None:
    assert in_words(item) == said


@given(CHARACTER, PARTY, st.sampled_from([*AGGRESSION]), st.sampled_from(">=R"))
def test_every_act_is_said_with_its_class_and_both_sides(one: str, other: str, kind: str, sign: str) -> None:
    said = in_words(parse(f"agg:{one},{kind}{sign},{other}"))
    assert AGGRESSION[kind] in said
    assert in_words(f"char:{one}") in said
    assert ("the dreamer" in said) == (other == "D")


@given(st.sampled_from([*EMOTIONS]), st.sampled_from([*MISFORTUNE]), st.sampled_from([*SETTINGS]), PARTY)
def test_every_fortune_and_setting_is_said(feeling: str, harm: str, place: str, who: str) -> None:
    assert EMOTIONS[feeling] in in_words(f"emot:{feeling},{who}")
    assert MISFORTUNE[harm] in in_words(f"mf:{harm},{who}")
    assert in_words(f"set:{place}") == f"setting: {SETTINGS[place]}"


@given(st.text(max_size=30))
def test_whatever_is_written_is_said_somehow(item: str) -> None:
    assert isinstance(in_words(item), str)
