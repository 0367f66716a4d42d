"""Which pairs of many reports are worth comparing: those with steps near each other, or with rare words in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from nightglass.recurrence.shelf import Shelf

__all__ = ["candidates"]

_NEAR = 12  # views that are looked up for each view
_PROBES = 8  # of the index's cells, in which they are looked for
_KEPT = 24  # candidates of each report, by steps and again by words
_ROWS = 512


def candidates(shelf: Shelf, progress: Callable[[float], None] = lambda _: None) -> list[NDArray[np.int64]]:
    """Return for each report the later ones that are worth comparing with it, sorted.

    An inverted file of views (Johnson et al. 2021, faiss) finds those near each view; how far a match goes beyond what
    is usual for the view is summed over pairs of reports.
    """
    import faiss  # noqa: PLC0415 - costs start-up time, and few need it

    views = len(shelf.vectors)
    cells = int(max(1, min(4096, views // 64)))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(shelf.vectors.shape[1]), shelf.vectors.shape[1], cells)
    index.metric_type = faiss.METRIC_INNER_PRODUCT
    step = max(1, views // max(cells * 40, 1))
    index.train(np.ascontiguousarray(shelf.vectors[::step]))
    index.add(shelf.vectors)
    index.nprobe = _PROBES
    owners = shelf.owners()
    votes = csr_array((len(shelf), len(shelf)), dtype=np.float32)
    block = 1 << 16
    for k in range(0, views, block):
        cosines, found = index.search(shelf.vectors[k : k + block], _NEAR)
        mine = np.repeat(owners[k : k + block], _NEAR)
        beyond = (cosines - shelf.common.near[k : k + block, None]).ravel() + 0.1
        there = owners[found.ravel()]
        good = (found.ravel() >= 0) & (there != mine) & (beyond > 0)
        votes += csr_array((beyond[good], (mine[good], there[good])), (len(shelf), len(shelf)))
        progress(0.8 * min(1.0, (k + block) / views))
    return _chosen(shelf, csr_array(votes + votes.T), progress)


def _chosen(shelf: Shelf, votes: csr_array, progress: Callable[[float], None]) -> list[NDArray[np.int64]]:
    sets: list[set[int]] = [set() for _ in range(len(shelf))]
    for k in range(0, len(shelf), _ROWS):
        shared = csr_array(shelf.rare[k : k + _ROWS] @ shelf.rare.T)
        for row in range(shared.shape[0]):
            for matrix, place in ((votes, k + row), (shared, row)):
                begin, end = matrix.indptr[place], matrix.indptr[place + 1]
                best = np.argsort(-matrix.data[begin:end])[: _KEPT + 1]
                for other in matrix.indices[begin:end][best].tolist():
                    if other != k + row:
                        sets[min(other, k + row)].add(max(other, k + row))
        progress(0.8 + 0.2 * min(1.0, (k + _ROWS) / len(shelf)))
    return [np.array(sorted(own), dtype=np.int64) for own in sets]
