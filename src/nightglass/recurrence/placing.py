"""Where a new report belongs among those that are grouped already; nothing that stood is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nightglass.recurrence.finding import probability
from nightglass.recurrence.likeness import compare, likeness, threshold
from nightglass.recurrence.values import Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nightglass.recurrence.shelf import Shelf
    from nightglass.recurrence.telling import Telling

__all__ = ["place"]


def place(
    shelf: Shelf, telling: Telling, known: Mapping[str, str], apart: Collection[str] = ()
) -> tuple[Placement, Shelf]:
    """Return where a telling belongs, and the shelf with it.

    It joins the recurrence whose occurrences are most like it on average, as average linkage would; if none is, it opens
    one with the most similar single report; if none of these is like it, it stands alone.

    Parameters
    ----------
    shelf
        Of the reports that are there.
    known
        The recurrence of each report that belongs to one.
    apart
        Recurrences and reports with which a person has said it is not the same.
    """
    after = shelf.with_one(telling)
    if not len(shelf):
        return Placement(None, None, None, 0.0), after
    logits = np.clip(likeness(compare(after, len(shelf), np.arange(len(shelf)))), -20, 20)
    members: dict[str, list[float]] = {}
    alone: list[tuple[float, str]] = []
    for identity, logit in zip(shelf.ids, logits.tolist(), strict=True):
        name = known.get(identity)
        if name is not None:
            members.setdefault(name, []).append(logit)
        elif identity not in apart:
            alone.append((logit, identity))
    joined = max(((sum(v) / len(v), n) for n, v in members.items() if n not in apart), default=(-np.inf, ""))
    opened = max(alone, default=(-np.inf, ""))
    nearest = shelf.ids[int(np.argmax(logits))]
    best = max(joined[0], opened[0])
    if best < threshold():
        return Placement(None, None, nearest, float(probability(logits.max()))), after
    sure = float(probability(np.float64(best)))
    if joined[0] >= opened[0]:
        return Placement(joined[1], None, nearest, sure), after
    return Placement(None, opened[1], nearest, sure), after
