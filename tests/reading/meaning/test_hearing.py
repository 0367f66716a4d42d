"""Runs of words in buckets, and what a model says of texts: the same every time, one row a text, one column a model."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.meaning import BUCKETS, LENGTH, WIDTH, encode, runs_of, scores_of


@given(st.text(max_size=200))
def test_every_text_has_runs_that_together_weigh_one(window: str) -> None:
    buckets, each = runs_of(window)
    assert buckets == sorted(set(buckets))
    assert all(0 <= bucket < BUCKETS for bucket in buckets)
    assert not buckets or abs(len(buckets) * each**2 - 1) < 1e-9
    assert runs_of(window) == (buckets, each)


def test_runs_of_one_to_three_words() -> None:
    assert len(runs_of("the oars were hair")[0]) == 4 + 3 + 2
    assert runs_of("a b") == runs_of("  a   b ")


def test_a_score_is_meaning_and_runs_and_what_is_added() -> None:
    texts = ["the boat filled with water .", "she bought a lamp ."]
    weights = np.zeros((3, LENGTH), dtype=np.float32)
    weights[0, -1] = 2.0
    weights[1, :WIDTH] = encode(texts)[0]
    weights[2, WIDTH:-1] = 1.0
    scores = scores_of(texts, weights)
    assert scores.shape == (2, 3)
    assert np.allclose(scores[:, 0], 2)
    assert np.allclose(scores[0, 1], 1, atol=1e-3)
    assert scores[1, 1] < 0.8
    assert np.allclose(scores[:, 2], [np.sqrt(len(runs_of(t)[0])) for t in texts], atol=1e-3)
