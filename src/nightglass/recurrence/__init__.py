"""The same dream again: likeness, grouping, alignment of beats, core and drift.

>>> from nightglass.recurrence import find_recurrences, make_telling
>>> told = [make_telling("a", "The oars were hair. The boat filled."), make_telling("b", "I bought a hat.")]
>>> find_recurrences(told).recurrences
()
"""

from nightglass.recurrence.encoder import encoder_version
from nightglass.recurrence.finding import find_recurrences
from nightglass.recurrence.placing import place
from nightglass.recurrence.portrait import portray
from nightglass.recurrence.shelf import Shelf
from nightglass.recurrence.telling import Telling, make_telling
from nightglass.recurrence.together import together
from nightglass.recurrence.values import Aligned, Beat, Drift, Found, HotSpot, Occurrence, Placement, Portrait

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
    "encoder_version",
    "find_recurrences",
    "make_telling",
    "place",
    "portray",
    "together",
]
