"""Two samples, one series over time: dreams are dealt anew, not codes."""

from __future__ import annotations

import random

import pytest

from nightglass.hvdc import CodedDream, Difference, SampleError, Stretch, compare, over_time


def dreams(number: int, share: float, seed: int, begin: int = 0) -> list[CodedDream]:
    chance = random.Random(seed)
    return [
        CodedDream(f"d{begin + k}", ("agg:1MKA,7>,D",) if chance.random() < share else ("fri:D,4>,1MKA",))
        for k in range(number)
    ]


def found(rows: list[Difference] | list[Stretch], name: str) -> Difference | Stretch:
    return next(r for r in rows if r.indicator == name)


def test_samples_of_one_kind_seldom_differ() -> None:
    # Under no difference p is even: of 60 comparisons about 6 are under 0.1.
    ps = [
        found(
            compare(dreams(15, 0.5, k), dreams(20, 0.5, 1000 + k), permutations=100), "dreams_with_aggression_percent"
        ).p
        for k in range(60)
    ]
    assert sum(p is not None and p <= 0.1 for p in ps) <= 13
    assert sum(p is not None and p > 0.5 for p in ps) >= 15


def test_a_difference_is_found_and_said_both_ways() -> None:
    one, other = dreams(60, 0.8, 1), dreams(60, 0.2, 2)
    row = found(compare(one, other, permutations=500), "aggression_friendliness_percent")
    turned = found(compare(other, one, permutations=500), "aggression_friendliness_percent")
    assert isinstance(row, Difference)
    assert isinstance(turned, Difference)
    assert row.p == pytest.approx(1 / 501)
    assert row.p_adjusted is not None
    assert row.p_adjusted >= row.p
    assert row.h is not None
    assert turned.h == -row.h
    assert row.p_h is not None
    assert row.p_h < 0.001
    assert (row.one_part, row.one_whole) == (turned.other_part, turned.other_whole)


def test_what_no_sample_or_only_one_has_gets_no_p() -> None:
    row = found(compare(dreams(5, 1, 1), dreams(5, 1, 2), permutations=10), "bodily_misfortunes_percent")
    assert isinstance(row, Difference)
    assert (row.one_percent, row.h, row.p, row.p_adjusted) == (None, None, None, None)
    one = [CodedDream("m", ("mf:5,D",))]
    row = found(compare(one, dreams(5, 1, 2), permutations=10), "bodily_misfortunes_percent")
    assert isinstance(row, Difference)
    assert (row.one_percent, row.p) == (100, None)


def test_an_index_above_one_has_a_p_and_no_h() -> None:
    one = [CodedDream(f"a{k}", ("char:1MKA", *("agg:1MKA,2>,D",) * 3)) for k in range(8)]
    other = [CodedDream(f"b{k}", ("char:1MKA",)) for k in range(8)]
    row = found(compare(one, other, permutations=200), "a_c_index")
    assert isinstance(row, Difference)
    assert row.one_percent == 300
    assert row.h is None
    assert row.p is not None
    assert row.p < 0.02


def test_change_over_time_is_found() -> None:
    series = dreams(30, 0.9, 1) + dreams(30, 0.5, 2, 30) + dreams(30, 0.1, 3, 60)
    row = found(over_time(series, stretches=3, permutations=300), "dreams_with_aggression_percent")
    assert isinstance(row, Stretch)
    assert row.wholes == (30, 30, 30)
    first, middle, last = row.percents
    assert first is not None
    assert middle is not None
    assert last is not None
    assert first > middle > last
    assert row.p == pytest.approx(1 / 301)
    steady = found(over_time(dreams(90, 0.5, 4), stretches=3, permutations=300), "dreams_with_aggression_percent")
    assert steady.p is not None
    assert steady.p > 0.01


def test_stretches_hold_every_dream_once_and_as_evenly_as_can_be() -> None:
    row = found(over_time(dreams(10, 0.5, 1), stretches=3, permutations=5), "dreams_with_aggression_percent")
    assert isinstance(row, Stretch)
    assert sum(row.wholes) == 10
    assert max(row.wholes) - min(row.wholes) <= 1


def test_the_same_seed_gives_the_same_p() -> None:
    one, other = dreams(10, 0.6, 1), dreams(10, 0.4, 2)
    assert compare(one, other, permutations=50) == compare(one, other, permutations=50)


@pytest.mark.parametrize("stretches", [0, 1, 6])
def test_what_cannot_be_parted_is_refused(stretches: int) -> None:
    with pytest.raises(SampleError, match="5 dreams cannot be parted"):
        over_time(dreams(5, 0.5, 1), stretches=stretches)


def test_an_empty_sample_is_refused() -> None:
    with pytest.raises(SampleError, match="no dreams"):
        compare([], dreams(5, 0.5, 1))
