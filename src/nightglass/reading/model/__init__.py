"""The shipped model: a small encoder with many heads, and what it sees in a report."""

from nightglass.reading.model.shipped import load, model_version, word_pieces
from nightglass.reading.model.sight import Sight, look
from nightglass.reading.model.traits import AGES, IDENTITIES, NUMBERS, SEXES, SLOTS

__all__ = [
    "AGES",
    "IDENTITIES",
    "NUMBERS",
    "SEXES",
    "SLOTS",
    "Sight",
    "load",
    "look",
    "model_version",
    "word_pieces",
]
