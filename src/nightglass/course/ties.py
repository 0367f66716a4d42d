"""What changed on waking, and what goes with bad nights: associations, none of them a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nightglass.course.values import NotYet, Tied, Waking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.course.values import Night

__all__ = ["find_ties", "find_waking"]

_WAKINGS = 20
_EACH = 8  # known nights with a context, and without it


def find_waking(nights: Sequence[Night]) -> tuple[Waking, ...] | NotYet:
    """Return each feeling on waking in the earlier and the later half of the wakings (Fisher's exact test, BH)."""
    felt = [named for n in nights for f in n.feelings if (named := f - {"none", "other"})]
    if len(felt) < _WAKINGS:
        return NotYet("wakings of which the feeling is known", len(felt), _WAKINGS)
    from scipy.stats import false_discovery_control, fisher_exact  # noqa: PLC0415 - costs start-up time

    half = len(felt) // 2
    earlier, later = felt[:half], felt[half:]
    names = sorted(frozenset().union(*felt))
    counts = [(sum(name in f for f in earlier), sum(name in f for f in later)) for name in names]
    ps = [float(fisher_exact([[a, half - a], [b, len(later) - b]]).pvalue) for a, b in counts]
    adjusted = false_discovery_control(ps)
    return tuple(
        Waking(name, a, half, b, len(later), float(p)) for name, (a, b), p in zip(names, counts, adjusted, strict=True)
    )


def find_ties(nights: Sequence[Night]) -> tuple[Tied, ...] | NotYet:
    """Return how each tracked context goes with bad nights.

    A context that was not noted on a known night counts as not there. False discoveries are controlled (Benjamini &
    Hochberg 1995); where one side is always or never bad, Fisher's exact test stands for the regression.
    """
    known = [n for n in nights if n.state != "unknown"]
    names = sorted({c for n in known for c in n.contexts})
    enough = [n for n in names if _EACH <= sum(n in k.contexts for k in known) <= len(known) - _EACH]
    if not enough:
        most = max((min(sum(n in k.contexts for k in known), _EACH) for n in names), default=0)
        return NotYet("nights with and without one of the things you track", most, _EACH)
    from scipy.stats import false_discovery_control  # noqa: PLC0415

    ties = [_tie(known, name) for name in enough]
    adjusted = false_discovery_control([t[1] for t in ties])
    return tuple(
        Tied(name, *counts, *odds, p=float(p))
        for name, (counts, _, odds), p in zip(enough, ties, adjusted, strict=True)
    )


_Counts = tuple[int, int, int, int]
_Odds = tuple[float | None, float | None, float | None]


def _tie(known: Sequence[Night], name: str) -> tuple[_Counts, float, _Odds]:
    there = np.array([name in n.contexts for n in known])
    bad = np.array([n.state == "badly" for n in known])
    counts = (int(bad[there].sum()), int(there.sum()), int(bad[~there].sum()), int((~there).sum()))
    if min(counts[0], counts[2], counts[1] - counts[0], counts[3] - counts[2]) == 0:
        from scipy.stats import fisher_exact  # noqa: PLC0415

        table = [[counts[0], counts[1] - counts[0]], [counts[2], counts[3] - counts[2]]]
        return counts, float(fisher_exact(table).pvalue), (None, None, None)
    import statsmodels.api as sm  # noqa: PLC0415 - takes a second to load

    time = np.linspace(-1, 1, len(known))
    model = sm.GLM(bad.astype(float), np.column_stack([there, time, np.ones(len(known))]), sm.families.Binomial()).fit()
    low, high = model.conf_int()[0]
    odds = tuple(float(np.exp(np.clip(v, -20, 20))) for v in (model.params[0], low, high))
    return counts, float(model.pvalues[0]), (odds[0], odds[1], odds[2])
