"""Count what a coding of a dream holds, at every level that the model learns and the rules are weighed at."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["count_labels"]

INTERACTIONS = ("agg", "fri", "sex")
EVENTS = ("agg", "fri", "sex", "mf", "gf", "succ", "fail")


def _parties(text: str) -> set[str]:
    return {p for p in re.split(r"\s*\+\s*", text) if p}


def count_labels(items: Iterable[str]) -> Counter[str]:
    """Count what a coding holds, at every level that a head is to learn.

    Parameters
    ----------
    items
        The Hall/Van de Castle codes of one dream in compact notation, for example ``agg:1MKA,3>,D``.

    Returns
    -------
    Counter
        By label: ``agg`` (any), ``agg:3`` (subclass), ``agg:3:d>o`` (with the dreamer as d, any other as o),
        ``emot:AP`` (any bearer), ``emot:AP:d`` (the dreamer), ``set:IF``.
    """
    counts: Counter[str] = Counter()
    for item in items:
        kind, _, rest = item.partition(":")
        parts = [p.strip() for p in rest.split(",")] + ["", ""]
        first, second, third = parts[:3]
        if kind in INTERACTIONS:
            level = f"{kind}:{second[:1]}"
            role = f"{'d' if 'D' in _parties(first) else 'o'}>{'d' if 'D' in _parties(third) else 'o'}"
            counts.update([kind, level, f"{level}:{role}"])
        elif kind in {"mf", "emot"}:
            level = f"{kind}:{first[:1] if kind == 'mf' else first}"
            counts.update([kind, level, f"{level}:{'d' if 'D' in _parties(second) else 'o'}"])
        elif kind in EVENTS:
            counts.update([kind, f"{kind}:{'d' if 'D' in _parties(second) else 'o'}"])
        elif kind == "set":
            counts.update([f"set:{first}"])
    return counts
