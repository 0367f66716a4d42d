"""Nightglass keeps, reads and helps to change nightmares, on the dreamer's own machine.

>>> import nightglass
>>> reading = nightglass.read("I was on the stairs and my legs would not move.")
>>> reading.facets["immobile"].value
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.doors import opened_late
from nightglass.version import __version__

if TYPE_CHECKING:
    from nightglass.errors import NightglassError
    from nightglass.journal import Report, init_journal, open_journal
    from nightglass.reading import Reading, read

__all__ = ["NightglassError", "Reading", "Report", "__version__", "init_journal", "open_journal", "read"]

_LATER = {
    "errors": ("NightglassError",),
    "journal": ("Report", "init_journal", "open_journal"),
    "reading": ("Reading", "read"),
}
__getattr__ = opened_late(__name__, _LATER)  # "nightglass --help" need not wait for the reader
