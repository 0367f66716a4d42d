from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nightglass.pictures.score.plain import legible, on_one_line

_ANY = st.text(st.characters(exclude_categories=()))


@given(_ANY)
def test_nothing_legible_gives_orders(text: str) -> None:
    shown = legible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    shown.encode()


@given(_ANY, st.integers(2, 90))
def test_one_line_is_one_line_and_no_longer(text: str, most: int) -> None:
    line = on_one_line(text, most)
    assert len(line) <= most
    assert line.splitlines() in ([], [line])
    assert line == line.strip()


@given(_ANY)
def test_one_line_twice_is_the_same(text: str) -> None:
    assert on_one_line(on_one_line(text)) == on_one_line(text)


def test_directions_and_escapes_are_left_out() -> None:
    assert on_one_line("a\u202eb\x1b[2Jc\r\nd\u2066") == "ab [2Jc d"


def test_what_is_cut_says_so() -> None:
    assert on_one_line("a long corridor", 7) == "a long…"


@given(st.text(st.characters(categories=("Ll", "Lu", "Zs"), exclude_characters="\u3000"), max_size=40))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert on_one_line(text).replace(" ", "") == "".join(text.split())
