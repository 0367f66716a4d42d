"""The same dream again: likeness, grouping, alignment of beats, core and drift.

>>> from nightglass.recurrence import find_recurrences, make_telling
>>> told = [make_telling("a", "The oars were hair. The boat filled."), make_telling("b", "I bought a hat.")]
>>> find_recurrences(told).recurrences
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.doors import opened_late
from nightglass.recurrence.values import Aligned, Beat, Drift, Found, HotSpot, Occurrence, Placement, Portrait

if TYPE_CHECKING:
    from nightglass.recurrence.belonging import together
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
    "find_recurrences",
    "make_telling",
    "place",
    "portray",
    "together",
]

_LATER = {
    "belonging": ("together",),
    "finding": ("find_recurrences",),
    "placing": ("place",),
    "portrait": ("portray",),
    "shelf": ("Shelf",),
    "telling": ("Telling", "make_telling"),
}
__getattr__ = opened_late(__name__, _LATER)  # who draws or shows what was found need not wait for what compares
