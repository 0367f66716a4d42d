"""Signals: what the words of a nightmare speak of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.reading.signals import Signal


def words(hear, source, kind, **where):
    signals, _ = hear(source)
    return [e.text for e in signals.evidence(signals.of(kind, **where))]


@settings(max_examples=100)
@given(st.data())
def test_signals_are_in_order_in_range_and_on_their_side_of_the_frames(hear, night, data):
    signals, _ = hear(data.draw(night))
    story = signals.story
    kinds = ("fear", "threat_me", "immobile", "muted", "joy", "known_dies")
    for outside in (False, True):
        found = signals.of(*kinds, outside=outside)
        assert found == sorted(found, key=lambda s: (s.first, s.last))
        for s in found:
            assert 0 <= s.first < s.last <= len(story.words)
            assert bool(story.outside[s.first]) == s.outside == outside
    both = signals.of(*kinds) + signals.of(*kinds, outside=True)
    assert sorted(signals.everywhere(*kinds), key=repr) == sorted(both, key=repr)


@settings(max_examples=50)
@given(st.data())
def test_those_between_are_those_that_begin_there(hear, night, data):
    signals, _ = hear(data.draw(night))
    first = data.draw(st.integers(0, 40))
    last = data.draw(st.integers(first, 60))
    assert signals.between(first, last, "fear", "threat_me") == [
        s for s in signals.of("fear", "threat_me") if first <= s.first < last
    ]


def test_a_feeling_that_is_denied_is_no_signal(hear):
    assert words(hear, "I was not at all afraid.", "fear") == []
    assert words(hear, "I was not only afraid.", "fear") == ["afraid"]
    assert words(hear, "I did not run. I was afraid.", "fear") == ["afraid"]


def test_what_is_taken_back_is_no_signal(hear):
    assert words(hear, "He turned into our street.", "metamorphosis") == []
    assert words(hear, "He turned into a wolf.", "metamorphosis") == ["He turned into"]


def test_an_unknown_kind_has_no_signals(hear):
    signals, _ = hear("I was afraid.")
    assert signals.of("nothing of the kind") == []
    assert signals.between(0, 9, "nothing of the kind") == []


def test_signals_can_be_added_and_the_old_ones_stay_as_they_were(hear):
    signals, _ = hear("I was afraid. I woke up afraid.")
    more = signals.adding("fear", [Signal("fear", 0, 1, outside=False)])
    assert [s.first for s in more.everywhere("fear")] == [0, *[s.first for s in signals.everywhere("fear")]]
    assert len(signals.everywhere("fear")) == 2


def test_evidence_is_short_and_does_not_repeat(hear):
    signals, _ = hear("afraid, afraid, afraid, afraid, afraid and afraid")
    fear = signals.of("fear")
    assert len(signals.evidence(fear + fear)) == 4
    assert len(signals.evidence(fear + fear, most=9)) == 6


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("freed", "At last I could move again."),
        ("sound_gone", "Suddenly everything went silent."),
        ("smell", "There was a smell of smoke."),
        ("relief", "We were safe."),
        ("nightmare_word", "It was a nightmare."),
        ("glad_awake", "I was so relieved."),
        ("aim", "I decided to leave."),
    ],
)
def test_kinds_that_other_findings_rest_on(hear, kind, source):
    assert words(hear, source, kind)


def test_to_go_like_mad_is_not_to_be_angry(hear):
    assert words(hear, "My heart was going like mad.", "anger") == []
    assert words(hear, "She was mad about dancing.", "anger") == []
    assert words(hear, "I was mad at him.", "anger") == ["mad"]
