"""How likely each kind of finding is right: measured against hand codings, not guessed.

``calibration.json`` holds, for each kind of finding, how many of the reader's findings trained coders had made too and
how many there were (bench/calibrate.py writes it; docs/method.md says on which dreams).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["key_of", "probability"]

PRIOR = (1.0, 2.0)
"""Right and all, added to every count: half of what has never been measured is taken to be right."""


@cache
def _counts() -> dict[str, tuple[int, int]]:
    data = (files("nightglass.reading") / "calibration.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, tuple[int, int]])


def key_of(item: str) -> str:
    """Return under which key an item is measured: ``agg:1MKA,7>,D`` under ``agg:7``, ``char:1MKA`` under ``char:K``."""
    kind, _, rest = item.partition(":")
    parts = [p.strip() for p in rest.split(",")]
    if kind == "char":
        return f"char:{rest[1:] if len(rest) == 4 and rest[1:] in {'ANI', 'CZZ'} else rest[2:3]}"
    if kind in {"agg", "fri", "sex"}:
        return f"{kind}:{parts[1][:1]}" if len(parts) > 1 else kind
    return f"{kind}:{parts[0][:2]}" if kind in {"mf", "emot", "set"} else kind


def probability(key: str) -> float:
    """Return how likely a finding of this kind is right, 0 to 1: the rule of succession on its counts."""
    right, every = _counts().get(key, (0, 0))
    return round((right + PRIOR[0]) / (every + PRIOR[1]), 2)
