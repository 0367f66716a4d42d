"""The rhythm: rates, gaps, weekdays, changes; and what cannot be said yet is not said."""

from __future__ import annotations

import datetime as dt
import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruptures import Binseg

from nightglass.course import (
    Change,
    Cluster,
    CourseError,
    Gaps,
    Night,
    NotYet,
    Phase,
    Rate,
    Season,
    Silence,
    Week,
    check_phases,
    find_change,
    find_cluster,
    find_gaps,
    find_rate,
    find_silence,
    in_order,
    look_back,
)
from nightglass.course.rhythm import _break, find_season, find_week

FIRST = dt.date(2026, 1, 5)  # a Monday
TODAY = dt.date(2030, 1, 1)
LETTERS = {"b": "badly", "q": "quiet", "?": "unknown"}


def diary(letters: str) -> list[Night]:
    return [
        Night(date=FIRST + dt.timedelta(days=k), state=LETTERS[c])  # type: ignore[arg-type]
        for k, c in enumerate(letters)
    ]


def test_rate_by_hand() -> None:
    rate = find_rate(diary("bqqqbqqqqq??"))
    assert isinstance(rate, Rate)
    assert (rate.bad, rate.known, rate.unknown) == (2, 10, 2)
    assert rate.share == pytest.approx(0.2)
    assert (rate.low, rate.high) == (pytest.approx(0.0567, abs=1e-3), pytest.approx(0.5098, abs=1e-3))  # Wilson 1927
    assert (rate.least, rate.most) == (pytest.approx(2 / 12), pytest.approx(4 / 12))


def test_nights_that_come_in_runs_say_less() -> None:
    runs, mixed = find_rate(diary("bbbbqqqq" * 8)), find_rate(diary("bqbqqbqb" * 8))
    assert isinstance(runs, Rate)
    assert isinstance(mixed, Rate)
    assert runs.high - runs.low > 1.5 * (mixed.high - mixed.low)


def test_gaps_count_known_nights_only() -> None:
    gaps = find_gaps(diary("bqqbq?qbbq??"))
    assert isinstance(gaps, Gaps)
    assert gaps.lengths == (2, 2, 0)
    assert gaps.sure == (True, False, True)
    assert (gaps.present, gaps.present_unknown) == (1, 2)
    assert gaps.usual == 2


def test_unusual_silence_both_ways() -> None:
    usual = find_silence(find_gaps(diary("bq" * 24 + "b" + "qq")))
    assert isinstance(usual, Silence)
    assert usual.p == pytest.approx(0.5 / 25)
    assert find_silence(find_gaps(diary("bq" * 15))) == NotYet("gaps between bad nights", 14, 19)
    unknown = find_silence(find_gaps(diary("bq" * 24 + "b" + "?" * 60)))
    assert isinstance(unknown, Silence)
    assert unknown.p == pytest.approx(24.5 / 25)
    assert unknown.unknown == 60


def test_a_cluster() -> None:
    found = find_cluster(diary("qqbqqqq" * 20 + "bbbbbqb"))
    assert isinstance(found, Cluster)
    assert (found.bad, found.p) == (6, pytest.approx(0.5 / 21))
    assert isinstance(find_cluster(diary("q" * 100)), NotYet)


def test_weekdays_and_months() -> None:
    week = find_week(diary("bqqqqqq" * 10))
    assert isinstance(week, Week)
    assert week.bad == (10, 0, 0, 0, 0, 0, 0)
    assert week.p < 1e-6
    same = find_week(diary("q" * 70))
    assert isinstance(same, Week)
    assert same.p == 1.0
    assert isinstance(find_season(diary("bq" * 200)), Season)
    assert isinstance(find_season(diary("bq" * 100)), NotYet)


def test_a_change_is_where_ruptures_sees_it() -> None:
    letters = "bqqqqqqq" * 9 + "bbqbbqbq" * 9
    found = find_change(diary(letters))
    assert isinstance(found, Change)
    assert found.p <= 0.01
    assert abs((found.date - FIRST).days - 72) <= 3
    assert found.before < found.after
    import numpy as np  # noqa: PLC0415

    signal = np.array([c == "b" for c in letters], dtype=float)
    (place, _) = Binseg(model="l2", jump=1, min_size=14).fit(signal).predict(n_bkps=1)
    assert _break(signal)[0] == place
    still = find_change(diary("bqqq" * 30))
    assert isinstance(still, Change)
    assert still.p > 0.2


@pytest.mark.parametrize(
    ("letters", "says"),
    [("", "nights"), ("b", "nights"), ("?" * 90, "nights"), ("b" * 90, None), ("q" * 90, "gaps between bad nights")],
)
def test_degenerate_diaries(letters: str, says: str | None) -> None:
    found = look_back(diary(letters), (), FIRST + dt.timedelta(days=max(0, len(letters) - 1)))
    assert "nan" not in msgspec.json.encode(found).decode().lower()
    assert "nan" not in " ".join(found.words).lower()
    if says:
        assert any(says in w for w in found.words)
    else:
        assert found.words[0].startswith("90 of 90 known nights were dreamt badly: 100\N{NO-BREAK SPACE}%")


def test_what_contradicts_itself_is_refused_with_its_place() -> None:
    with pytest.raises(CourseError, match=r"2026-01-06 is still to come"):
        in_order(diary("bb"), FIRST)
    with pytest.raises(CourseError, match=r"2026-01-05 is there twice"):
        in_order([*diary("b"), *diary("q")], TODAY)
    with pytest.raises(CourseError, match="more than 120 years ago"):
        in_order([Night(date=dt.date(1800, 1, 1), state="badly")], TODAY)
    with pytest.raises(CourseError, match="overlap"):
        check_phases([Phase("a", FIRST, FIRST), Phase("b", FIRST)], TODAY)
    with pytest.raises(CourseError, match="ends before it begins"):
        check_phases([Phase("a", FIRST, FIRST - dt.timedelta(days=1))], TODAY)
    with pytest.raises(CourseError, match="still to come"):
        check_phases([Phase("a", TODAY)], FIRST)


def test_nights_that_nobody_logged_are_unknown_and_tonight_is_not_yet() -> None:
    nights = diary("b???q")
    given_out_of_order = [nights[4], nights[0]]
    assert in_order(given_out_of_order, FIRST + dt.timedelta(days=5)) == tuple(nights)
    assert in_order([], TODAY) == ()


@settings(max_examples=60, deadline=None)
@given(st.text("bq?", max_size=200), st.integers(0, 40))
def test_whatever_the_nights_were_nothing_is_not_a_number(letters: str, later: int) -> None:
    nights = diary(letters)
    found = look_back(nights, (), FIRST + dt.timedelta(days=len(letters) + later))
    if isinstance(found.rate, Rate):
        rate = found.rate
        assert 0 <= rate.least <= rate.share * (1 + 1e-9) or rate.unknown
        assert 0 <= rate.low <= rate.share <= rate.high <= 1
        assert not any(math.isnan(x) for x in (rate.low, rate.high))
    if isinstance(found.gaps, Gaps):
        assert sum(found.gaps.lengths) + found.gaps.present <= letters.count("q")
