"""Train the network on some of the reports and write what it says of the others."""

from __future__ import annotations

import json
import time
from pathlib import Path
from random import Random

import numpy as np
import torch
from training.batches import batches_of, findings, loss_of
from training.examples import Example
from training.network import Network

__all__ = ["predict", "train"]

_RATE = 1e-4
_DECAY = 0.8
_BATCH = 16


def _groups(network: Network) -> list[dict[str, object]]:
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = []
    for depth, layer in enumerate(layers):
        rate = _RATE * _DECAY ** (len(layers) - 1 - depth)
        groups.append({"params": list(layer.parameters()), "lr": rate, "peak": rate})
    inside = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    groups.append({"params": heads, "lr": 2e-3, "peak": 2e-3})
    return groups


def _slope(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min(step / warm, max(0.02, (steps - step) / (steps - warm)))


def train(network: Network, examples: list[Example], folder: Path, epochs: int, seed: int) -> None:
    """Train in place; a run that was stopped goes on from the last epoch that ``folder`` holds."""
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01)
    saved = folder / "checkpoint.pt"
    begin = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        begin = state["epoch"]
    per_epoch = -(-len(examples) // _BATCH)
    for epoch in range(begin, epochs):
        torch.manual_seed(seed * 1000 + epoch)
        network.train()
        total, start = 0.0, time.monotonic()
        for k, batch in enumerate(batches_of(examples, _BATCH, Random(seed * 1000 + epoch))):
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * _slope(epoch * per_epoch + k, epochs * per_epoch)
            with torch.autocast("cpu", torch.bfloat16):
                labels, people, events = findings(network, batch, leave_out=0.1)
            loss = loss_of(labels.float(), people.float(), events.float(), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += float(loss.detach())
        torch.save(
            {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1},
            saved.with_suffix(".new"),
        )
        saved.with_suffix(".new").replace(saved)
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            seconds = round(time.monotonic() - start)
            log.write(json.dumps({"epoch": epoch + 1, "loss": round(total / per_epoch, 4), "seconds": seconds}) + "\n")


def predict(network: Network, examples: list[Example], path: Path) -> None:
    """Write the logits of ``examples`` to a NumPy file: ids, labels, people, and whose report each person is in."""
    network.eval()
    labels, people, events = [], [], []
    with torch.inference_mode():
        for batch in batches_of(examples, _BATCH, None):
            found = findings(network, batch)
            labels.append(found[0].float().numpy())
            people.append(found[1].float().numpy())
            events.append(found[2].float().numpy())
    owners = [i for i, e in enumerate(examples) for _ in e.people]
    np.savez(
        path,
        ids=np.array([e.id for e in examples]),
        labels=np.concatenate(labels),
        people=np.concatenate(people),
        events=np.concatenate(events),
        owners=np.array(owners, dtype=int),
    )
