"""Patterns with all forms of a verb in one word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import GROUPS, compile_pattern, forms


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("chase", {"chase", "chases", "chasing", "chased"}),
        ("run", {"run", "runs", "running", "ran"}),
        ("die", {"die", "dies", "dying", "died"}),
        ("cry", {"cry", "cries", "crying", "cried"}),
        ("stab", {"stab", "stabs", "stabbing", "stabbed"}),
        ("watch", {"watch", "watches", "watching", "watched"}),
        ("admit", {"admit", "admits", "admitting", "admitted"}),
        ("agree", {"agree", "agrees", "agreeing", "agreed"}),
        ("see", {"see", "sees", "seeing", "saw", "seen"}),
        ("wake up", {"wake up", "wakes up", "waking up", "woke up"}),
        ("play", {"play", "plays", "playing", "played"}),
    ],
)
def test_forms(verb, expected):
    assert expected <= set(forms(verb))


@given(st.text(alphabet="abcdefghijklmnoprstuvwyz", min_size=2, max_size=10))
def test_forms_begin_with_the_verb_and_do_not_repeat(verb):
    every = forms(verb)
    assert every[0] == verb
    assert len(set(every)) == len(every)
    assert all(f.isalpha() for f in every)


def test_a_pattern_matches_whole_words_only():
    pattern = compile_pattern("[[chase|hunt]] {me}")
    assert pattern.search("he chased me away")
    assert pattern.search("they hunt us")
    assert not pattern.search("he chased mercury")
    assert not pattern.search("enchase me")


def test_alternatives_are_bounded_on_both_sides():
    pattern = compile_pattern("cat|dog")
    assert [m.group() for m in pattern.finditer("catalogue dog hotdog cat")] == ["dog", "cat"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_is_a_pattern(group):
    assert re.compile(GROUPS[group]).groups == 0


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("i can not move", True), ("i could hardly move", True), ("i was unable to move", True),
        ("i can move", False), ("i would not move", False), ("i did not move", False),
    ],
)  # fmt: skip
def test_unable_is_not_unwilling(line, found):
    assert bool(compile_pattern("{unable} move").search(line)) is found


def test_an_unknown_group_is_named():
    with pytest.raises(KeyError, match="nobody"):
        compile_pattern("{nobody} ran")


def test_what_is_no_pattern_is_refused():
    with pytest.raises(re.error):
        compile_pattern("(ran")


@pytest.mark.parametrize("section", sections("signals.txt"))
def test_every_line_of_the_lexicon_is_a_pattern_that_asks_for_words(section):
    for line in sections("signals.txt")[section]:
        assert not compile_pattern(line).search("")
        assert line == line.strip(), "a blank at the end never matches: a word would have to follow at once"
