"""What comes back is found in other words, also by the index; what does not is left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nightglass.recurrence import Telling, find_recurrences, make_telling
from nightglass.recurrence import finding as module
from nightglass.recurrence.grouping import group
from nightglass.recurrence.likeness import FEATURES, compare, likeness
from nightglass.recurrence.shelf import Shelf


def test_two_recurrences_among_single_dreams(told: dict[str, Telling]) -> None:
    found = find_recurrences(list(told.values()))
    assert ("ferry0", "ferry1", "ferry2") in found.recurrences
    assert all(not any(name.startswith("single") for name in members) for members in found.recurrences)
    assert all(0 < p < 1 for p in found.likeness)


@pytest.mark.parametrize("names", [[], ["ferry0"], ["ferry0", "single1"]])
def test_too_few_to_compare(told: dict[str, Telling], names: list[str]) -> None:
    assert find_recurrences([told[n] for n in names]).recurrences == ()


def test_the_same_report_twice_and_one_without_words(told: dict[str, Telling]) -> None:
    same = [told["single0"], told["ferry0"], make_telling("again", "We were shopping for a lamp with my aunt and she "
            "wanted the green one. The shop had a cat."), make_telling("none", "...")]  # fmt: skip
    assert find_recurrences(same).recurrences == (("single0", "again"),)


def test_the_index_finds_what_comparing_all_finds(told: dict[str, Telling], monkeypatch: pytest.MonkeyPatch) -> None:
    every = find_recurrences(list(told.values()))
    monkeypatch.setattr(module, "_ALL", 3)
    seen: list[float] = []
    assert find_recurrences(list(told.values()), seen.append).recurrences == every.recurrences
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)


def test_a_heap_that_is_too_large_is_cut(told: dict[str, Telling], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 2)
    assert all(len(m) <= 2 for m in find_recurrences(list(told.values())).recurrences)


def test_likeness_is_the_same_both_ways(told: dict[str, Telling]) -> None:
    shelf = Shelf(list(told.values()))
    for one, other in ((0, 1), (0, 5), (3, 4)):
        there = compare(shelf, one, np.array([other]))
        assert there.shape == (1, len(FEATURES))
        assert np.allclose(there, compare(shelf, other, np.array([one])), atol=1e-4)
    same, other = (likeness(compare(shelf, 0, np.array([k])))[0] for k in (1, 5))
    assert same > other + 2


@given(st.integers(0, 12).flatmap(lambda n: arrays(float, (n, n), elements=st.floats(-30, 30))), st.floats(-5, 5))
@settings(max_examples=60, deadline=None)
def test_groups_are_a_division(logits: np.ndarray, level: float) -> None:
    labels = group(logits, level)
    assert len(labels) == len(logits)
    assert (labels >= 0).all()
    strict = group(logits, 20.5)
    assert len(set(strict.tolist())) == len(logits)
