"""From a report to a reading: one pure function, ``read``, and the values that it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.doors import opened_late
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
    from nightglass.reading.meaning import BUCKETS, WIDTH, encode, encoder_version, runs_of, scores_of
    from nightglass.reading.model import word_pieces
    from nightglass.reading.sensing import sense_all
    from nightglass.reading.story import listen
    from nightglass.reading.turns import turn_again

__all__ = [
    "BUCKETS",
    "WIDTH",
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
    "encode",
    "encoder_version",
    "is_possible",
    "listen",
    "read",
    "runs_of",
    "scores_of",
    "sense_all",
    "turn_again",
    "version",
    "word_pieces",
]

_LATER = {
    "engine": ("read", "version"),
    "meaning": ("BUCKETS", "WIDTH", "encode", "encoder_version", "runs_of", "scores_of"),
    "model": ("word_pieces",),
    "story": ("listen",),
    "sensing": ("sense_all",),
    "turns": ("turn_again",),
}
__getattr__ = opened_late(__name__, _LATER)  # who only shows a reading need not wait for the model
