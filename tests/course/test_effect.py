"""The effect of a phase: worked by hand, against SciPy, and by what it says."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, mannwhitneyu

from nightglass.course import (
    Effect,
    Night,
    NotYet,
    Overlap,
    Phase,
    RateRatio,
    effect_sentences,
    effect_surer,
    find_effect,
    look_back,
    nap,
    randomization_p,
    rate_ratio,
    tau_u,
)
from nightglass.course.effect_wording import effect_words

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
    assert re.search(
        r"How often: \d\d\s% fewer a night \(between .* fewer and .* fewer\), more than chance \(p", effect.words
    )
    assert f"{sum(counts[:70])} nightmares in 70 known nights" in effect.words


def test_no_effect_is_said_to_be_open() -> None:
    effect = find_effect(diary([1, 0, 0] * 40), *phases(60, 120))
    assert isinstance(effect.ratio, RateRatio)
    assert effect.ratio.low < 1 < effect.ratio.high
    assert "may be chance" in effect.words
    assert "To be surer" in effect.words
    more = find_effect(diary([0, 0, 1] * 20 + [2] * 60), *phases(60, 120))
    assert "How often: 6.0 times as many a night" in more.words
    assert "How hard the nights were: higher in 100 of 100 pairs" in more.words


OPEN = "which may be chance or not:"


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("p", "low", "high", "said"),
    [
        (0.0004, 0.65, 0.92, "more than chance."),
        (0.4, 0.4, 0.92, "which may be chance."),
        (0.046, 0.4, 0.92, f"{OPEN} the test over whole weeks speaks against chance, the interval does not."),
        (0.2, 0.6, 0.92, f"{OPEN} the interval speaks against chance, the test over whole weeks does not."),
        (None, 0.6, 0.92, "more than chance by its interval; the nights are too few for the test."),
        (None, 0.4, 0.92, "which may be chance."),
    ],
)  # fmt: skip
def test_distress_has_a_sentence_of_its_own_that_says_where_interval_and_test_disagree(
    p: float | None, low: float, high: float, said: str
) -> None:
    ratio = RateRatio(79, 177, 10, 38, 0.6, 0.29, 1.09, 0.95)
    distress = Overlap("distress", 70, 9, 0.83, low, high, 0.86, p)
    words = effect_words("baseline", "rehearsal", ratio, NotYet("weeks in each phase", 2, 3), distress)
    effect = Effect("baseline", "rehearsal", ratio, NotYet("weeks in each phase", 2, 3), distress, words)
    sentences = [plain(s) for s in effect_sentences(effect)]
    pairs = "pairs of a night before and one after"
    assert sentences == [
        "From baseline to rehearsal: 79 nightmares in 177 known nights, then 10 in 38.",
        "How often: 40 % fewer a night (between 71 % fewer and 9 % more), which may be chance.",
        f"How hard the nights were: lower in 83 of 100 {pairs} ({100 * low:.0f} to 92), {said}",
    ]
    assert "NAP" not in " ".join(sentences)
    assert "The numbers: how hard, night by night: NAP 0.83" in words
    assert ("p = 0.046" in plain(words)) == (p == 0.046)
    assert effect_surer(effect) == ("To be surer: not enough weeks in each phase yet: 2 of the 3 that it takes.",)


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
