"""Whether something changed from one phase to another: rate ratio, overlap of phases, randomization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from nightglass.course.effect_wording import effect_words
from nightglass.course.values import Effect, NotYet, Overlap, Phase, RateRatio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from nightglass.course.values import Night

    Numbers = NDArray[np.float64]

__all__ = ["find_effect", "nap", "randomization_p", "rate_ratio", "tau_u"]

_NIGHTS = 7  # known nights in each phase for a ratio
_BLOCK = 7  # nights of a week, over which a frequency is counted
_WEEKS, _VALUES = 3, 5  # weeks, or values of distress, in each phase for their overlap
_TIED = 0.15  # correlation of a night with the next from which fortnights stay whole
_SHORTEST, _SHUFFLES = 40, 999  # nights for the randomization test, and how many other orders of them


def rate_ratio(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return ratio of two rates, its 95 % credible interval, and the probability that the later one is lower.

    Parameters
    ----------
    before, after
        (events, nights) of each.

    Notes
    -----
    Events are Poisson, each rate has Jeffreys' prior Gamma(1/2, 0), so that twice a rate times its nights is chi-square
    and their ratio a scaled F (Price & Bonett 2000). The ratio given is the posterior's median.
    """
    from scipy.stats import f  # noqa: PLC0415 - costs start-up time

    (a, m), (b, n) = before, after
    scale = (b + 0.5) / n / ((a + 0.5) / m)
    ratio = f(2 * b + 1, 2 * a + 1)
    low, middle, high = (float(scale * ratio.ppf(q)) for q in (0.025, 0.5, 0.975))
    return middle, low, high, float(ratio.cdf(1 / scale))


def nap(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    """Return the nonoverlap of all pairs and its 95 % interval.

    Parameters
    ----------
    before, after
        Values of two phases, one and more each.

    Returns
    -------
    tuple of float
        Share of pairs in which the later value is lower, ties counted half (Parker & Vannest 2009): 0 to 1; and its
        interval (Newcombe 2006, method 5).
    """
    one, other = np.asarray(before, dtype=float)[:, None], np.asarray(after, dtype=float)
    share = float(((one > other) + 0.5 * (one == other)).mean())
    m, n = len(one), len(other)
    z, middle = 1.959964, (m + n) / 2 - 1

    def beyond(theta: float) -> float:
        spread = theta * (1 - theta) * (1 + middle * ((1 - theta) / (2 - theta) + theta / (1 + theta))) / (m * n)
        return float(abs(share - theta) - z * spread**0.5)

    return share, _crossing(beyond, 0.0, share), _crossing(beyond, 1.0, share)


def _crossing(beyond: Callable[[float], float], outer: float, inner: float) -> float:
    """Return where a function that is above 0 at ``outer`` and below at ``inner`` crosses 0."""
    if beyond(outer) <= 0:
        return outer
    for _ in range(60):
        middle = (outer + inner) / 2
        outer, inner = (middle, inner) if beyond(middle) > 0 else (outer, middle)
    return (outer + inner) / 2


def tau_u(before: Sequence[float], after: Sequence[float]) -> float:
    """Return Tau-U (Parker et al. 2011): how much lower the later values are, less the trend of the first.

    (S of all pairs between phases + S of the trend within the first) / pairs between phases, where a falling trend of
    the first phase counts against a fall; -1 to 1, positive where values fell.
    """
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    fell = float(np.sign(one[:, None] - other).sum())
    first, second = np.triu_indices(len(one), 1)
    falling = float(np.sign(one[first] - one[second]).sum())
    return float(np.clip((fell - falling) / (len(one) * len(other)), -1, 1))


def randomization_p(values: Numbers, later: NDArray[np.bool_]) -> float | None:
    """Return the two-sided p of a randomization test (Edgington & Onghena 2007) that parts two phases.

    Parameters
    ----------
    values
        One a night in order, NaN where unknown.
    later
        Whether each night is of the later phase; the others are of the earlier one.

    Returns
    -------
    float or None
        How often the phases would part the values more if the weeks had come in any other order; orders that part them
        just as much count half (mid-p, Lancaster 1961). Weeks stay whole, and fortnights where a night goes with the
        next, so that bad nights in a row are not taken for an effect. None with fewer than 40 nights.
    """
    if len(values) < _SHORTEST or later.all() or not later.any():
        return None
    length = _BLOCK if _tied(values, later) < _TIED else 2 * _BLOCK
    missing = -len(values) % length
    weeks = np.append(values, np.full(missing, np.nan)).reshape(-1, length)
    after = np.append(later, np.ones(missing, bool))
    chance = np.random.default_rng(11)
    orders = np.array([np.arange(len(weeks)), *(chance.permutation(len(weeks)) for _ in range(_SHUFFLES))])
    shuffled = weeks[orders].reshape(len(orders), -1)
    known = ~np.isnan(shuffled)
    filled = np.where(known, shuffled, 0.0)
    n, m = (known & after).sum(axis=1), (known & ~after).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        parted = (filled @ after / n - filled @ ~after / m) / (1 / n + 1 / m) ** 0.5
    parted = np.abs(np.nan_to_num(parted, nan=0.0, posinf=0.0, neginf=0.0))
    more, same = parted > parted[0] + 1e-9, np.abs(parted - parted[0]) <= 1e-9
    return float(more.mean() + same.mean() / 2) if parted[0] else 1.0


def _tied(values: Numbers, later: NDArray[np.bool_]) -> float:
    """Return the correlation of a night with the next one within the phases; 0 where it cannot be told."""
    pairs = np.flatnonzero(~np.isnan(values[1:]) & ~np.isnan(values[:-1]) & (later[1:] == later[:-1]))
    if len(pairs) < 2 * _BLOCK:
        return 0.0
    level = np.where(later, np.nanmean(values[later]), np.nanmean(values[~later]))
    rest = values - level
    spread = float((rest[pairs] ** 2).mean() * (rest[pairs + 1] ** 2).mean()) ** 0.5
    return float((rest[pairs] * rest[pairs + 1]).mean() / spread) if spread > 0 else 0.0


def find_effect(nights: Sequence[Night], before: Phase, after: Phase) -> Effect:
    """Return what changed from one phase to a later one."""
    one, other = _within(nights, before), _within(nights, after)
    ratio = _ratio(one, other)
    frequency = _overlap("frequency", one, other)
    distress = _overlap("distress", one, other)
    words = effect_words(before.name, after.name, ratio, frequency, distress)
    return Effect(before.name, after.name, ratio, frequency, distress, words)


def _within(nights: Sequence[Night], phase: Phase) -> list[Night]:
    return [n for n in nights if phase.begin <= n.date and (phase.end is None or n.date <= phase.end)]


def _ratio(one: list[Night], other: list[Night]) -> RateRatio | NotYet:
    counts = [[n.count for n in nights if n.count is not None] for nights in (one, other)]
    least = min(map(len, counts))
    if least < _NIGHTS:
        return NotYet("known nights in each phase", least, _NIGHTS)
    (a, m), (b, n) = ((sum(c), len(c)) for c in counts)
    return RateRatio(a, m, b, n, *rate_ratio((a, m), (b, n)))


def _overlap(measure: Literal["frequency", "distress"], one: list[Night], other: list[Night]) -> Overlap | NotYet:
    if measure == "frequency":
        values, need, what = [_weekly(one), _weekly(other)], _WEEKS, "weeks in each phase"
        nightly = [n.count for n in (*one, *other)]
    else:
        values = [[float(n.distress) for n in nights if n.distress is not None] for nights in (one, other)]
        need, what = _VALUES, "nights in each phase of which the distress is known"
        nightly = [n.distress for n in (*one, *other)]
    least = min(map(len, values))
    if least < need:
        return NotYet(what, least, need)
    later = np.arange(len(nightly)) >= len(one)
    p = randomization_p(np.array([np.nan if v is None else v for v in nightly], dtype=float), later)
    return Overlap(measure, len(values[0]), len(values[1]), *nap(*values), tau_u(*values), p)


def _weekly(nights: list[Night]) -> list[float]:
    """Return nightmares a known night, week by week; a week with fewer than three known nights says nothing."""
    found = []
    for k in range(0, len(nights), _BLOCK):
        counts = [n.count for n in nights[k : k + _BLOCK] if n.count is not None]
        if len(counts) >= 3:
            found.append(sum(counts) / len(counts))
    return found
