"""Vectors: of length 1, the same every time, near where the sense is near; and a model that was harmed is refused."""

from __future__ import annotations

import numpy as np
import pytest

from nightglass.reading.meaning import ROOM, WIDTH, encode, encoder_version
from nightglass.shipping import ModelDamagedError, digest_of, shipped_file


def test_vectors() -> None:
    texts = ["The boat filled with water.", "Our rowing boat was sinking.", "She bought a lamp."]
    vectors = encode(texts)
    assert vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert np.array_equal(vectors, encode(texts))


def test_nothing_and_very_long() -> None:
    assert encode([]).shape == (0, WIDTH)
    assert np.isfinite(encode(["word " * 500])).all()


def test_versions_and_harm() -> None:
    assert len(encoder_version()) == 8
    assert digest_of(ROOM, "nothing.onnx") == "unknown"
    with pytest.raises(ModelDamagedError, match="Install Nightglass again"):
        shipped_file(ROOM, "nothing.onnx")
    with pytest.raises(ModelDamagedError):
        shipped_file(ROOM, "__init__.py")
