"""One report, made ready to be compared: its steps as vectors, its words with their weights."""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from nightglass.reading import encode
from nightglass.recurrence.model import ROOM
from nightglass.recurrence.steps import steps_of
from nightglass.shipping import shipped_file
from nightglass.text import lemma, plain, segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["Telling", "make_telling", "views_of"]


class Telling(msgspec.Struct, frozen=True):
    """A report as it is compared.

    Attributes
    ----------
    id
        Of the report.
    steps
        Characters (start, end) of the report, in order.
    vectors
        (views, 384), each of length 1: of the steps, then of every two that follow each other.
    words
        Its dictionary forms, each with how telling it is: the logarithm of one over its share of reports.
    """

    id: str
    steps: tuple[tuple[int, int], ...]
    vectors: Any
    words: dict[str, float]


class _Counts(msgspec.Struct, frozen=True):
    """In how many of some reports each dictionary form stands; forms in fewer than ``least`` of them are not named."""

    reports: int
    least: int
    counts: dict[str, int]


@cache
def _counts() -> _Counts:
    return msgspec.json.decode(shipped_file(ROOM, "words.json"), type=_Counts)


def make_telling(identity: str, source: str) -> Telling:
    """Make a report ready to be compared.

    Raises
    ------
    ModelDamagedError
        When a file of the model is missing, cut short or changed.
    """
    steps = steps_of(source)
    return Telling(identity, steps, views_of(encode([source[a:b] for a, b in steps])), _weighed(source))


def views_of(steps: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is compared, (views, 384): every step, and every two that follow each other as one.

    What one telling says in one sentence takes another two.
    """
    two = steps[1:] + steps[:-1]
    two /= np.maximum(np.linalg.norm(two, axis=1, keepdims=True), 1e-9)
    return np.concatenate([steps, two])


def _weighed(source: str) -> dict[str, float]:
    tokens = (t.text for t in segment(source).tokens if t.text[0].isalpha())
    forms = {lemma(word) for token in tokens for word in plain(token).split()}
    return {form: _weight(form, _counts().counts) for form in sorted(forms)}


def _weight(form: str, counts: Mapping[str, int]) -> float:
    known = _counts()
    return log((known.reports + 1) / (counts.get(form, known.least / 2) + 1))
