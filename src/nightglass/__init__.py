"""Nightglass keeps, reads and helps to change nightmares, on the dreamer's own machine.

>>> import nightglass
>>> reading = nightglass.read("I was on the stairs and my legs would not move.")
>>> reading.facets["immobile"].value
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nightglass.version import __version__

if TYPE_CHECKING:
    from nightglass.errors import NightglassError
    from nightglass.journal import Report, init_journal, open_journal
    from nightglass.reading import Reading, read

__all__ = ["NightglassError", "Reading", "Report", "__version__", "init_journal", "open_journal", "read"]

_HOMES = {
    "NightglassError": "nightglass.errors",
    "Reading": "nightglass.reading",
    "Report": "nightglass.journal",
    "init_journal": "nightglass.journal",
    "open_journal": "nightglass.journal",
    "read": "nightglass.reading",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that ``nightglass --help`` need not wait for the reader."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nightglass' has no attribute {name!r}")
