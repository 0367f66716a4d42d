"""A story: plain words that always lead back to what was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.reading.patterns import compile_pattern
from nightglass.reading.story import listen

WORD = re.compile(r"\S+")


@settings(max_examples=100)
@given(st.data())
def test_every_match_in_the_line_leads_back_to_its_tokens(night, data):
    story = listen(data.draw(night))
    tokens = story.text.tokens
    for match in WORD.finditer(story.line):
        first, last = story.tokens_of(match)
        assert 0 <= first < last <= len(tokens)
        assert match.group() in " ".join(story.words[first:last])
        evidence = story.evidence(first, last)
        assert story.text.source[evidence.start : evidence.end] == evidence.text
    for i in range(len(tokens)):
        assert story.token_at(story.offset_of(i)) == i
        assert story.line.startswith(story.words[i], story.offset_of(i))


@settings(max_examples=100)
@given(st.data())
def test_there_is_one_line_for_each_sentence_and_one_word_and_lemma_for_each_token(night, data):
    story = listen(data.draw(night))
    assert story.line.count("\n") == len(story.text.sentences)
    n = len(story.text.tokens)
    assert len(story.words) == len(story.lemmas) == len(story.outside) == len(story.quoted) == n
    for i in range(n):
        s = story.text.sentences[story.sentence_of(i)]
        assert s.first <= i < s.last


@settings(max_examples=100)
@given(st.data())
def test_the_sentences_of_the_dream_are_just_what_is_not_outside_at_their_ends(night, data):
    story = listen(data.draw(night))
    held = [i for s in story.dream_sentences() for i in range(s.first, s.last)]
    assert held == sorted(set(held))
    assert {i for i in range(len(story.words)) if not story.outside[i]} <= set(held)
    for s in story.dream_sentences():
        assert not story.outside[s.first]
        assert not story.outside[s.last - 1]
        assert (s.start, s.end) == (story.text.tokens[s.first].start, story.text.tokens[s.last - 1].end)


@settings(max_examples=50)
@given(st.data())
def test_clauses_and_tokens_between_are_those_that_begin_there(night, data):
    story = listen(data.draw(night))
    n = len(story.words)
    first = data.draw(st.integers(0, n))
    last = data.draw(st.integers(first, n))
    assert story.clauses_between(first, last) == [c for c in story.text.clauses if first <= c.first < last]
    if first < last:
        start, end = story.text.tokens[first].start, story.text.tokens[last - 1].end
        assert story.tokens_within(start, end) == (first, last)
    for s in story.text.sentences:
        assert story.clauses_of(s) == story.clauses_between(s.first, s.last)


def test_contractions_are_written_out_and_still_lead_back():
    story = listen("I CAN’T move")
    first, last = next(story.search(re.compile("can not move")))
    assert story.evidence(first, last).text == "CAN’T move"


def test_a_match_outside_the_dream_is_found_only_there():
    story = listen("I was afraid. I woke up and was afraid.")
    afraid = re.compile("afraid")
    assert [story.evidence(*t).start for t in story.search(afraid)] == [6]
    assert [story.evidence(*t).start for t in story.search(afraid, outside=True)] == [32]
    assert [f.part for f in story.frames_of("after")] == ["after"]
    assert story.frames_of("heading") == []


def test_what_somebody_else_says_to_the_dreamer_is_said_to_me():
    story = listen('The man said, "I will kill you."')
    assert "he will kill me" in story.line


def test_what_the_dreamer_says_stays_theirs():
    story = listen('I said, "I will help you."')
    assert "i will help you" in story.line


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("Maria ran and she fell on her knees.", "Maria", "i ran and i fell on my knees"),
        ("Tom saw his dog and it bit him.", "Tom", "i saw my dog and it bit me"),
    ],
)
def test_the_dreamer_of_a_report_in_the_third_person_is_i(source, name, line):
    story = listen(source, name)
    assert story.line.startswith(line)
    assert story.dreamer == name
    assert story.is_me(0)


def test_speech_is_marked():
    story = listen('He said "run" to me')
    assert [story.words[i] for i in range(len(story.words)) if story.quoted[i]] == ["run"]


def test_a_pattern_does_not_cross_a_sentence():
    story = listen("I could not. Move on.")
    assert list(story.search(compile_pattern("could not move"))) == []
