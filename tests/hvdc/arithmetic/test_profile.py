"""Percentages and their intervals, effects, norms, warnings."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, norm, poisson
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from nightglass.hvdc import INDICATORS, MORE, CodedDream, Indicator, Row, cohen_h, h_test, norms, profile
from nightglass.hvdc.arithmetic.counts import COUNTS
from nightglass.hvdc.arithmetic.profile import adjust

COUNTED = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


def sample(people: int, women: int, acts: int = 0) -> list[CodedDream]:
    return [
        CodedDream("w", ("char:1FKA",) * women),
        CodedDream("m", ("char:1MKA",) * (people - women) + ("agg:1MKA,7>,1FKA",) * acts),
    ]


def row(name: str, dreams: list[CodedDream], sex: str | None = None) -> Row:
    found = profile(dreams, norms(sex) if sex else None)  # type: ignore[arg-type]
    return next(r for r in found.rows if r.indicator == name)


@pytest.mark.parametrize(("people", "women"), [(10, 0), (10, 10), (37, 12), (200, 199)])
def test_the_interval_of_a_percentage_is_wilsons(people: int, women: int) -> None:
    found = row("male_female_percent", sample(people, women))
    low, high = proportion_confint(people - women, people, method="wilson")
    assert found.percent_low == pytest.approx(100 * low, abs=1e-3)
    assert found.percent_high == pytest.approx(100 * high, abs=1e-3)


@pytest.mark.parametrize(("people", "acts"), [(10, 0), (10, 3), (4, 30)])
def test_the_interval_of_an_index_is_garwoods_and_may_pass_one(people: int, acts: int) -> None:
    found = row("a_c_index", sample(people, 1, acts), "female")
    assert found.percent == pytest.approx(100 * acts / people)
    assert found.percent_low is not None
    assert found.percent_high is not None
    # Garwood (1936): at the ends of the interval, as many acts or more, and as many or fewer, have 2.5 %.
    assert poisson.cdf(acts, found.percent_high / 100 * people) == pytest.approx(0.025, abs=1e-4)
    if acts:
        assert poisson.sf(acts - 1, found.percent_low / 100 * people) == pytest.approx(0.025, abs=1e-4)
    assert (found.h is None) == (acts > people)


@given(COUNTED, COUNTED)
def test_h_and_its_test(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = h_test(one, other)
    if not (one[1] and other[1]):
        assert found is None
        return
    assert found is not None
    assert abs(found.h) <= round(math.pi, 4)  # values are given to four places
    assert (found.low + found.high) / 2 == pytest.approx(found.h, abs=1e-3)
    assert found.low <= found.h <= found.high
    turned = h_test(other, one)
    assert turned is not None
    assert turned.h == pytest.approx(-found.h, abs=1e-9)
    assert turned.p == pytest.approx(found.p)
    # The interval leaves out 0 where p is under 0.05; very near to it, rounding may say otherwise.
    if abs(found.p - 0.05) > 0.001:
        assert (found.low > 0 or found.high < 0) == (found.p < 0.05)


def test_h_by_hand() -> None:
    # 67 % against 48 %: 2 * asin(sqrt(.67)) - 2 * asin(sqrt(.48)) = 1.9177 - 1.5308.
    found = h_test((67, 100), (48, 100))
    assert found is not None
    assert found.h == pytest.approx(0.3869, abs=1e-3)
    assert found.p == pytest.approx(2 * norm.sf(found.h / math.sqrt(2 / 100)), rel=1e-3)
    assert h_test((3, 2), (1, 2)) is None
    assert cohen_h(0, 1) == -math.pi


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_benjamini_and_hochberg_as_statsmodels_has_them(p: list[float]) -> None:
    assert adjust(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_norms_of_both_are_the_sums() -> None:
    both, male, female = norms("both"), norms("male"), norms("female")
    assert both.dreams == 991
    assert both.indicators["animal_percent"].part == 71 + 61
    for name, counted in both.indicators.items():
        assert counted.whole == male.indicators[name].whole + female.indicators[name].whole
        assert counted.published is None


@pytest.mark.parametrize("indicator", [*INDICATORS, *MORE], ids=lambda i: i.name)
def test_every_definition_is_whole(indicator: Indicator) -> None:
    assert {*indicator.part, *indicator.whole} <= set(COUNTS)
    assert indicator.formula
    assert indicator.source[-4:].isdigit()
    assert indicator.name.endswith("_index" if indicator.ratio else "_percent")


def test_names_and_labels_are_all_different() -> None:
    both = [*INDICATORS, *MORE]
    assert len({i.name for i in both}) == len({i.label for i in both}) == len(both)


def test_more_indicators_have_no_norms() -> None:
    dreams = [
        CodedDream("a", ("char:1MSA", "char:1FMA", "agg:1MSA,7>,D", "agg:1MSA,7>,1FMA", "emot:AN,D", "emot:HA,D"))
    ]
    found = {r.indicator: r for r in profile(dreams, norms("male"), MORE).rows}
    assert (found["a_c_male_index"].part, found["a_c_male_index"].whole) == (1, 1)
    assert (found["a_c_family_index"].part, found["a_c_family_index"].whole) == (0, 1)
    assert found["dreamer_involved_aggression_percent"].percent == 50
    assert found["anger_percent"].percent == 50
    assert found["dreams_with_emotion_percent"].percent == 100
    assert {r.h for r in found.values()} == {None}
    assert {r.norm_percent for r in found.values()} == {None}


def test_too_few_for_one_indicator_and_enough_for_another() -> None:
    dreams = [CodedDream(str(k), ("char:1MKA", "succ:,D")) for k in range(150)]
    found = {r.indicator: r for r in profile(dreams, norms("male")).rows}
    assert found["dreamer_involved_success_percent"].few
    assert not found["dreams_with_aggression_percent"].few
    assert not found["torso_anatomy_percent"].few  # nothing is said, so nothing is to be doubted
    assert found["dreams_with_aggression_percent"].expected_error == pytest.approx(3.3, abs=0.3)
    assert profile(dreams, norms("male")).warnings == ()


def test_one_dream_is_warned_of_in_the_singular() -> None:
    assert profile([CodedDream("a", ())], norms("male")).warnings[0].startswith("One dream is few")


def test_the_interval_holds_what_it_should() -> None:
    # A check on the library above all: the exact interval (Clopper & Pearson 1934) is never narrower than Wilson's.
    found = row("male_female_percent", sample(50, 20))
    exact = beta.ppf([0.025, 0.975], [30, 31], [21, 20])
    assert found.percent_low is not None
    assert found.percent_high is not None
    assert 100 * exact[0] < found.percent_low < 60 < found.percent_high < 100 * exact[1]
