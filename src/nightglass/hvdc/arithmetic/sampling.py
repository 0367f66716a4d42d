"""How far a sample strays from the norms by chance alone, simulated from the norms."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from nightglass.hvdc.arithmetic.indicators import INDICATORS, by_name

if TYPE_CHECKING:
    from nightglass.hvdc.arithmetic.norms import Norm, Norms

__all__ = ["Expected", "expected_errors", "sampling_error"]

_Counts = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
_Shares = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_DRAWS = 2000
_SEED = 1966


class Expected(msgspec.Struct, frozen=True):
    """The sampling error of one indicator at one number of dreams, in percentage points.

    Attributes
    ----------
    mean
        How far samples of that size are from the norms on average.
    most
        How far 95 of 100 of them are at most.
    """

    mean: float
    most: float


class _Spread(msgspec.Struct):
    source: str
    indicators: dict[str, float]


@cache
def _spread() -> dict[str, float]:
    data = (files("nightglass.hvdc.arithmetic") / "spread.json").read_bytes()
    return msgspec.json.decode(data, type=_Spread).indicators


def expected_errors(norms: Norms, dreams: int) -> dict[str, Expected]:
    """Return the expected sampling error of every indicator for samples of so many dreams.

    Parameters
    ----------
    norms
        What `nightglass.hvdc.norms` returns.
    dreams
        How many dreams a sample has; 1 or more.

    Returns
    -------
    dict
        By the indicator's name; those without norms are left out.

    Notes
    -----
    2,000 samples are drawn for each indicator: its whole as a Poisson count at the norms' rate a dream (for the
    percentages of dreams: all of them), its part as a binomial count. Codes of one dream resemble each other; the whole
    is therefore divided by the design effect (Kish 1965) that was measured on the normative dreams (``spread.json``).
    Domhoff (1996) drew such samples from the normative dreams themselves.
    """
    return dict(_expected(norms.dreams, tuple(norms.indicators.items()), dreams))


@lru_cache(maxsize=64)
def _expected(of: int, indicators: tuple[tuple[str, Norm], ...], dreams: int) -> tuple[tuple[str, Expected], ...]:
    chance = np.random.default_rng(_SEED)
    known = by_name()
    found = []
    for name, norm in indicators:
        if norm.whole and name in known:
            wholes = _wholes(chance, norm, dreams / of, dreams, _spread().get(name, 1.0))
            apart = 100 * np.abs(_shares(chance, norm, wholes, ratio=known[name].ratio) - norm.part / norm.whole)
            found.append((name, Expected(round(float(apart.mean()), 2), round(float(np.percentile(apart, 95)), 2))))
    return tuple(found)


def _wholes(chance: np.random.Generator, norm: Norm, share: float, dreams: int, spread: float) -> _Counts:
    """Return simulated wholes of samples that have ``share`` of the norms' dreams, divided by the design effect."""
    fixed = round(norm.whole * share) == dreams  # the whole is the number of dreams itself
    wholes = np.full(_DRAWS, dreams) if fixed else chance.poisson(norm.whole * share, _DRAWS)
    return np.maximum(np.rint(wholes / spread).astype(np.int64), 1)


def _shares(chance: np.random.Generator, norm: Norm, wholes: _Counts, *, ratio: bool) -> _Shares:
    share = norm.part / norm.whole
    parts = chance.poisson(wholes * share) if ratio else chance.binomial(wholes, share)
    return np.asarray(parts / wholes, dtype=np.float64)


def sampling_error(norms: Norms, dreams: int) -> float:
    """Return the mean |h| that chance alone makes between the norms and a sample of so many dreams drawn from them."""
    chance = np.random.default_rng(_SEED)
    errors = []
    for i in INDICATORS:
        norm = norms.indicators.get(i.name)
        if norm is None or not norm.whole or i.ratio:
            continue
        wholes = _wholes(chance, norm, dreams / norms.dreams, dreams, _spread().get(i.name, 1.0))
        true = 2 * math.asin(math.sqrt(norm.part / norm.whole))
        apart = 2 * np.arcsin(np.sqrt(_shares(chance, norm, wholes, ratio=False))) - true
        errors.append(float(np.abs(apart).mean()))
    return float(np.mean(errors))
