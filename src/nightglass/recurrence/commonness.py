"""How common a step is: how well steps of other dreams match it, before anything is the same dream.

"I was in a house" is matched by something in almost every report, "the oars were made of hair" by nothing. A match says
something only beyond what is usual for the step (local scaling: Zelnik-Manor & Perona 2004, here per step).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from nightglass.recurrence.model import ROOM
from nightglass.shipping import shipped_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

__all__ = ["Commonness", "expected", "mean_step", "measured"]

_TRUST = 100  # reports: from how many on what was measured counts more than what is expected
_NEAR = 5 / 456  # share of other reports that count as near
_ROWS = 4096  # steps that are compared at once


class Commonness(NamedTuple):
    """For each step: the mean and spread (cosine) of its best match in another report, and that in the nearest few."""

    usual: Numbers
    spread: Numbers
    near: Numbers


class _Background(msgspec.Struct, frozen=True):
    mean: list[float]
    usual: list[float]
    spread: list[float]
    near: list[float]


@cache
def _background() -> _Background:
    return msgspec.json.decode(shipped_file(ROOM, "background.json"), type=_Background)


@cache
def mean_step() -> Numbers:
    """Return the mean vector of the steps of dreams."""
    return np.asarray(_background().mean, dtype=np.float32)


@cache
def _map() -> Numbers:
    own = _background()
    return np.asarray([own.usual, own.spread, own.near], dtype=np.float32).T


def expected(vectors: Numbers) -> Commonness:
    """Return how common steps are in dreams at large, as their vectors tell (ridge regression, docs/method.md)."""
    told = np.concatenate([vectors, np.ones((len(vectors), 1), np.float32)], axis=1) @ _map()
    return Commonness(told[:, 0], np.maximum(told[:, 1], 0.03), told[:, 2])


def measured(
    vectors: Numbers,
    owners: NDArray[np.int64],
    places: Sequence[tuple[int, int, int]],
    usual: Commonness,
    beside: Numbers | None = None,
) -> Commonness:
    """Return how common steps are among the reports that are there, drawn to what is expected where these are few.

    Parameters
    ----------
    vectors, owners
        (steps, 384) and whose each is.
    places
        Of the reports to be compared with: whose, first step and end in ``beside`` (by default ``vectors``).
    usual
        What is expected of each step.
    """
    if len(places) < 2 or not len(vectors):
        return usual
    others = vectors if beside is None else beside
    picked = np.concatenate([others[a:b] for _, a, b in places])
    starts = np.cumsum([0, *(b - a for _, a, b in places)])[:-1]
    names = np.array([k for k, _, _ in places])
    near = max(1, round(len(places) * _NEAR))
    rows: list[Numbers] = []
    for k in range(0, len(vectors), _ROWS):
        best = np.maximum.reduceat(vectors[k : k + _ROWS] @ picked.T, starts, axis=1)
        best[owners[k : k + _ROWS, None] == names] = np.nan
        top = -np.sort(-np.nan_to_num(best, nan=-1.0), axis=1)[:, :near].mean(axis=1)
        rows.append(np.stack([np.nanmean(best, axis=1), np.nanstd(best, axis=1), top], axis=1))
    found = np.concatenate(rows)
    trust = len(places) / (len(places) + _TRUST)
    blend = [trust * found[:, k] + (1 - trust) * own for k, own in enumerate(usual)]
    return Commonness(blend[0], np.maximum(blend[1], 0.03), blend[2])
