"""Decisions are logistic: between 0 and 1, growing with what speaks for them, the same every time."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.judging.weighing import Decision, Weighing, inputs_of, load_weighing
from nightglass.reading.story import listen

REAL = st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), REAL), REAL, REAL, REAL)
def test_a_probability_is_one(inputs: dict[str, float], bias: float, one: float, two: float) -> None:
    assert 0 <= Decision(["a", "b"], [one, two], bias, 0.5).probability(inputs) <= 1


@given(st.floats(-5, 5), st.floats(0.01, 5))
def test_it_grows_with_what_speaks_for_it(x: float, more: float) -> None:
    decision = Decision(["a"], [1.5], -0.2, 0.5)
    assert decision.probability({"a": x + more}) > decision.probability({"a": x})


def test_half_at_nothing() -> None:
    assert Decision([], [], 0.0, 0.5).probability({}) == 0.5


def test_yes_from_the_threshold_on() -> None:
    weighing = Weighing({"x": Decision([], [], 0.0, 0.4)})
    assert weighing.yes("x", 0.4)
    assert not weighing.yes("x", 0.39)
    assert not weighing.yes("unheard of", 1.0)


def test_inputs() -> None:
    found = inputs_of(
        {"agg": 20.0, "emot:AP": -1.0},
        {"agg:7:o>d": 0.5, "agg:2:d>o": 0.25},
        ["agg:1MSA,7>,D", "agg:1MSA,7>,D", "emot:AP,D"],
        {"immobile": True, "kind": "bad", "themes": ("being_chased",)},
        listen("She kissed me and stabbed me."),
    )
    assert found["model agg"] == 8.0
    assert found["rules agg:7:o>d"] == 2.0
    assert (
        found["has agg"] == found["rules immobile"] == found["rules kind=bad"] == found["rules theme:being_chased"] == 1
    )
    assert found["events agg"] == pytest.approx(-0.2837, abs=1e-3)  # log of 0.753
    assert found["words"] == pytest.approx(log(1 + 7))
    assert found["topic sexual"] == found["topic attack"] == pytest.approx(log(2))
    assert found["topic luck"] == 0


def test_what_is_shipped_names_only_what_is_there() -> None:
    weighing = load_weighing()
    assert {"agg", "emot:AP", "facet immobile", "facet kind=none", "character", "code"} <= set(weighing.decisions)
    for name, decision in weighing.decisions.items():
        assert len(decision.inputs) == len(decision.weights), name
        assert 0 < decision.threshold < 1, name
