"""Two samples, or one dreamer over time: h, and a test that takes the dream as the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from nightglass.hvdc.counts import count
from nightglass.hvdc.indicators import INDICATORS
from nightglass.hvdc.profile import adjust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream

__all__ = ["Difference", "compare"]

_Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]
_CHUNK = 250  # permutations at a time: what fits in memory with 100,000 dreams


class Difference(msgspec.Struct, frozen=True):
    """One indicator in two samples; ``p`` is of the permutation test, ``p_adjusted`` after Benjamini & Hochberg."""

    indicator: str
    label: str
    one_percent: float | None
    other_percent: float | None
    h: float | None
    p: float | None
    p_adjusted: float | None = None


def compare(
    one: Sequence[CodedDream], other: Sequence[CodedDream], *, permutations: int = 1000, seed: int = 1966
) -> list[Difference]:
    """Compare two samples indicator by indicator.

    Notes
    -----
    The p value is that of a randomization test (Domhoff 1996): dreams, not acts, are dealt anew to the two samples, and
    p is the share of deals, with the real one among them, whose |h| is at least as large. It is never smaller than
    1 / (permutations + 1).
    """
    tables = count(one), count(other)
    both = np.concatenate(tables)
    real = _effects(tables[0].sum(axis=0), tables[1].sum(axis=0))
    extreme = np.ones(len(INDICATORS))
    chance = np.random.default_rng(seed)
    for begin in range(0, permutations, _CHUNK):
        for _ in range(min(_CHUNK, permutations - begin)):
            first = both[chance.permutation(len(both))[: len(one)]].sum(axis=0)
            h = _effects(first, both.sum(axis=0) - first)
            extreme += np.nan_to_num(np.abs(h), nan=0.0) >= np.nan_to_num(np.abs(real), nan=0.0) - 1e-12
    rows = [_difference(k, tables, real, extreme / (permutations + 1)) for k in range(len(INDICATORS))]
    known = [k for k, row in enumerate(rows) if row.p is not None]
    for k, p in zip(known, adjust([rows[k].p or 0.0 for k in known]), strict=True):
        rows[k] = msgspec.structs.replace(rows[k], p_adjusted=p)
    return rows


def _effects(
    one: np.ndarray[tuple[int, ...], np.dtype[np.int64]], other: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return h for every indicator; nan where a whole is 0 or an index exceeds 1."""
    shares = []
    for totals in (one, other):
        pairs = np.array([i.of(totals) for i in INDICATORS], dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = pairs[:, 0] / pairs[:, 1]
        shares.append(np.where(share > 1, np.nan, share))
    return np.asarray(2 * np.arcsin(np.sqrt(shares[0])) - 2 * np.arcsin(np.sqrt(shares[1])), dtype=float)


def _difference(
    k: int, tables: tuple[_Table, _Table], real: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    p: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> Difference:  # fmt: skip
    i = INDICATORS[k]
    percents = []
    for table in tables:
        part, whole = i.of(table.sum(axis=0))
        percents.append(round(100 * part / whole, 2) if whole else None)
    known = not np.isnan(real[k])
    return Difference(
        i.name, i.label, percents[0], percents[1],
        round(float(real[k]), 4) if known else None, float(p[k]) if known else None,
    )  # fmt: skip
