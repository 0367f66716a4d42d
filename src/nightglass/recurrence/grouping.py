"""From likeness between reports to groups that tell one dream: average linkage, then groups that tell parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["LESS", "group", "joined"]

_FLOOR, _CEILING = -20.0, 20.0  # logits: beyond, one pair would decide for a whole group
LESS = 0.5
"""How far below the threshold the best matches with a group may be: a group says more of a dream than one report."""


def group(logits: Numbers, threshold: float) -> NDArray[np.int64]:
    """Return the group of each report, counted from 0.

    Parameters
    ----------
    logits
        (reports, reports): how likely each pair tells the same dream.
    threshold
        Two groups become one while the mean logit between their reports is at least this (Sokal & Michener 1958). After
        that a group of two and more takes in another while their best matches reach ``threshold - LESS``: a short
        telling is like some of the others, seldom like all.
    """
    reports = len(logits)
    if reports < 2:
        return np.zeros(reports, dtype=np.int64)
    known = np.clip((logits + logits.T) / 2, _FLOOR, _CEILING)
    apart = _CEILING - known
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), "average")
    labels = np.asarray(fcluster(tree, _CEILING - threshold, "distance") - 1, dtype=np.int64)
    return _taken_in(known, labels, threshold - LESS)


def joined(logits: Numbers) -> float:
    """Return how well one report goes with a group: the mean of its best match and of what each of them finds in it."""
    return float((logits.max() + logits.mean()) / 2)


def _taken_in(logits: Numbers, labels: NDArray[np.int64], level: float) -> NDArray[np.int64]:
    """Return the groups after those of two and more have taken in what goes with them, the best first."""
    count = int(labels.max()) + 1
    inside = labels == np.arange(count)[:, None]
    best = np.full((len(labels), count), _FLOOR)
    for k in range(count):
        best[:, k] = logits[:, inside[k]].max(axis=1)
    sizes = inside.sum(axis=1)
    ways = inside @ best / sizes[:, None]
    while True:
        both = (ways + ways.T) / 2
        np.fill_diagonal(both, -np.inf)
        both[(sizes < 2)[:, None] & (sizes < 2)] = -np.inf
        both[sizes == 0] = both[:, sizes == 0] = -np.inf
        one, other = np.unravel_index(int(np.argmax(both)), both.shape)
        if both[one, other] < level:
            break
        inside[one] |= inside[other]
        inside[other] = False
        best[:, one] = np.maximum(best[:, one], best[:, other])
        sizes = inside.sum(axis=1)
        ways[one] = inside[one] @ best / sizes[one]
        ways[:, one] = inside @ best[:, one] / np.maximum(sizes, 1)
    _, labels = np.unique(inside.argmax(axis=0), return_inverse=True)
    return np.asarray(labels, dtype=np.int64)
