"""How likely it is that reports that were put together tell one dream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nightglass.recurrence.commonness import expected
from nightglass.recurrence.finding import probability
from nightglass.recurrence.likeness import compare, likeness
from nightglass.recurrence.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.recurrence.telling import Telling

__all__ = ["together"]


def together(tellings: Sequence[Telling]) -> tuple[float, ...]:
    """Return for each telling the mean probability (0 to 1) that it tells the same dream as each of the others.

    How common their steps are is taken from dreams at large: among tellings of one dream every step is common.
    """
    if len(tellings) < 2:
        return (0.0,) * len(tellings)
    shelf = Shelf(tellings)
    shelf.common = expected(shelf.vectors)
    logits = np.zeros((len(shelf), len(shelf)))
    for row in range(len(shelf) - 1):
        logits[row, row + 1 :] = likeness(compare(shelf, row, np.arange(row + 1, len(shelf))))
    found = probability(logits + logits.T)
    np.fill_diagonal(found, 0.0)
    return tuple(round(float(p), 4) for p in found.sum(axis=1) / (len(shelf) - 1))
