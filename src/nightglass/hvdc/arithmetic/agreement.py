"""How far two codings of the same dreams agree: two people, or a person and the machine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from nightglass.hvdc.categories import CATEGORIES
from nightglass.hvdc.errors import SampleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.categories import Category
    from nightglass.hvdc.dreams import CodedDream

__all__ = ["Agreement", "agree"]

_Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_CHUNK = 20_000_000  # numbers held at once while dreams are drawn again
_ENDS = (2.5, 97.5)


class Agreement(msgspec.Struct, frozen=True):
    """Agreement on one category.

    Attributes
    ----------
    category, label
        Its name, such as ``char`` or ``agg_subclass``, and what it is called.
    items
        Codes by either coder, each pair that agrees counted once.
    perfect
        Percentage of perfect agreement: codes that both gave alike / ``items``, as the field reports it (Hall & Van de
        Castle 1966; Domhoff 1996). None where neither gave one.
    kappa
        Cohen's kappa (1960) on whether a dream has any. None where both have it in every dream, or in none.
    alpha
        Krippendorff's alpha (2004) on how many a dream has, interval metric. None where all have the same number.
    perfect_low, perfect_high, kappa_low, kappa_high, alpha_low, alpha_high
        95 % bootstrap intervals: percentiles over dreams drawn again.
    """

    category: str
    label: str
    items: int
    perfect: float | None = None
    perfect_low: float | None = None
    perfect_high: float | None = None
    kappa: float | None = None
    kappa_low: float | None = None
    kappa_high: float | None = None
    alpha: float | None = None
    alpha_low: float | None = None
    alpha_high: float | None = None


def agree(
    one: Sequence[CodedDream], other: Sequence[CodedDream], *, draws: int = 1000, seed: int = 1966
) -> list[Agreement]:
    """Return the agreement on each category over the dreams that both codings hold, matched by id.

    Parameters
    ----------
    one, other
        Two codings; dreams that only one of them holds are left out.
    draws
        How often the dreams are drawn again for the intervals.
    seed
        Of the drawing; the same gives the same intervals.

    Raises
    ------
    SampleError
        When the codings have no dream in common.
    """
    others = {d.id: d for d in other}
    pairs = [(d.hvdc, others[d.id].hvdc) for d in one if d.id in others]
    if not pairs:
        raise SampleError("The two codings have no dream id in common; both need the same ids.")
    tables = [_table(category, pairs) for category in CATEGORIES]
    drawn = _draw(np.concatenate(tables, axis=1), draws, seed)
    width = tables[0].shape[1]
    return [
        _agreement(category, table, drawn[:, k * width : (k + 1) * width])
        for k, (category, table) in enumerate(zip(CATEGORIES, tables, strict=True))
    ]


def _table(category: Category, pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> _Numbers:
    """Return one row a dream: codes alike, codes in all, each coder's, whether both, and what alpha is summed of."""
    rows = []
    for one, other in pairs:
        a, b = Counter(category.codes(one)), Counter(category.codes(other))
        m, n = a.total(), b.total()
        has = (float(m > 0), float(n > 0))
        rows.append((
            (a & b).total(), (a | b).total(), m, n, *has, has[0] * has[1], m + n, m * m + n * n, (m - n) ** 2, 1,
        ))  # fmt: skip
    return np.asarray(rows, dtype=np.float64)


def _draw(table: _Numbers, draws: int, seed: int) -> _Numbers:
    """Return the column sums of so many samples of as many dreams, drawn with replacement: shape (draws, columns)."""
    chance = np.random.default_rng(seed)
    dreams = len(table)
    at_once = max(1, min(draws, _CHUNK // dreams))
    even = np.full(dreams, 1 / dreams)
    sums = []
    for first in range(0, draws, at_once):
        weights = chance.multinomial(dreams, even, min(at_once, draws - first))
        sums.append(weights.astype(np.float64) @ table)
    return np.concatenate(sums)


def _agreement(category: Category, table: _Numbers, drawn: _Numbers) -> Agreement:
    sums = table.sum(axis=0, keepdims=True)
    found: dict[str, float | None] = {}
    for name, figure, digits in (("perfect", _perfect, 1), ("kappa", _kappa, 3), ("alpha", _alpha, 3)):
        value = figure(sums)[0]
        known = not np.isnan(value)
        found[name] = round(float(value), digits) if known else None
        again = figure(drawn)
        again = again[~np.isnan(again)]
        low, high = np.percentile(again, _ENDS) if known and len(again) else (None, None)
        found[f"{name}_low"] = None if low is None else round(float(low), digits)
        found[f"{name}_high"] = None if high is None else round(float(high), digits)
    if found["alpha"] is not None:
        found["alpha"] = round(_library_alpha(table), 3)
    return Agreement(category.name, category.label, int(sums[0, 1]), **found)


def _perfect(sums: _Numbers) -> _Numbers:
    return _share(100 * sums[:, 0], sums[:, 1])


def _kappa(sums: _Numbers) -> _Numbers:
    dreams = sums[:, 10]
    a, b, both = sums[:, 4] / dreams, sums[:, 5] / dreams, sums[:, 6] / dreams
    expected = a * b + (1 - a) * (1 - b)
    observed = both + (1 - a - b + both)
    return _share(observed - expected, np.where(expected > 1 - 1e-12, 0, 1 - expected))


def _alpha(sums: _Numbers) -> _Numbers:
    """Krippendorff's alpha of two coders who miss nothing, interval metric, from sums alone."""
    dreams = sums[:, 10]
    values = 2 * dreams
    expected = 2 * (values * sums[:, 8] - sums[:, 7] ** 2) / (values * (values - 1))
    return 1 - _share(sums[:, 9] / dreams, expected)


def _share(part: _Numbers, whole: _Numbers) -> _Numbers:
    """Return ``part / whole``, and nan where the whole is 0."""
    return np.asarray(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0), dtype=np.float64)


def _library_alpha(table: _Numbers) -> float:
    import krippendorff  # noqa: PLC0415 - only agreement needs it

    return float(krippendorff.alpha(reliability_data=table[:, 2:4].T, level_of_measurement="interval"))
