"""A sample against the norms: percentages, effect sizes, intervals, p values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from scipy.stats import norm as normal

from nightglass.hvdc.counts import COUNTS, count
from nightglass.hvdc.indicators import INDICATORS, Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream
    from nightglass.hvdc.norms import Norms

__all__ = ["Profile", "Row", "adjust", "cohen_h", "profile", "sampling_error"]

ENOUGH = 100
"""Dreams from which a sample can be compared with the norms (Domhoff 1996: 100 to 125 reports)."""

_Z = 1.959964


class Row(msgspec.Struct, frozen=True):
    """One indicator of a profile.

    Attributes
    ----------
    indicator, label
        Its name, and what it is called.
    part, whole
        Numerator and denominator in the sample.
    percent
        100 * part / whole; None where the whole is 0. The indices as percent too.
    norm_percent
        The same in the norms.
    h, h_low, h_high
        Cohen's effect size, and its 95 % interval: positive where the sample has more than the norms. None where either
        has no whole, or an index exceeds 1.
    p, p_adjusted
        Two-sided p of h, and the same after Benjamini & Hochberg (1995) over all rows.
    """

    indicator: str
    label: str
    part: int
    whole: int
    percent: float | None
    norm_percent: float | None = None
    h: float | None = None
    h_low: float | None = None
    h_high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None


class Profile(msgspec.Struct, frozen=True):
    """All rows; ``unknown`` counts items that broke a rule; ``warnings`` says what the sample is too small for."""

    dreams: int
    unknown: int
    norms: str
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]


def cohen_h(one: float, other: float) -> float:
    """Return Cohen's h for two proportions from 0 to 1: the difference of their arcsines (Cohen 1988)."""
    return 2 * math.asin(math.sqrt(one)) - 2 * math.asin(math.sqrt(other))


def profile(dreams: Sequence[CodedDream], norms: Norms | None = None) -> Profile:
    """Return the profile of a sample, against norms where they are given.

    Parameters
    ----------
    dreams
        Coded dreams; items that break a rule are left out and counted.
    norms
        What `nightglass.hvdc.norms` returns.

    Notes
    -----
    h and its test follow Domhoff (1996) and Domhoff & Schneider (2015): the standard error of h is
    sqrt(1/n1 + 1/n2), with n the wholes. Acts of one dream are not independent, so p is somewhat too small;
    `compare` has a test that takes the dream as the unit.
    """
    totals = count(dreams).sum(axis=0)
    rows = [_row(i, totals, norms) for i in INDICATORS]
    known = [k for k, row in enumerate(rows) if row.p is not None]
    for k, p in zip(known, adjust([rows[k].p or 0.0 for k in known]), strict=True):
        rows[k] = msgspec.structs.replace(rows[k], p_adjusted=p)
    unknown = int(totals[COUNTS.index("unknown")])
    return Profile(len(dreams), unknown, norms.name if norms else "", tuple(rows), _warnings(len(dreams), norms))


def _row(i: Indicator, totals: np.ndarray[tuple[int, ...], np.dtype[np.int64]], norms: Norms | None) -> Row:
    part, whole = i.of(totals)
    row = Row(i.name, i.label, part, whole, round(100 * part / whole, 2) if whole else None)
    norm = norms.indicators.get(i.name) if norms else None
    if norm is None or not norm.whole:
        return row
    row = msgspec.structs.replace(row, norm_percent=round(100 * norm.part / norm.whole, 2))
    if not whole or part > whole:
        return row
    h = cohen_h(part / whole, norm.part / norm.whole)
    error = math.sqrt(1 / whole + 1 / norm.whole)
    p = float(2 * normal.sf(abs(h) / error))
    return msgspec.structs.replace(
        row, h=round(h, 4), h_low=round(h - _Z * error, 4), h_high=round(h + _Z * error, 4), p=p
    )


def adjust(p: Sequence[float]) -> list[float]:
    """Return p values adjusted for their number (Benjamini & Hochberg 1995)."""
    if not p:
        return []
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 - takes a second to load

    return [float(x) for x in multipletests(list(p), method="fdr_bh")[1]]


def sampling_error(norms: Norms, dreams: int, *, draws: int = 2000, seed: int = 1966) -> float:
    """Return the mean |h| that chance alone makes between the norms and a sample of so many dreams drawn from them.

    Simulated: wholes as Poisson counts at the norms' rate a dream, parts as binomial counts. Acts that come in clusters
    vary more than this; read it as a lower bound.
    """
    chance = np.random.default_rng(seed)
    errors = []
    for i in INDICATORS:
        norm = norms.indicators.get(i.name)
        if norm is None or not norm.whole or i.ratio:
            continue
        p = norm.part / norm.whole
        wholes = np.maximum(chance.poisson(norm.whole / norms.dreams * dreams, draws), 1)
        parts = chance.binomial(wholes, p) / wholes
        errors.append(np.abs(2 * np.arcsin(np.sqrt(parts)) - 2 * math.asin(math.sqrt(p))).mean())
    return float(np.mean(errors))


def _warnings(dreams: int, norms: Norms | None) -> tuple[str, ...]:
    if dreams == 0:
        return ("There are no dreams in this sample.",)
    if dreams >= ENOUGH or norms is None:
        return ()
    error = sampling_error(norms, dreams)
    few = f"{dreams} dreams are few: 100 to 125 are needed for stable percentages (Domhoff 1996)."
    by_chance = f"By chance alone, indicators of so many differ from the norms by h = {error:.2f} on average."
    return (f"{few} {by_chance}",)
