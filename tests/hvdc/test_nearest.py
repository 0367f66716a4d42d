"""What is offered in place of a code that does not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import CodeError, codes, parse
from nightglass.hvdc.nearest import nearest_codes, nearest_of

KNOWN = frozenset(codes.character_codes())


@given(st.text(max_size=10))
def test_what_is_offered_exists(text: str) -> None:
    near = nearest_codes(text, "1MKADANICZ", KNOWN.__contains__)
    assert set(near) <= KNOWN
    assert len(near) <= 3
    assert set(nearest_of(text, codes.EMOTIONS)) <= set(codes.EMOTIONS)


@given(st.sampled_from(sorted(KNOWN)), st.integers(0, 3), st.sampled_from("xz?!09"))
def test_one_wrong_sign_is_mended(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong not in KNOWN:
        with pytest.raises(CodeError) as caught:
            parse(f"char:{wrong}")
        assert caught.value.nearest
        assert set(caught.value.nearest) <= KNOWN


@given(st.sampled_from(sorted(KNOWN)))
def test_small_letters_and_spaces_are_forgiven(code: str) -> None:
    assert nearest_codes(f" {code.lower()} ", "", KNOWN.__contains__) == (code,)


def test_nothing_is_offered_for_what_resembles_nothing() -> None:
    assert nearest_codes("", "1MKA", KNOWN.__contains__) == ()
    assert nearest_codes("x" * 500, "1MKA", KNOWN.__contains__) == ()
    assert nearest_of("", codes.EMOTIONS) == ()
    assert nearest_of("??", codes.EMOTIONS) == ()


def test_many_broken_codes_are_not_slow_to_refuse() -> None:
    # What is nearest is looked for only when it is asked for: 20,000 different slips in a file take no minutes.
    for number in range(20_000):
        with pytest.raises(CodeError) as caught:
            parse(f"char:{number:05}")
        assert "nearest" not in vars(caught.value)
