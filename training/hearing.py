"""Fit the small models that hear what no word names: a logistic regression on meaning and on runs of words.

What is said is known of whole texts, not of their sentences: of a text that says it, the stretches that the model is
surest of are taken for what says it, and it is fitted anew, three times. It needs no torch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from nightglass.reading import BUCKETS, encode, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bags", "fit", "shipped"]

_OF_MEANING, _OF_RUNS, _PENALTY = 5.0, 10.0, 1.0
_ROUNDS, _STEPS, _NEAR = 3, 50, 1.0

Numbers = NDArray[np.float64]


class _Seen:
    """What a model sees of stretches: their meaning and their runs of words."""

    def __init__(self, meant: NDArray[np.float32], runs: sparse.csr_matrix) -> None:
        self.meant, self.runs, self._turned = meant, runs, runs.T.tocsr()

    def rows(self, chosen: NDArray[np.int64]) -> _Seen:
        """Return some of the stretches."""
        return _Seen(self.meant[chosen], self.runs[chosen])

    def times(self, weights: Numbers) -> Numbers:
        """Return the score of each stretch."""
        width = self.meant.shape[1]
        return np.asarray(self.meant @ weights[:width].astype(np.float32) + self.runs @ weights[width:-1] + weights[-1])

    def turned_times(self, pull: Numbers) -> Numbers:
        """Return what each weight adds to the loss's slope."""
        return np.concatenate([pull.astype(np.float32) @ self.meant, self._turned @ pull, [pull.sum()]])


class Bags:
    """Texts, each as the stretches that are listened to."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        flat = [stretch for text in texts for stretch in text]
        ends = np.cumsum([len(text) for text in texts])
        self.parts = [np.arange(end - len(text), end) for text, end in zip(texts, ends, strict=True)]
        self.seen = _see(flat)


def _see(stretches: list[str]) -> _Seen:
    counted = [runs_of(text) for text in stretches]
    rows = np.repeat(np.arange(len(stretches)), [len(buckets) for buckets, _ in counted])
    columns = [bucket for buckets, _ in counted for bucket in buckets]
    values = np.repeat([each for _, each in counted], [len(buckets) for buckets, _ in counted])
    runs = sparse.csr_matrix((values * _OF_RUNS, (rows, columns)), shape=(len(stretches), BUCKETS))
    return _Seen(encode(stretches) * np.float32(_OF_MEANING), runs)


def _regress(seen: _Seen, says: Numbers, counts: Numbers, begun: Numbers) -> Numbers:
    """Return the weights of a logistic regression with an L2 penalty (none on what is added)."""
    sign, held = np.where(says > 0, 1.0, -1.0), np.append(np.full(len(begun) - 1, _PENALTY), 0.0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margin = sign * seen.times(weights)
        pull = -counts * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        value = (counts * np.logaddexp(0, -margin)).sum() + (held * weights**2).sum() / 2
        return float(value), seen.turned_times(pull) + held * weights

    return np.asarray(minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x)


def fit(bags: Bags, saying: Sequence[int], silent: Sequence[int], weight: NDArray[np.float64]) -> Numbers:
    """Return the weights of one model, scaled for the bags that were seen.

    Parameters
    ----------
    bags
        All texts.
    saying, silent
        Which of them say it, and which do not.
    weight
        How much a stretch of each silent text counts; a text that says it counts 1.
    """
    parts = [bags.parts[k] for k in saying]
    rest = np.concatenate([bags.parts[k] for k in silent])
    of_rest = np.repeat(weight, [len(bags.parts[k]) for k in silent])
    best, weights = parts, np.zeros(bags.seen.meant.shape[1] + BUCKETS + 1)
    for _ in range(_ROUNDS):
        chosen = np.concatenate(best)
        of_chosen = np.concatenate([np.full(len(part), 1 / len(part)) for part in best if len(part)])
        says = np.concatenate([np.ones(len(chosen)), np.zeros(len(rest))])
        counts = np.concatenate([of_chosen, of_rest])
        weights = _regress(bags.seen.rows(np.concatenate([chosen, rest])), says, counts, weights)
        scored = bags.seen.times(weights)
        best = [part[scored[part] >= scored[part].max(initial=-np.inf) - _NEAR] for part in parts]
    return weights


def shipped(weights: Numbers, alarm: float) -> NDArray[np.float16]:
    """Return weights as they are shipped: for what the encoder and the runs say unscaled, above 0 where it is heard."""
    own = weights.copy()
    own[: -BUCKETS - 1] *= _OF_MEANING
    own[-BUCKETS - 1 : -1] *= _OF_RUNS
    own[-1] -= alarm
    return own.astype(np.float16)
