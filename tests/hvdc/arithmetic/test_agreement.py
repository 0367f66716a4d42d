"""Agreement against figures worked out by hand and by other libraries."""

from __future__ import annotations

import random

import krippendorff
import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from nightglass.hvdc import CATEGORIES, Agreement, CodedDream, SampleError, agree
from nightglass.hvdc.arithmetic.agreement import _alpha, _library_alpha, _table

ITEMS = [
    "char:1MKA",
    "char:1FKA",
    "char:2ANI",
    "agg:D,3>,1MKA",
    "agg:1MKA,7>,D",
    "mf:1,D",
    "emot:AP,D",
    "emot:SD,D",
    "set:IF",
]


def coded(number: int, seed: int) -> list[CodedDream]:
    chance = random.Random(seed)
    return [CodedDream(f"d{k}", tuple(chance.choices(ITEMS, k=chance.randint(0, 5)))) for k in range(number)]


def by_name(one: list[CodedDream], other: list[CodedDream], draws: int = 100) -> dict[str, Agreement]:
    return {a.category: a for a in agree(one, other, draws=draws)}


def disturbed(dreams: list[CodedDream], seed: int) -> list[CodedDream]:
    chance = random.Random(seed)
    return [
        CodedDream(d.id, tuple(chance.choice(ITEMS) if chance.random() < 0.3 else i for i in d.hvdc)) for d in dreams
    ]


def test_kappa_and_alpha_as_other_libraries_have_them() -> None:
    one = coded(60, 1)
    other = disturbed(one, 2)
    found = by_name(one, other)
    for tag in ("agg", "mf", "emot", "char", "set"):
        counts = np.array([[sum(i.startswith(tag + ":") for i in d.hvdc) for d in c] for c in (one, other)])
        has = counts > 0
        table = [[np.sum((has[0] == a) & (has[1] == b)) for b in (False, True)] for a in (False, True)]
        assert found[tag].kappa == pytest.approx(cohens_kappa(np.array(table), return_results=False), abs=6e-4)
        assert found[tag].alpha == pytest.approx(krippendorff.alpha(counts, level_of_measurement="interval"), abs=6e-4)


def test_the_intervals_hold_the_figures_and_narrow_with_more_dreams() -> None:
    one = coded(400, 3)
    other = disturbed(one, 4)
    wide, narrow = by_name(one[:40], other[:40], 300)["char"], by_name(one, other, 300)["char"]
    for row in (wide, narrow):
        for value, low, high in (
            (row.perfect, row.perfect_low, row.perfect_high), (row.kappa, row.kappa_low, row.kappa_high),
            (row.alpha, row.alpha_low, row.alpha_high),
        ):  # fmt: skip
            assert value is not None
            assert low is not None
            assert high is not None
            assert low <= value <= high
    assert narrow.perfect_high - narrow.perfect_low < wide.perfect_high - wide.perfect_low  # type: ignore[operator]
    assert narrow.alpha_high - narrow.alpha_low < wide.alpha_high - wide.alpha_low  # type: ignore[operator]


def test_alpha_from_sums_is_the_librarys() -> None:
    # The interval is made of sums, the figure by the library: with equal draws of every dream both are the same.
    one = coded(50, 5)
    pairs = [(d.hvdc, e.hvdc) for d, e in zip(one, disturbed(one, 6), strict=True)]
    table = _table(CATEGORIES[0], pairs)
    assert _alpha(table.sum(axis=0, keepdims=True))[0] == pytest.approx(_library_alpha(table))


def test_by_hand() -> None:
    one = [CodedDream("a", ("char:1MKA", "char:2FSA", "agg:1MKA,3>,D")), CodedDream("b", ("emot:AP,D", "emot:AP,1MKA"))]
    other = [CodedDream("a", ("char:1MKT", "char:2FSA", "agg:1MKA,4>,D")), CodedDream("b", ("emot:AP,D", "emot:SD,D"))]
    found = by_name(one, other)
    assert (found["char"].items, found["char"].perfect) == (3, 33.3)
    assert found["char_number"].perfect == 100
    assert found["char_age"].perfect == 33.3
    assert found["agg"].perfect == 0
    assert found["agg_subclass"].perfect == 0
    assert found["agg_parties"].perfect == 100
    assert found["emot"].perfect == 33.3
    assert found["emot_kind"].perfect == 33.3
    assert found["emot_AP"].perfect == 50
    assert found["emot_SD"].perfect == 0


def test_one_thing_written_in_two_ways_agrees() -> None:
    one = [CodedDream("a", ("fri:D + 1MKA,4>,1FSA", "agg:D,2r,1MKA", "char:2ANI"))]
    other = [CodedDream("a", ("fri:1MKA+D,4>,1FSA", "agg:D,2R,1MKA", "char:2ANI"))]
    assert {a.perfect for a in agree(one, other, draws=10) if a.items} == {100}


def test_what_is_broken_is_compared_as_it_stands() -> None:
    one = [CodedDream("a", ("char:", "agg:D", "mf:", "gf", "emot:", "char:12"))]
    found = by_name(one, one, 10)
    assert found["char"].perfect == 100
    assert found["agg_parties"].items == 0


def test_dreams_of_only_one_coding_are_left_out() -> None:
    one, other = coded(10, 7), coded(10, 7)
    assert agree(one[:5], other[:5], draws=50) == agree(one, other[:5], draws=50)


def test_nothing_in_common_is_refused() -> None:
    with pytest.raises(SampleError, match="no dream id in common"):
        agree([CodedDream("a", ())], [CodedDream("b", ())])


def test_where_all_are_alike_kappa_and_alpha_say_nothing() -> None:
    one = [CodedDream(str(k), ("emot:AP,D",)) for k in range(5)]
    found = by_name(one, one)["emot"]
    assert (found.perfect, found.kappa, found.kappa_low, found.alpha, found.alpha_low) == (100, None, None, None, None)


def test_many_dreams_are_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    one = coded(50, 8)
    other = disturbed(one, 9)
    whole = agree(one, other, draws=40)
    monkeypatch.setattr("nightglass.hvdc.arithmetic.agreement._CHUNK", 350)
    assert agree(one, other, draws=40) == whole
