"""What goes with bad nights, how waking changed; and that most of it is not said when it is chance."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from nightglass.course import Gaps, Night, NotYet, look_back
from nightglass.course.ties import find_ties, find_waking

FIRST = dt.date(2026, 1, 5)


def night(day: int, *, bad: bool, contexts: tuple[str, ...] = (), felt: tuple[str, ...] = (), came: str = "") -> Night:
    return Night(
        date=FIRST + dt.timedelta(days=day), state="badly" if bad else "quiet", contexts=frozenset(contexts),
        feelings=(frozenset(felt),) if felt else (), recurrences=frozenset([came] if came else []),
    )  # fmt: skip


def test_a_tie_and_one_that_is_none() -> None:
    draws = np.random.default_rng(3)
    nights = []
    for k in range(160):
        wine, tea = draws.random() < 0.4, draws.random() < 0.5
        names = tuple(n for n, there in (("wine", wine), ("tea", tea)) if there)
        nights.append(night(k, bad=bool(draws.random() < (0.7 if wine else 0.2)), contexts=names))
    found = find_ties(nights)
    assert isinstance(found, tuple)
    ties = {t.context: t for t in found}
    wine = ties["wine"]
    assert wine.p < 0.001
    assert wine.odds is not None
    assert wine.low is not None
    assert wine.high is not None
    assert 1 < wine.low < wine.odds < wine.high
    assert ties["tea"].p > 0.05
    words = look_back(nights, (), nights[-1].date).words
    assert any(w.startswith("Nights with wine:") for w in words)
    assert any("does not say that one brings the other" in w for w in words)
    assert not any("tea" in w for w in words)


def test_always_bad_with_it() -> None:
    nights = [night(k, bad=k % 4 == 0, contexts=("storm",) if k % 4 == 0 else ()) for k in range(60)]
    found = find_ties(nights)
    assert isinstance(found, tuple)
    assert found[0].odds is None
    assert found[0].p < 1e-6


def test_nothing_tracked_or_too_little_of_it() -> None:
    assert isinstance(find_ties([night(k, bad=True) for k in range(30)]), NotYet)
    few = find_ties([night(k, bad=k % 2 == 0, contexts=("tea",) if k < 3 else ()) for k in range(30)])
    assert few == NotYet("nights with and without one of the things you track", 3, 8)
    nothing = [night(k, bad=k % 3 == 0, contexts=("tea",) if k % 2 else ()) for k in range(60)]
    assert any("nothing goes with bad nights" in w for w in look_back(nothing, (), nothing[-1].date).words)


def test_from_fear_to_tears() -> None:
    nights = [night(k, bad=True, felt=("fear" if k < 20 or k % 7 == 0 else "sadness",)) for k in range(40)]
    found = find_waking(nights)
    assert isinstance(found, tuple)
    sadness = next(w for w in found if w.feeling == "sadness")
    assert (sadness.earlier, sadness.earlier_of, sadness.later, sadness.later_of) == (0, 20, 17, 20)
    assert sadness.p < 0.001
    assert any(w.startswith("Waking in sadness: 0 of 20") for w in look_back(nights, (), nights[-1].date).words)
    assert isinstance(find_waking(nights[:10]), NotYet)


def test_of_a_waking_with_several_feelings_each_counts_and_the_waking_once() -> None:
    nights = [night(k, bad=True, felt=("fear", "sadness", "other") if k < 10 else ("fear",)) for k in range(20)]
    found = find_waking([*nights, night(20, bad=True, felt=("other",))])
    assert isinstance(found, tuple)
    assert [(w.feeling, w.earlier, w.earlier_of, w.later, w.later_of) for w in found] == [
        ("fear", 10, 10, 10, 10), ("sadness", 10, 10, 0, 10),
    ]  # fmt: skip


def test_the_rhythm_of_a_recurrence_is_its_own() -> None:
    nights = [night(k, bad=k % 3 == 0, came="The ferryman" if k % 9 == 0 else "") for k in range(60)]
    found = look_back(nights, (), nights[-1].date).recurrences["The ferryman"]
    assert isinstance(found, Gaps)
    assert found.usual == 8


@pytest.mark.parametrize("count", [19, 20])
def test_how_many_wakings_it_takes(count: int) -> None:
    found = find_waking([night(k, bad=True, felt=("fear",)) for k in range(count)])
    assert isinstance(found, tuple) == (count == 20)
