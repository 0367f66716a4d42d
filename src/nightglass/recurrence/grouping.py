"""From likeness between reports to groups that tell one dream: average linkage, cut at a level of likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["group"]

_FLOOR, _CEILING = -20.0, 20.0  # logits: beyond, one pair would decide for a whole group


def group(logits: Numbers, threshold: float) -> NDArray[np.int64]:
    """Return the group of each report, counted from 0.

    Parameters
    ----------
    logits
        (reports, reports): how likely each pair tells the same dream.
    threshold
        Two groups become one while the mean logit between their reports is at least this (Sokal & Michener 1958).
    """
    reports = len(logits)
    if reports < 2:
        return np.zeros(reports, dtype=np.int64)
    apart = _CEILING - np.clip((logits + logits.T) / 2, _FLOOR, _CEILING)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), "average")
    return np.asarray(fcluster(tree, _CEILING - threshold, "distance") - 1, dtype=np.int64)
