"""Two samples, or one dreamer over time: h, and a test that takes the dream as the unit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from nightglass.hvdc.arithmetic.counts import count
from nightglass.hvdc.arithmetic.indicators import INDICATORS
from nightglass.hvdc.arithmetic.profile import adjust, h_test
from nightglass.hvdc.errors import SampleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.arithmetic.indicators import Indicator
    from nightglass.hvdc.dreams import CodedDream

__all__ = ["Difference", "Stretch", "compare", "over_time"]

_Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]
_Line = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

PERMUTATIONS = 1000
"""How often dreams are dealt anew if nobody says how often."""


class Difference(msgspec.Struct, frozen=True):
    """One indicator in two samples.

    Attributes
    ----------
    indicator, label
        Its name, and what it is called.
    one_part, one_whole, one_percent, other_part, other_whole, other_percent
        The counts and the percentage in either sample; the percentage is None where the whole is 0.
    h, h_low, h_high, p_h
        Cohen's effect size, positive where the first has more, its 95 % interval, and the p of the h test, which takes
        every code as independent. None where a sample has no whole, or an index exceeds 1.
    p, p_adjusted
        That of the permutation test, which takes the dream as the unit, and the same after Benjamini & Hochberg (1995).
    """

    indicator: str
    label: str
    one_part: int
    one_whole: int
    one_percent: float | None
    other_part: int
    other_whole: int
    other_percent: float | None
    h: float | None = None
    h_low: float | None = None
    h_high: float | None = None
    p_h: float | None = None
    p: float | None = None
    p_adjusted: float | None = None


class Stretch(msgspec.Struct, frozen=True):
    """One indicator over the stretches of a series.

    Attributes
    ----------
    indicator, label
        Its name, and what it is called.
    parts, wholes, percents
        One of each a stretch, the earliest first; a percentage is None where the whole is 0.
    p, p_adjusted
        How often dreams dealt anew to the stretches differ as much between them; and after Benjamini & Hochberg (1995).
    """

    indicator: str
    label: str
    parts: tuple[int, ...]
    wholes: tuple[int, ...]
    percents: tuple[float | None, ...]
    p: float | None = None
    p_adjusted: float | None = None


def compare(
    one: Sequence[CodedDream], other: Sequence[CodedDream], *, permutations: int = PERMUTATIONS, seed: int = 1966
) -> list[Difference]:
    """Compare two samples indicator by indicator.

    Raises
    ------
    SampleError
        When a sample is empty.

    Notes
    -----
    The p value is that of a randomization test (Domhoff 1996): dreams, not acts, are dealt anew to the two samples, and
    p is the share of deals, with the real one among them, that differ at least as much. It is never smaller than
    1 / (permutations + 1). Samples differ by the sum over both of whole * (percentage - that of both together)^2.
    """
    parts, wholes, ps = _deal([one, other], permutations, seed)
    rows = []
    for k, i in enumerate(INDICATORS):
        (a, b), (m, n) = (int(x) for x in parts[:, k]), (int(x) for x in wholes[:, k])
        h = h_test((a, m), (b, n))
        row = Difference(i.name, i.label, a, m, _percent(a, m), b, n, _percent(b, n), p=ps[k])
        rows.append(row if h is None else msgspec.structs.replace(row, h=h.h, h_low=h.low, h_high=h.high, p_h=h.p))
    return [
        msgspec.structs.replace(row, p_adjusted=p) for row, p in zip(rows, _adjusted(ps), strict=True)
    ]  # fmt: skip


def over_time(
    dreams: Sequence[CodedDream], *, stretches: int = 2, permutations: int = PERMUTATIONS, seed: int = 1966
) -> list[Stretch]:
    """Compare the stretches of a series: its first half with its second, its first third with the next ...

    Parameters
    ----------
    dreams
        In the order in which they were dreamt.
    stretches
        How many, 2 or more, with as many dreams each as can be.
    permutations, seed
        As in `compare`, whose test this is with more than two samples.

    Raises
    ------
    SampleError
        When there are fewer than two stretches, or fewer dreams than stretches.
    """
    if stretches < 2 or stretches > len(dreams):
        raise SampleError(
            f"{len(dreams)} dreams cannot be parted into {stretches} stretches; choose from 2 to the number of dreams."
        )
    ends = [round(k * len(dreams) / stretches) for k in range(stretches + 1)]
    parts, wholes, ps = _deal([dreams[a:b] for a, b in pairwise(ends)], permutations, seed)
    rows = []
    for k, i in enumerate(INDICATORS):
        counts = [(int(a), int(n)) for a, n in zip(parts[:, k], wholes[:, k], strict=True)]
        percents = tuple(_percent(a, n) for a, n in counts)
        rows.append(Stretch(i.name, i.label, tuple(a for a, _ in counts), tuple(n for _, n in counts), percents, ps[k]))
    return [
        msgspec.structs.replace(row, p_adjusted=p) for row, p in zip(rows, _adjusted(ps), strict=True)
    ]  # fmt: skip


def _deal(
    samples: Sequence[Sequence[CodedDream]], permutations: int, seed: int
) -> tuple[_Table, _Table, list[float | None]]:
    """Return parts and wholes, both of shape (samples, indicators), and the p value of every indicator."""
    if not all(samples):
        raise SampleError("One of the samples has no dreams; there is nothing to compare.")
    tables = np.concatenate([_pairs(INDICATORS, count(sample)) for sample in samples])
    starts = np.cumsum([0, *(len(sample) for sample in samples[:-1])])
    real = np.add.reduceat(tables, starts, axis=0)
    half = len(INDICATORS)
    parts, wholes = real[:, :half], real[:, half:]
    least = _apart(parts, wholes)
    extreme = np.ones(half)
    chance = np.random.default_rng(seed)
    for _ in range(permutations):
        dealt = np.add.reduceat(tables[chance.permutation(len(tables))], starts, axis=0)
        extreme += _apart(dealt[:, :half], dealt[:, half:]) >= least - 1e-9
    said = (wholes > 0).sum(axis=0) > 1
    return (
        parts,
        wholes,
        [float(p) if known else None for p, known in zip(extreme / (permutations + 1), said, strict=True)],
    )


def _pairs(indicators: Sequence[Indicator], table: _Table) -> _Table:
    """Return parts, then wholes, of each dream: shape (dreams, 2 * indicators)."""
    columns = [i.columns() for i in indicators]
    sums = [table[:, part].sum(axis=1) for part, _ in columns] + [table[:, whole].sum(axis=1) for _, whole in columns]
    return np.stack(sums, axis=1)


def _apart(parts: _Table, wholes: _Table) -> _Line:
    """Return how much samples differ: the sum of whole * (share - share of all)^2, which is 0 where all are alike."""
    shares = parts / np.maximum(wholes, 1)
    together = parts.sum(axis=0) / np.maximum(wholes.sum(axis=0), 1)
    return np.asarray((wholes * (shares - together) ** 2).sum(axis=0), dtype=np.float64)


def _adjusted(ps: Sequence[float | None]) -> list[float | None]:
    found = iter(adjust([p for p in ps if p is not None]))
    return [None if p is None else next(found) for p in ps]


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 4) if whole else None
