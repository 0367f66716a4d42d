"""The effect of a phase: worked by hand, against SciPy, and by what it says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, mannwhitneyu

from nightglass.course import (
    Night,
    NotYet,
    Overlap,
    Phase,
    RateRatio,
    find_effect,
    look_back,
    nap,
    randomization_p,
    rate_ratio,
    tau_u,
)

FIRST = dt.date(2026, 1, 5)
VALUES = st.lists(st.integers(0, 5), min_size=2, max_size=12)


def diary(counts: list[int | None]) -> list[Night]:
    return [
        Night(date=FIRST + dt.timedelta(days=k), nightmares=c, distress=None if not c else 4 + c,
              state="unknown" if c is None else "badly" if c else "quiet")
        for k, c in enumerate(counts)
    ]  # fmt: skip


def phases(days: int, both: int) -> tuple[Phase, Phase]:
    turn = FIRST + dt.timedelta(days=days)
    last = FIRST + dt.timedelta(days=both - 1)
    return Phase("baseline", FIRST, turn - dt.timedelta(days=1)), Phase("rehearsal", turn, last)


def test_the_ratio_of_two_rates_by_simulation() -> None:
    middle, low, high, less = rate_ratio((20, 40), (10, 40))
    draws = np.random.default_rng(1)
    ratio = draws.gamma(10.5, 1 / 40, 400_000) / draws.gamma(20.5, 1 / 40, 400_000)
    assert (low, middle, high) == tuple(pytest.approx(q, rel=0.02) for q in np.quantile(ratio, [0.025, 0.5, 0.975]))
    assert less == pytest.approx((ratio < 1).mean(), abs=0.005)


@given(VALUES, VALUES)
def test_nap_is_the_area_that_mann_and_whitney_count(before: list[int], after: list[int]) -> None:
    share, low, high = nap(before, after)
    u = mannwhitneyu(before, after).statistic
    assert share == pytest.approx(u / (len(before) * len(after)))
    assert 0 <= low <= share <= high <= 1


def test_nap_by_hand() -> None:
    assert nap([4, 5, 6], [3, 4, 1])[0] == pytest.approx(8.5 / 9)
    assert nap([1, 1], [1, 1])[0] == 0.5


@given(VALUES, VALUES)
def test_tau_u_without_a_trend_is_twice_nap_less_one(before: list[int], after: list[int]) -> None:
    level = [before[0]] * len(before)
    assert tau_u(level, after) == pytest.approx(2 * nap(level, after)[0] - 1)


@given(st.lists(st.integers(0, 50), min_size=3, max_size=9, unique=True), VALUES)
def test_tau_u_takes_the_trend_of_kendall_away(before: list[int], after: list[int]) -> None:
    pairs = len(before) * (len(before) - 1) / 2
    rising = kendalltau(range(len(before)), before).statistic * pairs
    plain = (2 * nap(before, after)[0] - 1) * len(before) * len(after)
    assert tau_u(before, after) == pytest.approx(np.clip((plain + rising) / (len(before) * len(after)), -1, 1))


def test_an_effect_and_its_sentence() -> None:
    draws = np.random.default_rng(4)
    counts = [int(x) for x in (*draws.poisson(1.0, 70), *draws.poisson(0.3, 70))]
    effect = find_effect(diary(counts), *phases(70, 140))
    assert isinstance(effect.ratio, RateRatio)
    assert effect.ratio.high < 1
    assert isinstance(effect.frequency, Overlap)
    assert effect.frequency.nap > 0.8
    assert effect.frequency.p is not None
    assert effect.frequency.p < 0.01
    assert "That is fewer." in effect.words
    assert f"{sum(counts[:70])} nightmares in 70 known nights" in effect.words


def test_no_effect_is_said_to_be_open() -> None:
    effect = find_effect(diary([1, 0, 0] * 40), *phases(60, 120))
    assert isinstance(effect.ratio, RateRatio)
    assert effect.ratio.low < 1 < effect.ratio.high
    assert "may be chance" in effect.words
    assert "To be surer" in effect.words
    more = find_effect(diary([0, 0, 1] * 20 + [2] * 60), *phases(60, 120))
    assert "That is more." in more.words


def test_two_phases_of_two_nights_and_unknown_nights() -> None:
    effect = find_effect(diary([1, 0, 1, 0]), *phases(2, 4))
    assert isinstance(effect.ratio, NotYet)
    assert (
        effect.words
        == "From baseline to rehearsal: not enough known nights in each phase yet: 2 of the 7 that it takes."
    )
    unknown = find_effect(diary([None] * 20 + [1] * 20), *phases(20, 40))
    assert isinstance(unknown.ratio, NotYet)
    assert isinstance(unknown.frequency, NotYet)
    constant = find_effect(diary([1] * 80), *phases(40, 80))
    assert isinstance(constant.frequency, Overlap)
    assert (constant.frequency.nap, constant.frequency.tau_u, constant.frequency.p) == (0.5, 0.0, 1.0)


def test_randomization() -> None:
    draws = np.random.default_rng(2)
    flat = draws.random(84)
    later = np.arange(84) >= 42
    same = randomization_p(flat, later)
    assert same is not None
    assert same > 0.01
    assert randomization_p(flat + 3 * later, later) == pytest.approx(0.0005, abs=0.0005)
    assert randomization_p(flat[:30], later[:30]) is None
    assert randomization_p(flat, np.ones(84, bool)) is None
    assert randomization_p(np.full(84, np.nan), later) == 1.0


def test_a_third_phase_is_compared_with_the_first_too() -> None:
    turn = FIRST + dt.timedelta(days=30)
    end = FIRST + dt.timedelta(days=60)
    three = (Phase("follow-up", end), Phase("baseline", FIRST), Phase("rehearsal", turn))
    found = look_back(diary([1, 0] * 45), three, FIRST + dt.timedelta(days=89))
    assert [(e.before, e.after) for e in found.effects] == [
        ("baseline", "rehearsal"), ("rehearsal", "follow-up"), ("baseline", "follow-up"),
    ]  # fmt: skip
    assert found.words[0].startswith("From baseline to rehearsal")
