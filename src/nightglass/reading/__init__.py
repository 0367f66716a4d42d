"""From a report to a reading: one pure function, ``read``, and the values that it returns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nightglass.reading.possible import BeatSaid, is_possible
from nightglass.reading.values import (
    Beat,
    BodySign,
    Character,
    Coding,
    Evidence,
    Facet,
    Frame,
    Presence,
    Reading,
    Senses,
    Theme,
    TurningPoint,
)

if TYPE_CHECKING:
    from nightglass.reading.engine import read, version
    from nightglass.reading.model import word_pieces
    from nightglass.reading.sensing import sense_all
    from nightglass.reading.story import listen
    from nightglass.reading.turns import turn_again

__all__ = [
    "Beat",
    "BeatSaid",
    "BodySign",
    "Character",
    "Coding",
    "Evidence",
    "Facet",
    "Frame",
    "Presence",
    "Reading",
    "Senses",
    "Theme",
    "TurningPoint",
    "is_possible",
    "listen",
    "read",
    "sense_all",
    "turn_again",
    "version",
    "word_pieces",
]

_HOMES = {
    "read": "engine",
    "version": "engine",
    "word_pieces": "model",
    "listen": "story",
    "sense_all": "sensing",
    "turn_again": "turns",
}


def __getattr__(name: str) -> object:
    """Import what reads when it is first used: who only shows a reading need not wait for the model."""
    if name in _HOMES:
        return getattr(import_module(f"nightglass.reading.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'nightglass.reading' has no attribute {name!r}")
