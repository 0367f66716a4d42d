"""The same dream again: likeness, grouping, alignment of beats, core and drift.

>>> from nightglass.recurrence import find_recurrences, make_telling
>>> told = [make_telling("a", "The oars were hair. The boat filled."), make_telling("b", "I bought a hat.")]
>>> find_recurrences(told).recurrences
()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nightglass.recurrence.values import Aligned, Beat, Drift, Found, HotSpot, Occurrence, Placement, Portrait

if TYPE_CHECKING:
    from nightglass.recurrence.belonging import together
    from nightglass.recurrence.encoder import encode, encoder_version
    from nightglass.recurrence.finding import find_recurrences
    from nightglass.recurrence.placing import place
    from nightglass.recurrence.portrait import portray
    from nightglass.recurrence.shelf import Shelf
    from nightglass.recurrence.telling import Telling, make_telling

__all__ = [
    "Aligned",
    "Beat",
    "Drift",
    "Found",
    "HotSpot",
    "Occurrence",
    "Placement",
    "Portrait",
    "Shelf",
    "Telling",
    "encode",
    "encoder_version",
    "find_recurrences",
    "make_telling",
    "place",
    "portray",
    "together",
]

_HOMES = {
    "encode": "encoder",
    "encoder_version": "encoder",
    "find_recurrences": "finding",
    "place": "placing",
    "portray": "portrait",
    "Shelf": "shelf",
    "Telling": "telling",
    "make_telling": "telling",
    "together": "belonging",
}


def __getattr__(name: str) -> object:
    """Import what compares when it is first used: who draws or shows what was found need not wait for it."""
    if name in _HOMES:
        return getattr(import_module(f"nightglass.recurrence.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'nightglass.recurrence' has no attribute {name!r}")
