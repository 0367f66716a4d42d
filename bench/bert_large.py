"""A BERT-large of the shape that the literature codes emotions with (Bertolini et al. 2024), for the speed bench.

Its weights are random: they do not change how long it takes. Run by onnxruntime on all cores, in 32-bit numbers, as it
is published; the word pieces are those of our own tokenizer, which BERT's uncased models share.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

from nightglass.reading.model import load

__all__ = ["reports_a_second"]

LAYERS, WIDTH, HEADS, INNER, WORDS, LENGTH = 24, 1024, 16, 4096, 30522, 512


class _Graph:
    """Nodes and weights of a network while it is put together."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._random = np.random.default_rng(1)

    def weight(self, *shape: int) -> str:
        """Add random weights and return their name."""
        name = f"w{len(self.weights)}"
        values = self._random.standard_normal(shape, dtype=np.float32) * np.float32(0.02)
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def numbers(self, values: list[int]) -> str:
        """Add a list of whole numbers and return its name."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(values, dtype=np.int64), name))
        return name

    def add(self, kind: str, *inputs: str, **settings: Any) -> str:  # noqa: ANN401 - numbers and lists alike
        """Add a node and return the name of its output."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **settings))
        return name

    def dense(self, x: str, before: int, after: int) -> str:
        """Add a layer of weights and a constant."""
        return self.add("Add", self.add("MatMul", x, self.weight(before, after)), self.weight(after))

    def norm(self, x: str) -> str:
        """Add a layer normalisation."""
        return self.add("LayerNormalization", x, self.weight(WIDTH), self.weight(WIDTH), axis=-1)

    def heads(self, x: str, *, turned: bool) -> str:
        """Divide the width into heads; ``turned`` for keys."""
        parts = self.add("Reshape", x, self.numbers([0, 0, HEADS, WIDTH // HEADS]))
        return self.add("Transpose", parts, perm=[0, 2, 3, 1] if turned else [0, 2, 1, 3])

    def layer(self, x: str) -> str:
        """Add one layer of the encoder."""
        query, key, value = (self.dense(x, WIDTH, WIDTH) for _ in range(3))
        scores = self.add("MatMul", self.heads(query, turned=False), self.heads(key, turned=True))
        seen = self.add("MatMul", self.add("Softmax", scores, axis=-1), self.heads(value, turned=False))
        seen = self.add("Reshape", self.add("Transpose", seen, perm=[0, 2, 1, 3]), self.numbers([0, 0, WIDTH]))
        x = self.norm(self.add("Add", x, self.dense(seen, WIDTH, WIDTH)))
        inner = self.add("Gelu", self.dense(x, WIDTH, INNER))
        return self.norm(self.add("Add", x, self.dense(inner, INNER, WIDTH)))


def _write(path: Path) -> None:
    graph = _Graph()
    x = graph.norm(graph.add("Gather", graph.weight(WORDS, WIDTH), "ids"))
    for _ in range(LAYERS):
        x = graph.layer(x)
    first = graph.add("Gather", x, graph.numbers([0]), axis=1)
    graph.nodes.append(helper.make_node("Identity", [graph.dense(first, WIDTH, 5)], ["emotions"]))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])
    emotions = helper.make_tensor_value_info("emotions", TensorProto.FLOAT, [1, 1, 5])
    whole = helper.make_graph(graph.nodes, "bert-large", [ids], [emotions], graph.weights)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.save(model, str(path), save_as_external_data=True, location="weights")


def reports_a_second(texts: list[str]) -> float:
    """Return how many reports a second a BERT-large reads, one by one on all cores, at most 512 pieces each."""
    tokenizer = load().tokenizer
    pieces = [tokenizer.encode(text).ids[:LENGTH] for text in texts]
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place) / "bert.onnx")
        session = ort.InferenceSession(Path(place) / "bert.onnx", providers=["CPUExecutionProvider"])
        session.run(None, {"ids": np.array([pieces[0]])})
        began = time.perf_counter()
        for ids in pieces:
            session.run(None, {"ids": np.array([ids])})
        return len(pieces) / (time.perf_counter() - began)
