"""Lay the tellings of one dream side by side: which step of one is which step of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from nightglass.recurrence.commonness import expected
from nightglass.recurrence.shelf import centred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from nightglass.recurrence.telling import Telling

    Numbers = NDArray[np.float32]

__all__ = ["columns", "matches"]

_BEYOND = -0.12  # of the nearest few of other dreams: within one dream a lesser match is believed (bench/recurrence.py)
_ORDER = 0.12  # how much it counts that two steps stand at the same place of their tellings


def _steps(telling: Telling) -> Numbers:
    return centred(telling.vectors[: len(telling.steps)])


def _places(count: int) -> Numbers:
    return np.asarray((np.arange(count) + 0.5) / max(count, 1), dtype=np.float32)


def matches(one: Telling, other: Telling) -> NDArray[np.int64]:
    """Return for each step of one telling the step of the other that is most like it, (steps,); order counts little."""
    mine, theirs = _steps(one), _steps(other)
    apart = np.abs(_places(len(mine))[:, None] - _places(len(theirs)))
    likeness = mine @ theirs.T - expected(theirs).near
    return np.asarray(np.argmax(likeness - _ORDER * apart, axis=1), dtype=np.int64)


def columns(tellings: Sequence[Telling]) -> list[list[tuple[int, int]]]:
    """Return the beats that two tellings or more have in common, in their usual order.

    Each is a list of (telling, step). The telling with the most steps gives the first columns; each of the others puts
    its steps where they fit best, one a column (Kuhn 1955), and the rest into columns of their own.
    """
    order = sorted(range(len(tellings)), key=lambda k: -len(tellings[k].steps))
    cells: list[list[tuple[int, int]]] = []
    middles: list[Numbers] = []
    places: list[float] = []
    for k in order:
        vectors = _steps(tellings[k])
        near = expected(vectors).near + _BEYOND
        where = _places(len(vectors))
        left = set(range(len(vectors)))
        if cells and len(vectors):
            fit = vectors @ np.stack([m / np.linalg.norm(m) for m in middles]).T - near[:, None]
            shown = fit - _ORDER * np.abs(where[:, None] - np.asarray(places, dtype=np.float32))
            rows, there = linear_sum_assignment(-shown)
            for row, column in zip(rows.tolist(), there.tolist(), strict=True):
                if fit[row, column] > 0:
                    left.discard(row)
                    cells[column].append((k, row))
                    middles[column] = middles[column] + vectors[row]
                    places[column] += (float(where[row]) - places[column]) / len(cells[column])
        for row in sorted(left):
            cells.append([(k, row)])
            middles.append(vectors[row])
            places.append(float(where[row]))
    kept = [c for c in range(len(cells)) if len({k for k, _ in cells[c]}) > 1]
    return [sorted(cells[c]) for c in sorted(kept, key=lambda c: places[c])]
