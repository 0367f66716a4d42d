"""What a stretch of a dream means, as a vector, and what small models hear in it."""

from nightglass.reading.meaning.encoder import ROOM, WIDTH, encode, encoder_version
from nightglass.reading.meaning.hearing import BUCKETS, LENGTH, runs_of, scores_of

__all__ = ["BUCKETS", "LENGTH", "ROOM", "WIDTH", "encode", "encoder_version", "runs_of", "scores_of"]
