"""What a dream tells in images: one cannot move, has no voice, somebody changes, somebody dies, and no word says so.

A small model (meaning/images.npy, fitted by training/images.py on invented sentences) listens to sentences and to
neighbours in pairs. It is asked only where the rules found no words, and not of dreams that are surely untroubled.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nightglass.reading.meaning import LENGTH, ROOM, scores_of
from nightglass.reading.signals import Signal
from nightglass.shipping import digest_of, shipped_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from nightglass.reading.story import Story

__all__ = ["ALL_IS_WELL", "HEARD_SURE", "IMAGES", "hear_images", "images_version", "stretches_of"]

IMAGES = ("immobile", "muted", "metamorphosis", "known_dies")
"""What is heard, in the order of the weights."""

ALL_IS_WELL = 0.9
"""From such a probability on that a dream is without distress, nothing is listened for."""

HEARD_SURE = 0.45
"""How likely it is right where images alone say it: (right + 1) / (all + 2) of 20 in DreamBank (docs/method.md)."""

_FILE = "images.npy"
_MOST = 40  # tokens: a longer sentence is divided, for the encoder reads no more than 64 word pieces
_MUCH = 2.0  # logits
_STRETCHES = 300  # so much of a report is listened to; no dream is longer
_SAYS = frozenset(
    "voice mouth throat tongue lip jaw breath word name say tell call cry shout scream speak sing answer ask".split()
)


def images_version() -> str:
    """Return the first eight hexadecimal digits of the model's SHA-256."""
    return digest_of(ROOM, _FILE)[:8]


def hear_images(story: Story, kinds: Sequence[str]) -> list[Signal]:
    """Return what is heard in a dream, of the kinds that are asked for; most sure first.

    Raises
    ------
    ModelDamagedError
        When a file of the model is missing or has changed.
    """
    stretches = stretches_of(story)
    if not stretches or not kinds:
        return []
    scores = scores_of([text for _, _, text in stretches], _weights())
    found: list[Signal] = []
    for kind in kinds:
        said = scores[:, IMAGES.index(kind)]
        taken: set[int] = set()
        for k in np.argsort(-said, kind="stable"):
            first, last, _ = stretches[k]
            if said[k] <= 0:
                break
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                found += _signals(story, kind, *_narrowed(stretches, said, first, last))
    return found


def _narrowed(
    stretches: Sequence[tuple[int, int, str]], said: NDArray[np.float32], first: int, last: int
) -> tuple[int, int]:
    """Return of two neighbours the one that says it, where it says much more of it than the other; else both."""
    within = [k for k, (a, b, _) in enumerate(stretches) if first <= a and b <= last and b - a < last - first]
    within.sort(key=lambda k: -said[k])
    if len(within) < 2 or said[within[0]] - said[within[1]] < _MUCH:
        return first, last
    return stretches[within[0]][:2]


def _signals(story: Story, kind: str, first: int, last: int) -> list[Signal]:
    """Return what is heard as signals; a silence that is not the dreamer's own voice is one of all sound."""
    here = Signal(kind, first, last, outside=False)
    own = any(map(story.is_me, range(first, last))) and not _SAYS.isdisjoint(story.lemmas[first:last])
    return [here] if kind != "muted" or own else [here, Signal("sound_gone", first, last, outside=False)]


def stretches_of(story: Story) -> list[tuple[int, int, str]]:
    """Return what is listened to, sentences and neighbours in pairs: tokens (first, last exclusive) and plain words."""
    cuts = [
        (s.first + k * (s.last - s.first) // parts, s.first + (k + 1) * (s.last - s.first) // parts)
        for s in story.dream_sentences()
        for parts in [-(-(s.last - s.first) // _MOST)]
        for k in range(parts)
    ][:_STRETCHES]
    plain = [" ".join(story.words[first:last]) for first, last in cuts]
    single = [(first, last, text) for (first, last), text in zip(cuts, plain, strict=True)]
    pairs = [(a[0], b[1], f"{a[2]} {b[2]}") for a, b in pairwise(single) if a[1] == b[0]]
    return [*single, *pairs]


@cache
def _weights() -> NDArray[np.float32]:
    weights = np.load(BytesIO(shipped_file(ROOM, _FILE)), allow_pickle=False)
    return np.asarray(weights, dtype=np.float32).reshape(len(IMAGES), LENGTH)
