"""What a stretch of a dream means, as a vector: the shipped sentence encoder, MiniLM (Wang et al. 2020) in 8 bits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from nightglass.reading.model import word_pieces
from nightglass.shipping import digest_of, shipped_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

__all__ = ["ROOM", "WIDTH", "encode", "encoder_version"]

ROOM = "nightglass.reading.meaning"
WIDTH = 384
_ENCODER = "encoder.onnx"
_MOST = 64  # word pieces of a step
_TOGETHER = 4  # steps of about the same length


def encoder_version() -> str:
    """Return the first eight hexadecimal digits of the encoder's SHA-256."""
    return digest_of(ROOM, _ENCODER)[:8]


@cache
def _session() -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime as ort  # noqa: PLC0415 - costs start-up time

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(shipped_file(ROOM, _ENCODER), options, providers=["CPUExecutionProvider"])


def encode(texts: Sequence[str]) -> Numbers:
    """Return one vector of length 1 for each text, (texts, 384).

    The texts of one call are read together; the same call gives the same vectors every time.

    Raises
    ------
    ModelDamagedError
        When a file of the model is missing, cut short or changed.
    """
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    pieces = [e.ids for e in word_pieces().encode_batch(list(texts))]
    vectors = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    order = sorted(range(len(pieces)), key=lambda k: len(pieces[k]))
    for k in range(0, len(order), _TOGETHER):
        rows = order[k : k + _TOGETHER]
        vectors[rows] = _encode([pieces[row] for row in rows])
    return vectors


def _encode(pieces: list[list[int]]) -> Numbers:
    ids = np.zeros((len(pieces), min(_MOST, max(map(len, pieces)))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, own in enumerate(pieces):
        kept = own if len(own) <= _MOST else [*own[: _MOST - 1], own[-1]]
        ids[row, : len(kept)] = kept
        mask[row, : len(kept)] = 1
    (vectors,) = _session().run(None, {"ids": ids, "mask": mask})
    return np.asarray(vectors, dtype=np.float32)
