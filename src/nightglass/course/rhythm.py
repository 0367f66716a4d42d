"""The rhythm of bad nights: how often, with what gaps, on which days; and where it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nightglass.course.values import Change, Cluster, Gaps, NotYet, Rate, Season, Silence, Week

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from nightglass.course.values import Night

__all__ = ["find_change", "find_cluster", "find_gaps", "find_rate", "find_season", "find_silence", "find_week"]

_NIGHTS = 7  # known nights for a rate
_GAPS = 19  # with so many, the rarest of twenty has a probability of 0.05
_WINDOW = 7
_WEEKS, _YEAR, _CHANGE = 56, 330, 60  # known nights for weekdays, months, a change
_SHUFFLES = 999
_EDGE = 14  # known nights on each side of a change
_BLOCK = 7  # nights that are shuffled together, so that bad nights that follow each other stay so


def find_rate(nights: Sequence[Night]) -> Rate | NotYet:
    """Return the share of bad nights among the known ones.

    Notes
    -----
    Wilson's interval (Wilson 1927) with the number of nights that would tell as much if one night said nothing of the
    next: n (1 - r) / (1 + r), r the correlation of a known night with the next, where it is positive (Bartlett 1946).
    """
    known = [n.state == "badly" for n in nights if n.state != "unknown"]
    if len(known) < _NIGHTS:
        return NotYet("nights", len(known), _NIGHTS)
    bad, unknown = sum(known), len(nights) - len(known)
    low, high = _wilson(bad / len(known), len(known) * _worth(nights))
    return Rate(bad, len(known), unknown, bad / len(known), low, high, bad / len(nights), (bad + unknown) / len(nights))


def _wilson(share: float, count: float) -> tuple[float, float]:
    z = 1.959964
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def _worth(nights: Sequence[Night]) -> float:
    """Return how much one night tells beside the one before it, 0.1 to 1."""
    pairs = [
        (a.state == "badly", b.state == "badly")
        for a, b in pairwise(nights)
        if a.state != "unknown" and b.state != "unknown"
    ]
    if len(pairs) < 2 * _NIGHTS:
        return 1.0
    one, other = np.array(pairs, dtype=float).T
    if one.std() == 0 or other.std() == 0:
        return 1.0
    tied = float(np.corrcoef(one, other)[0, 1])
    tied = max(0.0, tied + (1 + 3 * tied) / len(pairs))  # a short series shows too little of it (Kendall 1954)
    return max(0.1, (1 - tied) / (1 + tied))


def find_gaps(nights: Sequence[Night], came: Callable[[Night], bool] = lambda n: n.state == "badly") -> Gaps | NotYet:
    """Return the gaps between bad nights (or the nights of a recurrence), counted in known nights."""
    lengths: list[int] = []
    sure: list[bool] = []
    quiet = unknown = 0
    met = False
    for night in nights:
        if night.state == "unknown":
            unknown += 1
        elif came(night):
            if met:
                lengths.append(quiet)
                sure.append(unknown == 0)
            met, quiet, unknown = True, 0, 0
        else:
            quiet += 1
    if len(lengths) < 2:
        return NotYet("gaps between bad nights", len(lengths), 2)
    low, usual, high = (float(q) for q in np.quantile(lengths, [0.25, 0.5, 0.75]))
    return Gaps(tuple(lengths), tuple(sure), usual, low, high, quiet, unknown)


def find_silence(gaps: Gaps | NotYet) -> Silence | NotYet:
    """Return how rare the present run of quiet nights is among this person's gaps.

    Notes
    -----
    The share of gaps, the present one included, that are longer, with half of those that are as long (Vovk et al.
    2005): among gaps that follow no order, one in twenty is called as rare as 0.05. Unknown nights add nothing.
    """
    if isinstance(gaps, NotYet) or len(gaps.lengths) < _GAPS:
        return NotYet("gaps between bad nights", 0 if isinstance(gaps, NotYet) else len(gaps.lengths), _GAPS)
    return Silence(gaps.present, gaps.present_unknown, _rare(gaps.present, gaps.lengths))


def find_cluster(nights: Sequence[Night]) -> Cluster | NotYet:
    """Return how rare so many bad nights among the last seven known ones are, beside the sevens before them."""
    known = [n.state == "badly" for n in nights if n.state != "unknown"]
    windows = [sum(known[k - _WINDOW : k]) for k in range(len(known), _WINDOW - 1, -_WINDOW)]
    if len(windows) < _GAPS + 1:
        return NotYet("nights", len(known), (_GAPS + 1) * _WINDOW)
    now, before = windows[0], windows[1:]
    return Cluster(now, _rare(now, before))


def _rare(now: int, before: Sequence[int]) -> float:
    """Return the share of values that are greater, the present one among them, equal ones counted half."""
    return (sum(b > now for b in before) + (1 + sum(b == now for b in before)) / 2) / (1 + len(before))


def find_week(nights: Sequence[Night]) -> Week | NotYet:
    """Return bad nights by weekday (chi-square, Pearson 1900)."""
    bad, known = _by(nights, lambda n: n.date.weekday(), 7)
    if sum(known) < _WEEKS or min(known) < 5:
        return NotYet("nights", sum(known), _WEEKS)
    return Week(bad, known, _differ(bad, known))


def find_season(nights: Sequence[Night]) -> Season | NotYet:
    """Return bad nights by month (chi-square)."""
    bad, known = _by(nights, lambda n: n.date.month - 1, 12)
    if sum(known) < _YEAR or min(known) < 10:
        return NotYet("nights, in every month of a year,", sum(known), _YEAR)
    return Season(bad, known, _differ(bad, known))


def _by(nights: Sequence[Night], place: Callable[[Night], int], places: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    bad, known = [0] * places, [0] * places
    for night in nights:
        if night.state != "unknown":
            known[place(night)] += 1
            bad[place(night)] += night.state == "badly"
    return tuple(bad), tuple(known)


def _differ(bad: tuple[int, ...], known: tuple[int, ...]) -> float:
    from scipy.stats import chi2_contingency  # noqa: PLC0415 - costs start-up time

    table = np.array([bad, np.array(known) - np.array(bad)])
    if (table.sum(axis=1) == 0).any():
        return 1.0
    return float(chi2_contingency(table).pvalue)


def find_change(nights: Sequence[Night]) -> Change | NotYet:
    """Return the night from which the share of bad nights was most different.

    Notes
    -----
    The single change with the greatest gain in squared error (Truong et al. 2020); ``p`` from 999 shuffles of weeks.
    """
    known = [n for n in nights if n.state != "unknown"]
    if len(known) < _CHANGE:
        return NotYet("nights", len(known), _CHANGE)
    signal = np.array([n.state == "badly" for n in known], dtype=float)
    place, gain = _break(signal)
    chance = np.random.default_rng(20)
    starts = np.arange(0, len(signal), _BLOCK)
    higher = 0
    for _ in range(_SHUFFLES):
        order = chance.permutation(starts)
        higher += _break(np.concatenate([signal[s : s + _BLOCK] for s in order]))[1] >= gain - 1e-12
    return Change(
        known[place].date, float(signal[:place].mean()), float(signal[place:].mean()), (1 + higher) / (1 + _SHUFFLES)
    )


def _break(signal: NDArray[np.float64]) -> tuple[int, float]:
    """Return where to divide a series, and what is gained in squared error."""
    count = len(signal)
    sums = np.cumsum(signal)
    before = np.arange(_EDGE, count - _EDGE + 1)
    left = sums[before - 1]
    right = sums[-1] - left
    gains = left**2 / before + right**2 / (count - before) - sums[-1] ** 2 / count
    best = int(np.argmax(gains))
    return int(before[best]), float(gains[best])
