"""What chance alone does to a sample."""

from __future__ import annotations

import math

import pytest

from nightglass.hvdc import INDICATORS, Norm, Norms, expected_errors, norms, sampling_error


@pytest.mark.parametrize("sex", ["male", "female", "both"])
def test_the_error_falls_with_the_number_of_dreams(sex: str) -> None:
    known = norms(sex)  # type: ignore[arg-type]
    few, some, many = (expected_errors(known, n) for n in (25, 100, 400))
    assert set(few) == {i.name for i in INDICATORS}
    for name in few:
        if few[name].mean > 1:
            assert few[name].mean > some[name].mean > many[name].mean
        assert few[name].most > few[name].mean


def test_it_is_what_the_binomial_says_where_nothing_else_varies() -> None:
    # The mean absolute deviation of a normal variable is its standard error times the root of 2/pi.
    found = expected_errors(norms("male"), 100)["dreams_with_aggression_percent"]
    error = 100 * math.sqrt(0.472 * 0.528 / 100)
    assert found.mean == pytest.approx(error * math.sqrt(2 / math.pi), rel=0.05)
    assert found.most == pytest.approx(1.96 * error, rel=0.08)


def test_clustered_codes_vary_more() -> None:
    # 1110 humans in 500 dreams: independent codes would stray by a quarter less than codes of one dream do.
    found = expected_errors(norms("male"), 125)["familiarity_percent"].mean
    independent = 100 * math.sqrt(0.45 * 0.55 / (1110 / 4)) * math.sqrt(2 / math.pi)
    assert 1.1 * independent < found < 1.4 * independent


def test_a_hundred_dreams_come_within_five_points_of_the_common_indicators() -> None:
    found = expected_errors(norms("both"), 100)
    for name in ("male_female_percent", "familiarity_percent", "dreams_with_aggression_percent", "animal_percent"):
        assert found[name].mean < 5


def test_the_same_again_and_nothing_without_a_whole() -> None:
    known = Norms("odd", 10, {"a_c_index": Norm(5, 20), "family_percent": Norm(0, 0), "unheard_of": Norm(1, 2)})
    assert set(expected_errors(known, 10)) == {"a_c_index"}
    assert expected_errors(known, 10) == expected_errors(known, 10)
    assert sampling_error(norms("male"), 25) > sampling_error(norms("male"), 400) > 0
