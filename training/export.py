"""Write a trained network as the model that the package ships."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.examples import Names
from training.network import Network
from training.sums import write_sums

from nightglass.reading.model.shipped import CARD, ENCODER, TOKENIZER

__all__ = ["export"]


class _Outputs(nn.Module):
    """The network without padding: ids in, what every head says of every piece out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        scores, values, *others = self.network(ids, torch.ones_like(ids))
        return (scores, values + self.network.bias, *others)


def export(network: Network, names: Names, base: Path, folder: Path) -> None:
    """Write encoder, tokenizer and card into ``folder``; the encoder's weights as 8-bit integers.

    Parameters
    ----------
    network
        Trained.
    names
        Of its labels and events.
    base
        The folder of the base encoder.
    folder
        ``src/nightglass/reading/model``.
    """
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    outputs = ["scores", "values", "looks", "says", "rates"]
    axes = {name: {0: "windows", 1: "pieces"} for name in ["ids", *outputs]}
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            _Outputs(network),
            (torch.ones(1, 16, dtype=torch.long),),
            str(whole),
            input_names=["ids"],
            output_names=outputs,
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(
            whole, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=_heads(whole)
        )
    (folder / TOKENIZER).write_bytes((base / "tokenizer.json").read_bytes())
    traits = network.person_traits
    weights = torch.cat([traits.weight, traits.bias[:, None]], dim=1).detach()
    card = {
        "labels": names.labels,
        "events": names.events,
        "traits": [[round(v, 4) for v in row] for row in weights.tolist()],
    }
    (folder / CARD).write_text(json.dumps(card) + "\n", encoding="utf-8")
    write_sums(folder)


def _heads(whole: Path) -> list[str]:
    import onnx  # noqa: PLC0415

    nodes = onnx.load(str(whole)).graph.node
    return [n.name for n in nodes if n.op_type in {"MatMul", "Gemm"} and "encoder" not in n.name]
