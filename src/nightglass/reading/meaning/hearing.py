"""Small models that hear something in sentences though no word names it: on their meaning and on their runs of words.

Each is a logistic regression: weights of the sentence encoder's numbers, then of the runs of one to three words in
hashed buckets, then what is added. They are fitted by training/hearing.py.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from nightglass.reading.meaning.encoder import WIDTH, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

__all__ = ["BUCKETS", "LENGTH", "runs_of", "scores_of"]

BUCKETS = 16_384
LENGTH = WIDTH + BUCKETS + 1


def runs_of(window: str) -> tuple[list[int], float]:
    """Return the buckets of a plain text's runs of one to three words, and how much each counts."""
    words = window.replace(". ", " . ").split()
    runs = {" ".join(words[k : k + n]) for n in (1, 2, 3) for k in range(len(words) - n + 1)}
    buckets = sorted({crc32(run.encode("utf-8", "replace")) % BUCKETS for run in runs})
    return buckets, 1 / sqrt(max(1, len(buckets)))


def scores_of(windows: Sequence[str], weights: Numbers) -> Numbers:
    """Return what each model says of each text.

    Parameters
    ----------
    windows
        Plain texts: small letters, words and marks parted by single spaces.
    weights
        One row a model, (models, ``LENGTH``).

    Returns
    -------
    ndarray
        Logits, (texts, models): above 0 it is heard.
    """
    meant, runs, added = weights[:, :WIDTH], weights[:, WIDTH:-1], weights[:, -1]
    counted = [runs[:, buckets].sum(axis=1) * each for buckets, each in map(runs_of, windows)]
    return np.asarray(encode(windows) @ meant.T + np.array(counted) + added, dtype=np.float32)
