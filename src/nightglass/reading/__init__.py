"""From a report to a reading: one pure function, ``read``, and the values that it returns."""

from nightglass.reading.engine import read, version
from nightglass.reading.model import word_pieces
from nightglass.reading.story import listen
from nightglass.reading.values import (
    Beat,
    BodySign,
    Character,
    Coding,
    Evidence,
    Facet,
    Frame,
    Reading,
    Senses,
    Theme,
    TurningPoint,
)

__all__ = [
    "Beat",
    "BodySign",
    "Character",
    "Coding",
    "Evidence",
    "Facet",
    "Frame",
    "Reading",
    "Senses",
    "Theme",
    "TurningPoint",
    "listen",
    "read",
    "version",
    "word_pieces",
]
