"""How likely a finding is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.calibration import key_of, probability


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("char:1MKA", "char:K"), ("char:1ANI", "char:ANI"), ("char:2CZZ", "char:CZZ"), ("char:1IOA", "char:O"),
        ("agg:1MKA,7>,D", "agg:7"), ("agg:1MKA, 3>, D", "agg:3"), ("fri:D,4>,1FKA", "fri:4"),
        ("sex:D,1>,1FKA", "sex:1"),
        ("mf:3,D", "mf:3"), ("emot:AP,D", "emot:AP"), ("set:IF", "set:IF"), ("succ:,D", "succ"), ("gf:,D", "gf"),
        ("agg:", "agg"), ("fail", "fail"),
    ],
)  # fmt: skip
def test_key_of(item, key):
    assert key_of(item) == key


@given(st.text())
def test_whatever_is_asked_the_answer_is_a_probability(key):
    assert 0 < probability(key) < 1
    assert isinstance(key_of(key), str)


def test_what_was_never_measured_is_half_likely():
    assert probability("char:never measured") == 0.5
