"""Which coded character each entity is: codings are per dream, so they have to be matched to words."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["align"]

_FAMILY = frozenset("HWDBTMFXAYCIR")
_LEAST = 1.6  # alike in at least the identity, or in two lesser things


def _kind(code: str) -> str:
    return code[1:] if code[1:] in {"ANI", "CZZ"} else "human"


def likeness(gold: str, guess: str) -> float:
    """Return how much a coded character and a guessed one have in common, 0 to about 4.

    A relative and somebody who is none are never the same: the words of kinship are plain.
    """
    if _kind(gold) != _kind(guess):
        return 0.0
    if _kind(gold) != "human":
        return 2.0 + (gold == guess)
    if (gold[2] in _FAMILY) != (guess[2] in _FAMILY):
        return 0.3 * (gold[1] == guess[1])
    group = 0.9 * ((gold[0] in "246") == (guess[0] in "246"))
    sex = 0.8 if gold[1] == guess[1] else 0.4 * ("I" in {gold[1], guess[1]})
    return group + sex + 1.2 * (gold[2] == guess[2]) + 0.3 * (gold[3] == guess[3])


def align(gold: list[str], guesses: list[str], weights: list[float]) -> list[str | None]:
    """Return for each guess the coded character it is, or None.

    Parameters
    ----------
    gold
        The codes of a dream's characters, as people coded them.
    guesses
        One code for each entity.
    weights
        How sure it is, 0 to 1, that the entity is a character at all; decides between entities that are alike.

    Notes
    -----
    The assignment with the greatest total likeness (Kuhn 1955, through `scipy.optimize.linear_sum_assignment`).
    """
    found: list[str | None] = [None] * len(guesses)
    if not gold or not guesses:
        return found
    alike = np.array([[likeness(g, p) for p in guesses] for g in gold])
    rows, columns = linear_sum_assignment(-(alike + np.where(alike > 0, np.array(weights) * 0.5, 0.0)))
    for i, j in zip(rows, columns, strict=True):
        if alike[i, j] >= _LEAST:
            found[j] = gold[i]
    return found
