"""Counts, indicators, norms, profiles, comparisons, agreement."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import (
    INDICATORS,
    CodedDream,
    Norm,
    Norms,
    agree,
    cohen_h,
    compare,
    norms,
    profile,
    sampling_error,
    validate,
)  # fmt: skip
from nightglass.hvdc.arithmetic.counts import COUNTS, count
from nightglass.hvdc.arithmetic.profile import adjust

ITEMS = [
    "char:1MKA", "char:2FSA", "char:1FMA", "char:5MPA", "char:1ANI", "char:1CZZ", "agg:1MKA,7>,D", "agg:D,2>,1MKA",
    "agg:D,1*,", "fri:D,4>,1FMA", "fri:1FMA,6=,D", "sex:D,3>,1MKA", "mf:5,D", "mf:1,1MKA", "gf:,D", "succ:,D",
    "fail:,D", "emot:AP,D", "emot:HA,1FMA", "set:IF", "set:OU", "obj:BH", "obj:BT", "char:nonsense",
]  # fmt: skip
DREAMS = st.lists(st.lists(st.sampled_from(ITEMS), max_size=12), min_size=1, max_size=12).map(
    lambda dreams: [CodedDream(f"d{i}", tuple(items)) for i, items in enumerate(dreams)]
)
SAMPLE = [
    CodedDream("a", ("char:1MKA", "char:2JSA", "agg:1MKA,7>,D", "emot:AP,D", "mf:5,D", "set:IF")),
    CodedDream("b", ("char:1FMA", "fri:D,4>,1FMA", "emot:HA,D", "succ:,D", "set:OU")),
    CodedDream("c", ()),
]


def row(name: str, dreams: list[CodedDream]) -> tuple[int, int]:
    found = next(r for r in profile(dreams).rows if r.indicator == name)
    return found.part, found.whole


@pytest.mark.parametrize(
    ("name", "part", "whole"),
    [
        ("male_female_percent", 1, 2),
        ("familiarity_percent", 2, 3),
        ("friends_percent", 1, 3),
        ("family_percent", 1, 3),
        ("group_percent", 1, 3),
        ("aggression_friendliness_percent", 1, 2),
        ("befriender_percent", 1, 1),
        ("aggressor_percent", 0, 1),
        ("victimization_percent", 1, 1),
        ("physical_aggression_percent", 1, 1),
        ("a_c_index", 1, 3),
        ("indoor_setting_percent", 1, 2),
        ("familiar_setting_percent", 1, 2),
        ("self_negativity_percent", 2, 3),
        ("bodily_misfortunes_percent", 1, 1),
        ("negative_emotions_percent", 1, 2),
        ("dreamer_involved_success_percent", 1, 1),
        ("dreams_with_aggression_percent", 1, 3),
        ("dreams_with_striving_percent", 1, 3),
        ("torso_anatomy_percent", 0, 0),
    ],
)
def test_every_formula_by_hand(name: str, part: int, whole: int) -> None:
    assert row(name, SAMPLE) == (part, whole)


@given(DREAMS)
def test_every_indicator_but_the_indices_is_a_proportion(dreams: list[CodedDream]) -> None:
    for i, found in zip(INDICATORS, profile(dreams).rows, strict=True):
        assert found.part >= 0
        assert found.whole >= 0
        assert i.ratio or found.part <= found.whole
        assert (found.percent is None) == (found.whole == 0)


@given(DREAMS)
def test_a_sample_against_itself_has_no_effect(dreams: list[CodedDream]) -> None:
    own = Norms("self", len(dreams), {r.indicator: Norm(r.part, r.whole) for r in profile(dreams).rows})
    assert {r.h for r in profile(dreams, own).rows} <= {0.0, -0.0, None}
    assert all(d.h in {0.0, None} for d in compare(dreams, dreams, permutations=5))


@given(DREAMS)
def test_counts_add_up(dreams: list[CodedDream]) -> None:
    table = count(dreams)
    assert table.shape == (len(dreams), len(COUNTS))
    assert (table >= 0).all()
    totals = dict(zip(COUNTS, table.sum(axis=0), strict=True))
    known = totals["humans"] + totals["animals"] + totals["creatures"]
    assert totals["characters"] == known + sum(d.hvdc.count("char:nonsense") for d in dreams)
    assert totals["humans"] == totals["familiar"] + totals["unfamiliar"]
    assert totals["dreams"] == len(dreams)
    assert totals["unknown"] == sum(d.hvdc.count("char:nonsense") for d in dreams)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_the_published_table_comes_out_of_the_counts(sex: str) -> None:
    known = norms(sex)  # type: ignore[arg-type]
    assert known.dreams == {"male": 500, "female": 491}[sex]
    assert set(known.indicators) == {i.name for i in INDICATORS}
    for i in INDICATORS:
        norm = known.indicators[i.name]
        if norm.published is not None:
            share = norm.part / norm.whole
            assert abs(share - norm.published) <= 0.02 if i.ratio else abs(100 * share - norm.published) <= 2


def test_h_is_cohens() -> None:
    assert cohen_h(1, 0) == pytest.approx(math.pi)
    assert cohen_h(0.5, 0.5) == 0
    assert cohen_h(0.67, 0.48) == pytest.approx(0.3865, abs=1e-3)


def test_interval_p_and_adjustment() -> None:
    dreams = [CodedDream(str(i), ("char:1MKA",) if i % 5 else ("char:1FKA",)) for i in range(200)]
    found = next(r for r in profile(dreams, norms("female")).rows if r.indicator == "male_female_percent")
    assert found.percent == 80
    assert found.h is not None
    assert found.h_low is not None
    assert found.h_high is not None
    assert found.h_low < found.h < found.h_high
    assert found.h == pytest.approx(cohen_h(0.8, 501 / 1047), abs=1e-4)
    assert found.p is not None
    assert found.p_adjusted is not None
    assert found.p <= found.p_adjusted < 0.001


def test_benjamini_and_hochberg() -> None:
    assert adjust([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert adjust([]) == []


def test_small_samples_are_warned_of() -> None:
    assert "few" in profile(SAMPLE, norms("male")).warnings[0]
    assert "no dreams" in profile([], norms("male")).warnings[0]
    assert profile([*SAMPLE] * 50, norms("male")).warnings == ()
    assert profile(SAMPLE).warnings == ()
    assert sampling_error(norms("male"), 25) > sampling_error(norms("male"), 400) > 0


def test_permutation_takes_the_dream_as_the_unit() -> None:
    many = tuple(["agg:1MKA,7>,D"] * 30)
    one = [CodedDream("x", many), *(CodedDream(f"a{i}", ("agg:D,2>,1MKA",)) for i in range(9))]
    other = [CodedDream(f"b{i}", ("agg:D,2>,1MKA",)) for i in range(10)]
    found = next(d for d in compare(one, other, permutations=400) if d.indicator == "physical_aggression_percent")
    assert found.h is not None
    assert found.h > 1
    assert found.p is not None
    assert found.p > 0.5  # thirty acts, but of one dream


def test_permutation_finds_a_real_difference() -> None:
    one = [CodedDream(f"a{i}", ("emot:AP,D",)) for i in range(40)]
    other = [CodedDream(f"b{i}", ("emot:HA,D",)) for i in range(40)]
    found = next(d for d in compare(one, other, permutations=200) if d.indicator == "negative_emotions_percent")
    assert found.p == pytest.approx(1 / 201)


def test_agreement() -> None:
    one = [CodedDream("a", ("char:1MKA", "emot:AP,D")), CodedDream("b", ("char:1FSA",)), CodedDream("c", ())]
    other = [CodedDream("a", ("char:1MKA", "emot:SD,D")), CodedDream("b", ("char:1FUA",)), CodedDream("x", ())]
    found = {a.category: a for a in agree(one, other, draws=200)}
    assert (found["char"].items, found["char"].perfect) == (3, 33.3)
    assert (found["emot"].items, found["emot"].perfect) == (2, 0.0)
    assert found["emot"].kappa == 1.0
    assert found["agg"].perfect is None
    assert found["agg"].kappa is None


@given(DREAMS)
def test_a_coding_agrees_with_itself(dreams: list[CodedDream]) -> None:
    for found in agree(dreams, dreams, draws=10):
        assert found.perfect in {100.0, None}
        assert found.kappa in {1.0, None}
        assert found.alpha in {1.0, None}


def test_validate_names_every_slip_with_its_place() -> None:
    dreams = [
        CodedDream("a", ("char:1MKA", "agg:1FSA,3>,D", "char:9XXX"), line=1),
        CodedDream("a", (), line=2),
    ]
    slips = validate(dreams)
    assert [(s.line, s.item) for s in slips] == [(1, "agg:1FSA,3>,D"), (1, "char:9XXX"), (2, ""), (2, "")]
    assert "no character of this dream" in slips[0].message
    assert "id" in slips[2].message
    assert "empty" in slips[3].message


def test_a_hundred_thousand_dreams_are_counted_exactly() -> None:
    table = count(SAMPLE * 1000)
    assert np.array_equal(table.sum(axis=0), 1000 * count(SAMPLE).sum(axis=0))
