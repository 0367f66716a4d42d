"""Where a new report belongs among those that are grouped already; nothing that stood is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nightglass.recurrence.finding import probability
from nightglass.recurrence.grouping import LESS, joined
from nightglass.recurrence.likeness import compare, likeness, threshold
from nightglass.recurrence.values import Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from nightglass.recurrence.shelf import Shelf

__all__ = ["place"]

_ALL = 500  # reports: up to so many, the new one is compared with all
_NEAR = 100  # the most similar ones by views, and again by words, that are compared where there are more


def place(shelf: Shelf, known: Mapping[str, str], apart: Collection[str] = ()) -> Placement:
    """Return where the last telling on a shelf belongs among the others.

    It joins the recurrence that it goes with best, by the rule by which groups take in others; if none is near enough,
    it opens one with the most similar single report; if none of these is like it, it stands alone.

    Parameters
    ----------
    shelf
        Of all reports; the last one is the new one.
    known
        The recurrence of each report that belongs to one.
    apart
        Recurrences and reports with which a person has said it is not the same.
    """
    new = len(shelf) - 1
    others = _worth_comparing(shelf, known)
    if not len(others):
        return Placement(None, None, None, 0.0)
    logits = np.clip(likeness(compare(shelf, new, others)), -20, 20)
    members: dict[str, list[float]] = {}
    alone: list[tuple[float, str]] = []
    for identity, logit in zip((shelf.ids[k] for k in others), logits.tolist(), strict=True):
        name = known.get(identity)
        if name is not None:
            members.setdefault(name, []).append(logit)
        elif identity not in apart:
            alone.append((logit, identity))
    level = threshold()
    taken = ((joined(np.array(v)) + LESS, n) for n, v in members.items() if n not in apart)
    best_group = max(taken, default=(-np.inf, ""))
    opened = max(alone, default=(-np.inf, ""))
    nearest = shelf.ids[int(others[int(np.argmax(logits))])]
    best = max(best_group[0], opened[0])
    if best < level:
        return Placement(None, None, nearest, float(probability(logits).max()))
    sure = float(probability(np.array([best]))[0])
    if best_group[0] >= opened[0]:
        return Placement(best_group[1], None, nearest, sure)
    return Placement(None, opened[1], nearest, sure)


def _worth_comparing(shelf: Shelf, known: Mapping[str, str]) -> NDArray[np.int64]:
    """Return the reports that are near the last one by their views or rare words, and all of their recurrences."""
    new = len(shelf) - 1
    if new <= _ALL:
        return np.arange(new)
    begin = int(shelf.first[new])
    cosines = shelf.vectors[begin:] @ shelf.vectors[:begin].T
    nearness = np.maximum.reduceat(cosines - shelf.common.near[begin:, None], shelf.first[:new], axis=1).mean(axis=0)
    rare = (shelf.rare[:new] @ shelf.rare[[new]].T).toarray().ravel()
    near = {*np.argsort(-nearness)[:_NEAR].tolist(), *np.argsort(-rare)[:_NEAR].tolist()}
    names = {known[shelf.ids[k]] for k in near if shelf.ids[k] in known}
    return np.array([k for k in range(new) if k in near or known.get(shelf.ids[k]) in names])
