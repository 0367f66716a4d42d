"""Turn codings of whole dreams into the yes/no labels that a many-headed model can learn, with masks."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["INTERACTIONS", "count_labels", "labels_of"]

INTERACTIONS = ("agg", "fri", "sex")
EVENTS = ("agg", "fri", "sex", "mf", "gf", "succ", "fail")


def _parties(text: str) -> set[str]:
    return {p for p in re.split(r"\s*\+\s*", text) if p}


def count_labels(items: list[str]) -> Counter[str]:
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
            counts.update([kind, level, *([f"{level}:d"] if "D" in _parties(second) else [])])
        elif kind in EVENTS:
            counts.update([kind, *([f"{kind}:d"] if "D" in _parties(second) else [])])
        elif kind == "set":
            counts.update([f"set:{first}"])
    return counts


def labels_of(items: list[str], names: list[str], *, settings_coded: bool) -> tuple[list[int], list[int]]:
    """Return a dream's labels and mask, each one value (0 or 1) a name.

    Parameters
    ----------
    items
        The codes of one dream in compact notation.
    names
        Labels of `count_labels`; ``NAME>=K`` asks for at least K of it.
    settings_coded
        Whether settings were coded for this dream at all; where not, their mask is 0.

    Returns
    -------
    labels, mask
        A label whose mask is 0 takes no part in the loss: nobody has coded it here.
    """
    counts = count_labels(items)
    labels, mask = [], []
    for name in names:
        base, _, least = name.partition(">=")
        labels.append(int(counts[base] >= int(least or 1)))
        mask.append(int(settings_coded or not name.startswith("set:")))
    return labels, mask
