"""Plain spellings and dictionary forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.text import lemma, plain


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Can’t", "can not"), ("can`t", "can not"), ("CANT", "can not"), ("i'm", "i am"), ("Im", "i am"),
        ("wouldn't", "would not"), ("they've", "they have"), ("we'll", "we will"), ("they're", "they are"),
        ("I'd", "i would"), ("he's", "he is"), ("It’s", "it is"), ("mother's", "mother's"), ("Mum", "mother"),
        ("gonna", "going to"), ("ran", "ran"), ("😱", "😱"), ("12:30", "12:30"), ("o'clock", "o'clock"),
    ],
)  # fmt: skip
def test_plain(word, expected):
    assert plain(word) == expected


@given(st.text())
def test_plain_words_are_lower_and_parted_by_single_spaces(word):
    once = plain(word)
    assert once == once.lower()
    if " " not in word:
        assert "  " not in once
        assert once == once.strip(" ")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=1))
def test_what_is_plain_stays_plain(word):
    once = plain(word)
    assert " ".join(plain(w) for w in once.split()) == once or "'" in once


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("chased", "chase"), ("ran", "run"), ("felt", "feel"), ("saw", "see"), ("woke", "wake"), ("lay", "lie"),
        ("children", "child"), ("ground", "ground"), ("wound", "wound"), ("me", "i"), ("us", "we"),
        ("mother's", "mother's"), (".", "."), ("…", "…"), ("xyzzyq", "xyzzyq"),
    ],
)  # fmt: skip
def test_lemma(word, expected):
    assert lemma(word) == expected


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=1, max_size=20))
def test_a_dictionary_form_is_one_lower_word(word):
    assert lemma(word) == lemma(word).lower()
    assert " " not in lemma(word)
