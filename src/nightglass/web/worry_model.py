"""A small model beside the rules of worrying.py: it hears wishes to die that are put in words no rule foresaw.

A logistic regression on what a sentence, or two that follow one another, means (the shipped sentence encoder) and on
their runs of one to three words (reading/meaning/hearing.py). It is fitted by training/worrying.py, which uses the same
``windows``. Only short texts, and the end of longer ones, are looked at: that is where people write of
their waking life, and it keeps the time small however long a text is.
"""

from __future__ import annotations

import itertools
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

__all__ = ["WEIGHTS", "seems_to_speak", "windows"]

WEIGHTS = "worrying.npy"
_FEW, _LAST = 8, 4  # sentences: so short a text is looked at whole; of a longer one its end
_LONGEST = 600  # characters of a sentence: the encoder reads no more than 64 word pieces


def seems_to_speak(sentences: Sequence[str]) -> bool:
    """Tell whether a sentence, or two together, seem to say that the writer wants to die; hints count too.

    Parameters
    ----------
    sentences
        All sentences of what was written, made plain as worrying.py does.

    Returns
    -------
    bool
        False also where the model or the encoder cannot be used: then the rules alone answer.
    """
    looked_at = windows(sentences)
    if not looked_at:
        return False
    try:
        return bool(_scores(looked_at).max() > 0)
    except Exception:  # noqa: BLE001 - a damaged model, or no memory for it, must never keep a night from being kept
        return False


def windows(sentences: Sequence[str]) -> list[str]:
    """Return what the model looks at: sentences, and neighbours in pairs."""
    chosen = sentences if len(sentences) <= _FEW else sentences[-_LAST:]
    short = [s[:_LONGEST] for s in chosen]
    return [*short, *(f"{one}. {two}" for one, two in itertools.pairwise(short))]


@cache
def _weights() -> Numbers:
    """Return the encoder's weights, then those of the buckets, then what is added: above 0 is an alarm."""
    import numpy as np  # noqa: PLC0415 - the server starts without it

    with (files("nightglass.web") / "data" / WEIGHTS).open("rb") as file:
        return np.load(file, allow_pickle=False).astype(np.float32)  # type: ignore[no-any-return]


def _scores(looked_at: Sequence[str]) -> Numbers:
    from nightglass.reading import scores_of  # noqa: PLC0415 - the server starts without it

    return scores_of(looked_at, _weights()[None, :])
