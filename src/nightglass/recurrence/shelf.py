"""Many tellings side by side, so that one can be compared with all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from scipy.sparse import csr_array, vstack

from nightglass.reading import WIDTH
from nightglass.recurrence.commonness import Commonness, expected, measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from nightglass.recurrence.telling import Telling

    Numbers = NDArray[np.float32]

__all__ = ["Shelf"]

_PLACES = 1 << 20  # of words; two that fall on one place are rare and do little harm
TELLING, RARE = 2.0, 4.0
"""From which weight a shared word says something, and from which it says much."""
_SPARE = 4096  # views of the next tellings, for which there is room from the start
_SAMPLE = 400  # reports, from which how common a step is for this person is measured


class Shelf:
    """The tellings of one person (or of a corpus).

    Attributes
    ----------
    ids
        Of the reports, in the order in which they were put here.
    first, views
        Where the views of each telling begin, and how many it has; a view is a step, or two that follow each other.
    common
        How common each view is.
    """

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.ids = [t.id for t in tellings]
        self.views = np.array([len(t.vectors) for t in tellings], dtype=np.int64)
        self.first = np.concatenate([[0], np.cumsum(self.views)])[:-1].astype(np.int64)
        self._room = centred(np.concatenate([np.zeros((0, WIDTH), np.float32), *(t.vectors for t in tellings)]))
        self._used = len(self._room)
        self._grow(_SPARE)
        self.words, self.rare, self.weights = _words(tellings)
        self.common = self._measure()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def vectors(self) -> Numbers:
        """All views, one telling after another: (views, 384), the mean view of dreams taken away, each of length 1."""
        return self._room[: self._used]

    def _measure(self) -> Commonness:
        """Say of every step how well other reports match it, from a sample spread evenly over the shelf."""
        usual = expected(self.vectors)
        return measured(self.vectors, self.owners(), self._sample(), usual)

    def _sample(self) -> list[tuple[int, int, int]]:
        """Return index, first view and end of tellings that are spread evenly over the shelf."""
        chosen = np.unique(np.linspace(0, max(len(self) - 1, 0), min(len(self), _SAMPLE)).astype(int))
        return [(int(k), int(self.first[k]), int(self.first[k] + self.views[k])) for k in chosen]

    def owners(self) -> NDArray[np.int64]:
        """Return for each step whose it is, as an index into ``ids``."""
        return np.repeat(np.arange(len(self)), self.views)

    def add(self, telling: Telling) -> None:
        """Put one telling more at the end; how common the views before it are stays as it was."""
        own = centred(telling.vectors)
        sample, places, at = self._sample() if len(self) else [], [], 0
        beside = np.concatenate([own[:0], *(self.vectors[a:b] for _, a, b in sample)])
        for k, a, b in sample:
            places.append((k, at, at + b - a))
            at += b - a
        mine = measured(own, np.full(len(own), len(self)), places, expected(own), beside)
        self.common = Commonness(*(np.concatenate(pair) for pair in zip(self.common, mine, strict=True)))
        self.ids.append(telling.id)
        self.views = np.append(self.views, len(own))
        self.first = np.append(self.first, self._used)
        self._grow(len(own))
        self._room[self._used : self._used + len(own)] = own
        self._used += len(own)
        words, rare, weights = _words([telling])
        self.words, self.rare = vstack([self.words, words], "csr"), vstack([self.rare, rare], "csr")
        self.weights = np.append(self.weights, weights)

    def _grow(self, more: int) -> None:
        """Make room; an eighth more than there was, so that adding one by one stays cheap."""
        if self._used + more > len(self._room):
            room = np.empty((max(self._used + more, len(self._room) * 9 // 8), WIDTH), np.float32)
            room[: self._used] = self._room[: self._used]
            self._room = room


def centred(vectors: Numbers) -> Numbers:
    """Return vectors without what every step of every dream has in common, each of length 1."""
    from nightglass.recurrence.commonness import mean_step  # noqa: PLC0415

    moved = vectors - mean_step()
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _words(tellings: Sequence[Telling]) -> tuple[csr_array, csr_array, Numbers]:
    """Return (tellings, places) for telling words and for rare ones, whose products sum weights; and all weights."""
    rows, places, values, rare = [], [], [], []
    for row, telling in enumerate(tellings):
        for word, weight in telling.words.items():
            if weight > TELLING:
                rows.append(row)
                places.append(crc32(word.encode()) % _PLACES)
                values.append((weight - TELLING) ** 0.5)
                rare.append(max(0.0, weight - RARE) ** 0.5)
    shape = (len(tellings), _PLACES)
    total = np.array([sum(t.words.values()) for t in tellings], dtype=np.float32)
    kept = csr_array((np.array(values, np.float32), (rows, places)), shape)
    return kept, csr_array((np.array(rare, np.float32), (rows, places)), shape), total
