"""Recovery keys survive handwriting, and a slip of the pen is told from a wrong key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal.recovery import is_recovery_key, make_recovery_key, normal_secret


def test_no_two_are_the_same_and_each_is_one() -> None:
    keys = {make_recovery_key() for _ in range(200)}
    assert len(keys) == 200
    assert all(is_recovery_key(key) for key in keys)


def test_case_spaces_and_dashes_do_not_count() -> None:
    key = make_recovery_key()
    for written in (key.lower(), key.replace("-", " "), f"  {key.replace('-', '')}\n"):
        assert normal_secret(written) == normal_secret(key)


@given(st.integers(0, 39), st.sampled_from("23456789ABCDEFGHJKMNPQRSTUVWXYZ"))
def test_one_wrong_sign_is_seen(place: int, sign: str) -> None:
    signs = list("".join(make_recovery_key().split("-")))
    if signs[place] != sign:
        signs[place] = sign
        assert not is_recovery_key("".join(signs))


@given(st.integers(0, 3), st.integers(0, 7))
def test_two_neighbours_that_changed_places_are_seen(place: int, group: int) -> None:
    signs = list("".join(make_recovery_key().split("-")))
    here = group * 5 + place
    if place < 3 and signs[here] != signs[here + 1]:
        signs[here], signs[here + 1] = signs[here + 1], signs[here]
        assert not is_recovery_key("".join(signs))


def test_a_passphrase_is_composed_and_keeps_its_spaces() -> None:
    assert normal_secret("cafe\u0301 nine") == normal_secret("caf\u00e9 nine")
    assert normal_secret("two  spaces") != normal_secret("two spaces")
    assert normal_secret("with an end\n") == normal_secret("with an end")


@pytest.mark.parametrize("text", ["", "not a key", "AAAAA-" * 8, "2" * 39, "2" * 41])
def test_other_texts_are_none(text: str) -> None:
    assert not is_recovery_key(text)
