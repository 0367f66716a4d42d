"""A sample against the norms: percentages, effect sizes, intervals, p values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc.arithmetic.counts import COUNTS, count
from nightglass.hvdc.arithmetic.indicators import INDICATORS, Indicator
from nightglass.hvdc.arithmetic.sampling import expected_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.arithmetic.norms import Norms
    from nightglass.hvdc.arithmetic.sampling import Expected
    from nightglass.hvdc.dreams import CodedDream

__all__ = ["Effect", "Profile", "Row", "adjust", "cohen_h", "h_test", "profile"]

ENOUGH = 100
"""Dreams from which a sample can be compared with the norms (Domhoff 1996: 100 to 125 reports)."""

TOLERABLE = 5.0
"""Expected sampling error, in percentage points, above which one indicator says little."""

_Z = 1.959964


class Row(msgspec.Struct, frozen=True):
    """One indicator of a profile.

    Attributes
    ----------
    indicator, label
        Its name, and what it is called.
    part, whole
        Numerator and denominator in the sample.
    percent, percent_low, percent_high
        100 * part / whole and its 95 % interval; None where the whole is 0. The indices as percent too.
    norm_percent
        The same in the norms.
    h, h_low, h_high
        Cohen's effect size, and its 95 % interval: positive where the sample has more than the norms. None where either
        has no whole, or an index exceeds 1.
    p, p_adjusted
        Two-sided p of h, and the same after Benjamini & Hochberg (1995) over all rows.
    expected_error
        By how many points samples of this many dreams differ from the norms on average by chance; None without norms.
    few
        Whether the sample is too small for this indicator: that error is above 5 points.
    """

    indicator: str
    label: str
    part: int
    whole: int
    percent: float | None
    percent_low: float | None = None
    percent_high: float | None = None
    norm_percent: float | None = None
    h: float | None = None
    h_low: float | None = None
    h_high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    expected_error: float | None = None
    few: bool = False


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


class Effect(msgspec.Struct, frozen=True):
    """Cohen's h with its 95 % interval and its two-sided p."""

    h: float
    low: float
    high: float
    p: float


def h_test(one: tuple[int, int], other: tuple[int, int]) -> Effect | None:
    """Return h of two proportions, each given as (part, whole), and its test; None where one of them is no proportion.

    Notes
    -----
    The standard error of h is sqrt(1/n1 + 1/n2), n being the wholes (Cohen 1988; Domhoff & Schneider 2015).
    """
    if not (one[1] and other[1]) or one[0] > one[1] or other[0] > other[1]:
        return None
    h = cohen_h(one[0] / one[1], other[0] / other[1])
    error = math.sqrt(1 / one[1] + 1 / other[1])
    p = math.erfc(abs(h) / error / math.sqrt(2))
    return Effect(round(h, 4), round(h - _Z * error, 4), round(h + _Z * error, 4), p)


def profile(
    dreams: Sequence[CodedDream], norms: Norms | None = None, indicators: Sequence[Indicator] = INDICATORS
) -> Profile:
    """Return the profile of a sample, against norms where they are given.

    Parameters
    ----------
    dreams
        Coded dreams; items that break a rule are counted as unknown, and by what can be read in them.
    norms
        What `nightglass.hvdc.norms` returns.
    indicators
        Which to calculate: `INDICATORS`, or those and `MORE`.

    Notes
    -----
    h and its test follow Domhoff (1996) and Domhoff & Schneider (2015): the standard error of h is
    sqrt(1/n1 + 1/n2), with n the wholes. Acts of one dream are not independent, so p is somewhat too small;
    `compare` has a test that takes the dream as the unit. The intervals of percentages are Wilson's (1927), those of
    the indices, which count acts and not shares, Garwood's (1936).
    """
    totals = count(dreams).sum(axis=0)
    expected = expected_errors(norms, len(dreams)) if norms and len(dreams) else {}
    rows = [_row(i, i.of(totals), norms, expected.get(i.name)) for i in indicators]
    known = [k for k, row in enumerate(rows) if row.p is not None]
    for k, p in zip(known, adjust([rows[k].p or 0.0 for k in known]), strict=True):
        rows[k] = msgspec.structs.replace(rows[k], p_adjusted=p)
    unknown = int(totals[COUNTS.index("unknown")])
    return Profile(len(dreams), unknown, norms.name if norms else "", tuple(rows), _warnings(len(dreams), rows, norms))


def _row(i: Indicator, counts: tuple[int, int], norms: Norms | None, expected: Expected | None) -> Row:
    part, whole = counts
    row = Row(i.name, i.label, part, whole, _percent(part, whole))
    if whole:
        low, high = _garwood(part, whole) if i.ratio else _wilson(part, whole)
        row = msgspec.structs.replace(row, percent_low=round(100 * low, 4), percent_high=round(100 * high, 4))
    norm = norms.indicators.get(i.name) if norms else None
    if norm is None or not norm.whole:
        return row
    error = expected.mean if expected else None
    row = msgspec.structs.replace(
        row,
        norm_percent=_percent(norm.part, norm.whole),
        expected_error=error,
        few=bool(whole) and error is not None and error > TOLERABLE,
    )
    tested = h_test((part, whole), (norm.part, norm.whole))
    if tested is None:
        return row
    return msgspec.structs.replace(row, h=tested.h, h_low=tested.low, h_high=tested.high, p=tested.p)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 4) if whole else None


def _wilson(part: int, whole: int) -> tuple[float, float]:
    share, square = part / whole, _Z**2 / whole
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _garwood(part: int, whole: int) -> tuple[float, float]:
    from scipy.special import gammaincinv  # noqa: PLC0415 - takes a moment to load

    low = float(gammaincinv(part, 0.025)) if part else 0.0
    return low / whole, float(gammaincinv(part + 1, 0.975)) / whole


def adjust(p: Sequence[float]) -> list[float]:
    """Return p values adjusted for their number (Benjamini & Hochberg 1995), in the same order.

    SciPy and statsmodels have this too; loading either would take longer than the whole profile of a series.
    """
    adjusted = [1.0] * len(p)
    least = 1.0
    for rank, k in sorted(enumerate(sorted(range(len(p)), key=lambda k: p[k]), 1), reverse=True):
        least = min(least, p[k] * len(p) / rank)
        adjusted[k] = least
    return adjusted


def _warnings(dreams: int, rows: Sequence[Row], norms: Norms | None) -> tuple[str, ...]:
    if dreams == 0:
        return ("There are no dreams in this sample.",)
    if norms is None or dreams >= ENOUGH:
        return ()
    errors = [row.expected_error for row in rows if row.expected_error is not None]
    warning = f"{_dreams(dreams)} few: 100 to 125 are needed for stable percentages (Domhoff 1996)."
    if errors:
        mean = sum(errors) / len(errors)
        warning += f" By chance alone, percentages of so many differ from the norms by {mean:.1f} points on average."
    return (warning,)


def _dreams(number: int) -> str:
    return "One dream is" if number == 1 else f"{number} dreams are"
