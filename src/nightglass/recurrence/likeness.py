"""How likely two reports tell the same dream, from what happens in both and the rare words that they share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from nightglass.recurrence.model import ROOM
from nightglass.shipping import shipped_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nightglass.recurrence.shelf import Shelf

    Numbers = NDArray[np.floating]

__all__ = ["FEATURES", "SHORT", "compare", "likeness", "threshold"]

FEATURES = (
    "match", "match_least", "beyond_usual", "beyond_usual_least", "beyond_near", "beyond_near_least",
    "covered_1", "covered_1_least", "covered_2", "covered_2_least", "covered_3", "covered_3_least",
    "excess_2", "excess_2_least", "excess_3", "excess_3_least", "excess_near", "excess_near_least",
    "words", "words_sum", "words_rare", "steps_least", "steps_most",
)  # fmt: skip
"""Of two reports, the same whichever comes first: means over both ways, and the lesser of the two (``_least``).

``match`` is how well the steps of one find a step in the other (cosine); ``beyond_usual`` the same in spreads beyond
what is usual for the step, ``beyond_near`` beyond its nearest few; ``covered_k`` the share of steps that are k spreads
beyond; ``excess_k`` the logarithm of the sum beyond k; ``words`` the weight of shared telling words.
"""


SHORT = float(np.log(7)) - 1e-6
"""Logarithm of the views of four steps: a report with fewer steps is short."""
_LEAST, _SAME = FEATURES.index("steps_least"), FEATURES.index("match_least")


class _Weights(msgspec.Struct, frozen=True):
    low: list[float]
    high: list[float]
    centre: list[float]
    scale: list[float]
    weight: list[float]
    constant: float
    threshold: float


class _Both(msgspec.Struct, frozen=True):
    """Weights for pairs that are told at length, and for those of which one is short; one threshold for both."""

    long: _Weights
    short: _Weights


@cache
def _both() -> _Both:
    return msgspec.json.decode(shipped_file(ROOM, "likeness.json"), type=_Both)


def threshold() -> float:
    """Return the likeness (logit) from which two reports are taken for the same dream."""
    return _both().long.threshold


def likeness(features: Numbers) -> Numbers:
    """Return the likeness (logit) for rows of features, (pairs,)."""
    short = features[:, _LEAST] < SHORT
    found = np.where(short, _weighed(features, _both().short), _weighed(features, _both().long))
    return np.where(features[:, _SAME] > 0.97, 10.0, found)  # told in the same words


def _weighed(features: Numbers, own: _Weights) -> Numbers:
    known = np.clip(features, own.low, own.high)  # beyond what was seen, nothing is known
    scaled = (known - np.asarray(own.centre)) / np.asarray(own.scale)
    shift = _both().long.threshold - own.threshold
    return np.asarray(scaled @ np.asarray(own.weight) + own.constant + shift, dtype=np.float64)


def compare(shelf: Shelf, one: int, others: NDArray[np.int64]) -> Numbers:
    """Return the features of one telling with each of some others, (others, features)."""
    begin, count = int(shelf.first[one]), int(shelf.views[one])
    steps = shelf.views[others]
    there, starts = _gathered(shelf, others)
    mine = slice(begin, begin + count)
    cosines = shelf.vectors[mine] @ shelf.vectors[there].T
    to_them = np.maximum.reduceat(cosines, starts, axis=1)
    to_me = cosines.max(axis=0)
    usual, spread, near = (values[mine, None] for values in shelf.common)
    usual_there, spread_there, near_there = (values[there] for values in shelf.common)
    there_and_back = [
        _one_way(to_them, usual, spread, near),
        [np.add.reduceat(x, starts) for x in _one_way(to_me, usual_there, spread_there, near_there)],
    ]
    found = [
        _summed([x.sum(axis=0) for x in there_and_back[0]], np.full(len(others), count)),
        _summed(there_and_back[1], steps),
    ]
    both = np.asarray(found, dtype=np.float64)
    pairs = np.stack([both.mean(axis=0), both.min(axis=0)], axis=1).reshape(-1, len(others))
    return np.concatenate([pairs, _words(shelf, one, others), _sizes(count, steps)]).T


def _one_way(match: Numbers, usual: Numbers, spread: Numbers, near: Numbers) -> list[Numbers]:
    """Return for each view and telling what is summed over views."""
    beyond, nearer = (match - usual) / spread, match - near
    shares = [(beyond > k).astype(float) for k in (1, 2, 3)]
    excess = [np.maximum(beyond - k, 0) for k in (2, 3)]
    return [match, beyond, nearer, *shares, *excess, np.maximum(nearer, 0)]


def _summed(sums: list[Numbers], size: NDArray[np.int64]) -> list[Numbers]:
    means = [x / size for x in sums[:6]]
    return [*means, *(np.log1p(x) for x in sums[6:8]), np.log1p(5 * sums[8])]


def _gathered(shelf: Shelf, others: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the steps of some tellings one after another, and where each one's begin."""
    steps = shelf.views[others]
    starts = np.concatenate([[0], np.cumsum(steps)])[:-1]
    there = np.repeat(shelf.first[others] - starts, steps) + np.arange(int(steps.sum()))
    return there, starts


def _words(shelf: Shelf, one: int, others: NDArray[np.int64]) -> Numbers:
    shared = (shelf.words[others] @ shelf.words[[one]].T).toarray().ravel()
    rare = (shelf.rare[others] @ shelf.rare[[one]].T).toarray().ravel()
    whole = np.sqrt(np.maximum(shelf.weights[others] * shelf.weights[one], 1e-9))
    return np.stack([shared / whole, np.log1p(shared), np.log1p(rare)])


def _sizes(count: int, steps: NDArray[np.int64]) -> Numbers:
    return np.stack([np.log(np.minimum(count, steps)), np.log(np.maximum(count, steps))])
