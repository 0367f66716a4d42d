"""Division of what people write at night: nothing lost, nothing moved, and steps where a careful reader sees them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.text import segment

PIECES = [
    "i ran", "I fell", "mom", "don't", "4 a.m.", "Dr. Gray", "and then", "suddenly", "...", "…", ".", "!", "?!", ",",
    '"', "“", "”", "'", "’", "(", ")", "[", "]", " ", "  ", "\n", "\n\n", "\r\n", "\t", "—", " -- ", "😱", "👩‍👧", "é",
    "e\u0301", "\u00a0", "\u2028", "12:30", "no", "I", "but he said", ";", ":", "«", "»", "_", "\x00", "中",
]  # fmt: skip
night_texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=80).map("".join))


def sentences(source: str) -> list[str]:
    return [source[s.start : s.end] for s in segment(source).sentences]


def clauses(source: str) -> list[str]:
    return [source[c.start : c.end] for c in segment(source).clauses]


def quotes(source: str) -> list[str]:
    return [source[q.start : q.end] for q in segment(source).quotes]


@given(night_texts)
def test_tokens_lead_back_to_the_source_and_leave_out_only_space(source):
    text = segment(source)
    at = 0
    for token in text.tokens:
        assert source[token.start : token.end] == token.text != ""
        assert source[at : token.start].strip() == ""
        assert token.start >= at
        at = token.end
    assert source[at:].strip() == ""


@given(night_texts)
def test_sentences_and_clauses_each_hold_every_token_once_in_order(source):
    text = segment(source)
    for stretches in (text.sentences, text.clauses):
        held = [i for s in stretches for i in range(s.first, s.last)]
        assert held == list(range(len(text.tokens)))
        for s in stretches:
            assert (s.start, s.end) == (text.tokens[s.first].start, text.tokens[s.last - 1].end)


@given(night_texts)
def test_no_clause_crosses_the_end_of_a_sentence(source):
    text = segment(source)
    ends = {s.last for s in text.sentences}
    assert all(not any(c.first < end < c.last for end in ends) for c in text.clauses)


@given(night_texts)
def test_quotations_are_in_range_and_do_not_overlap(source):
    text = segment(source)
    at = 0
    for q in text.quotes:
        assert at <= q.first < q.last <= len(text.tokens)
        assert (q.start, q.end) == (text.tokens[q.first].start, text.tokens[q.last - 1].end)
        at = q.last


@given(night_texts, night_texts)
def test_an_empty_line_always_parts_sentences(one, two):
    if one.strip() and two.strip():
        text = segment(f"{one}\n\n{two}")
        assert not any(s.start < len(one) and s.end > len(one) + 2 for s in text.sentences)


@pytest.mark.parametrize("source", ["", " ", "\n\n\n", "\u00a0\t"])
def test_nothing_but_space_has_no_parts(source):
    text = segment(source)
    assert (text.tokens, text.sentences, text.clauses, text.quotes) == ((), (), (), ())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("i ran. he ran. we fell", ["i ran.", "he ran.", "we fell"], id="no capitals"),
        pytest.param("I ran!! He ran?! We fell.", ["I ran!!", "He ran?!", "We fell."], id="marks in a row"),
        pytest.param("it was 4 a.m. and i ran. then it was dark.",
                     ["it was 4 a.m. and i ran.", "then it was dark."], id="4 a.m. goes on"),
        pytest.param("I woke at 4 a.m. The room was cold.",
                     ["I woke at 4 a.m.", "The room was cold."], id="4 a.m. ends"),
        pytest.param("Dr. Gray and Mrs. Hill ran. St. John did not.",
                     ["Dr. Gray and Mrs. Hill ran.", "St. John did not."], id="titles"),
        pytest.param("I saw J. Smith there. He waved.", ["I saw J. Smith there.", "He waved."], id="an initial"),
        pytest.param("It was only I. Nobody came.", ["It was only I.", "Nobody came."], id="I is no initial"),
        pytest.param("Mother said no. Father left.", ["Mother said no.", "Father left."], id="no is a word"),
        pytest.param("I was falling... falling ... and then the floor",
                     ["I was falling... falling ... and then the floor"], id="an ellipsis is a pause"),
        pytest.param("I was falling... The floor came.", ["I was falling...", "The floor came."], id="or an end"),
        pytest.param("I waited… Nobody came. I waited… and waited.",
                     ["I waited…", "Nobody came.", "I waited… and waited."], id="one-mark ellipsis"),
        pytest.param('"Stop!" he said. "Why?" I asked.', ['"Stop!" he said.', '"Why?" I asked.'], id="says who"),
        pytest.param('He said "run." I ran.', ['He said "run."', "I ran."], id="a stop within the marks"),
        pytest.param("(I was six.) The dog came.", ["(I was six.)", "The dog came."], id="brackets"),
        pytest.param("the house was burning\nmy sister was inside\ni could not move",
                     ["the house was burning", "my sister was inside", "i could not move"], id="a line a step"),
        pytest.param("i ran\r\nhe followed\r\nit was dark", ["i ran", "he followed", "it was dark"], id="crlf"),
        pytest.param("i ran\rhe followed\rit was dark", ["i ran", "he followed", "it was dark"], id="cr"),
        pytest.param("The clock said 3.15 and page 2.5 was gone. I left.",
                     ["The clock said 3.15 and page 2.5 was gone.", "I left."], id="numbers"),
        pytest.param("There was a fire 😱 I ran. 😱", ["There was a fire 😱 I ran.", "😱"], id="emoji"),
        pytest.param("He looked at me.I ran", ["He looked at me.", "I ran"], id="no space after the stop"),
        pytest.param("We drove to the sea at www.example.org and swam",
                     ["We drove to the sea at www.example.org and swam"], id="an address"),
    ],
)  # fmt: skip
def test_sentences_end_where_a_careful_reader_ends_them(source, expected):
    assert sentences(source) == expected


def test_the_lines_of_a_full_page_do_not_end_sentences_but_its_empty_lines_do():
    page = (
        "I was walking along the shore with my sister and the sea drew back so\n"
        "far that we could see the hulls of old ships, and she wanted to look at\n"
        "them but I held her hand because I knew that the water would come back\n"
        "\n"
        "the second part was at school, where nobody knew about the water at all"
    )
    assert len(sentences(page)) == 2


def test_a_run_on_is_divided_where_its_teller_goes_on():
    source = (
        "i was at the old house with my brother and we were looking for the cat and then the lights went out and the "
        "stairs were gone and then there was a man at the window and suddenly he was inside and i tried to shout"
    )
    assert [s.split()[0:2] for s in sentences(source)] == [
        ["i", "was"], ["and", "then"], ["and", "then"], ["and", "suddenly"],
    ]  # fmt: skip


def test_a_run_on_without_a_place_to_divide_stays_whole():
    source = "we walked and walked and walked " * 8
    assert len(sentences(source)) == 1


def test_a_short_sentence_is_not_divided_at_then():
    assert len(sentences("I fell and then I flew.")) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("I ran because he was behind me, and I fell", ["I ran", "because he was behind me,", "and I fell"]),
        ("the door was open — nobody was there; I went in", ["the door was open —", "nobody was there;", "I went in"]),
        ("I waited... the phone rang", ["I waited...", "the phone rang"]),
        ("I saw the dog and it barked", ["I saw the dog", "and it barked"]),
        ("I saw the dog and the cat", ["I saw the dog and the cat"]),
        ("He's gone when i look", ["He's gone", "when i look"]),
    ],
)
def test_clauses(source, expected):
    assert clauses(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('He said "do not open it" and left.', ["do not open it"]),
        ("She said “run” and “hide”.", ["run", "hide"]),
        ("Er sagte «komm» und „bleib“.", ["komm", "bleib"]),
        ('He said "run. I ran. He ran too', ["run."]),
        ('""', []),
        ('"', []),
        ('it was "', []),
        ("it's the dogs' bowl and mum's cup", []),
    ],
)
def test_quotations(source, expected):
    assert quotes(source) == expected


def test_a_mark_that_was_forgotten_does_not_swallow_the_rest():
    source = 'He said "come. ' + "I went on. " * 10 + 'Then "stop" he said.'
    assert quotes(source)[0] == "come."


def test_words_keep_their_apostrophes_and_emoji_stay_whole():
    tokens = [t.text for t in segment("don’t wake mum's dog 👩‍👧 at 12:30, ok?!").tokens]
    assert tokens == ["don’t", "wake", "mum's", "dog", "👩‍👧", "at", "12:30", ",", "ok", "?!"]


@pytest.mark.parametrize("piece", ["\n", " ", "i ", '"', "(", "and then i ", ". ", "\u00a0\t", ") "])
def test_a_long_and_dull_text_takes_no_longer_than_its_length(piece):
    text = segment("i ran" + piece * (200_000 // len(piece)) + "i fell")
    assert text.tokens[-1].text == "fell"
    assert re.fullmatch(r"i ran.*i fell", text.source, re.DOTALL)
