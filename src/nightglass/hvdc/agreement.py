"""How far two codings of the same dreams agree: two people, or a person and the machine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream

__all__ = ["CATEGORIES", "Agreement", "agree"]

CATEGORIES = ("char", "agg", "fri", "sex", "mf", "gf", "succ", "fail", "emot", "set")


class Agreement(msgspec.Struct, frozen=True):
    """Agreement on one category.

    Attributes
    ----------
    category
        ``char``, ``agg`` ...
    items
        Items coded by either coder, each pair that agrees counted once.
    perfect
        Percentage of perfect agreement: items that both coded alike / items, as the field reports it (Domhoff 1996);
        None where neither coded one. With its 95 % bootstrap interval over dreams.
    kappa
        Cohen's kappa (1960) on whether a dream has any.
    alpha
        Krippendorff's alpha (2004) on how many a dream has, interval metric.
    """

    category: str
    items: int
    perfect: float | None
    perfect_low: float | None
    perfect_high: float | None
    kappa: float | None
    alpha: float | None


def agree(
    one: Sequence[CodedDream], other: Sequence[CodedDream], *, draws: int = 1000, seed: int = 1966
) -> list[Agreement]:
    """Return the agreement on each category over the dreams that both codings hold, matched by id."""
    others = {d.id: d for d in other}
    pairs = [(d, others[d.id]) for d in one if d.id in others]
    chance = np.random.default_rng(seed)
    picks = chance.integers(0, max(len(pairs), 1), (draws, len(pairs)))
    return [_agreement(category, pairs, picks) for category in CATEGORIES]


def _agreement(
    category: str, pairs: list[tuple[CodedDream, CodedDream]], picks: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> Agreement:
    counts = np.array([_counts(category, a, b) for a, b in pairs], dtype=float).reshape(len(pairs), 4)
    alike, every = counts[:, 0], counts[:, 1]
    low = high = perfect = None
    if every.sum():
        perfect = round(float(100 * alike.sum() / every.sum()), 1)
        wholes = every[picks].sum(axis=1)
        shares = 100 * alike[picks].sum(axis=1)[wholes > 0] / wholes[wholes > 0]
        low, high = (round(float(q), 1) for q in np.percentile(shares, [2.5, 97.5]))
    return Agreement(category, int(every.sum()), perfect, low, high, _kappa(counts), _alpha(counts))


def _counts(category: str, one: CodedDream, other: CodedDream) -> tuple[int, int, int, int]:
    a, b = (Counter(_plain(i) for i in d.hvdc if i.startswith(category + ":")) for d in (one, other))
    return (a & b).total(), (a | b).total(), a.total(), b.total()


def _plain(item: str) -> str:
    return item.replace(" ", "").upper()


def _kappa(counts: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float | None:
    if not len(counts):
        return None
    a, b = counts[:, 2] > 0, counts[:, 3] > 0
    expected = a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())
    if expected == 1:
        return None
    return round(float(((a == b).mean() - expected) / (1 - expected)), 3)


def _alpha(counts: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float | None:
    values = counts[:, 2:].T
    if not len(counts) or len(np.unique(values)) < 2:
        return None
    import krippendorff  # noqa: PLC0415 - only agreement needs it

    return round(float(krippendorff.alpha(reliability_data=values, level_of_measurement="interval")), 3)
