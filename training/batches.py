"""Batches of reports for the network, and the loss and findings of one batch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as fn
from training.examples import Example
from training.network import Network

from nightglass.reading.model.traits import SLOTS

__all__ = ["batches_of", "findings", "loss_of"]

_UNKNOWN = 100  # [UNK] of the base encoder's vocabulary


def batches_of(examples: list[Example], size: int, rng: Random | None) -> Iterator[list[Example]]:
    """Yield batches of reports of like length, in an order drawn by ``rng``, or as they come without one."""
    order = list(range(len(examples)))
    if rng is not None:
        noise = [rng.uniform(0.8, 1.25) for _ in order]
        order.sort(key=lambda i: noise[i] * sum(len(w.ids) for w in examples[i].windows))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(batches)
    for batch in batches:
        yield [examples[i] for i in batch]


def _padded(rows: list[tuple[int, ...]]) -> tuple[Tensor, Tensor]:
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


def findings(network: Network, batch: list[Example], leave_out: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Return the logits of labels (reports, labels) and people (people, slots), and rates of events (reports, events).

    ``leave_out`` is the share of word pieces that the network is not shown: in training, so that it does not lean on
    single words.
    """
    ids, mask = _padded([w.ids for e in batch for w in e.windows])
    if leave_out:
        hidden = (torch.rand(ids.shape) < leave_out) & (mask == 1)
        hidden[:, 0] = False
        ids = ids.masked_fill(hidden, _UNKNOWN)
    scores, values, looks, says, rates = network(ids, mask)
    first = 0
    labels, people, events = [], [], []
    group_of = torch.repeat_interleave(torch.arange(len(SLOTS)), torch.tensor(SLOTS))
    for e in batch:
        rows = slice(first, first + len(e.windows))
        first += len(e.windows)
        keep = mask[rows].bool()
        labels.append((scores[rows][keep].softmax(dim=0) * values[rows][keep]).sum(dim=0))
        events.append(rates[rows][keep].sum(dim=0))
        look, say = looks[rows][keep][:, group_of], says[rows][keep]
        for p in e.people:
            said = (look[p.pieces].softmax(dim=0) * say[p.pieces]).sum(dim=0)
            people.append(said + network.person_traits(torch.tensor(p.traits)))
    found = torch.stack(people) if people else torch.zeros(0, sum(SLOTS))
    return torch.stack(labels) + network.bias, found, torch.stack(events)


def loss_of(labels: Tensor, people: Tensor, events: Tensor, batch: list[Example]) -> Tensor:
    """Return the loss of a batch.

    Binary cross-entropy over coded labels, cross-entropy over people's slots, and the Poisson likelihood of the counts
    of events, summed over each report.
    """
    truth = torch.tensor([e.labels for e in batch], dtype=torch.float32)
    coded = torch.tensor([e.mask for e in batch], dtype=torch.float32)
    each = fn.binary_cross_entropy_with_logits(labels, truth, reduction="none") * coded
    loss = 12 * (each.sum(dim=1) / coded.sum(dim=1).clamp(min=1)).mean()
    coded_here = torch.tensor([e.has_people for e in batch])
    if coded_here.any():
        counts = torch.tensor([e.counts for e in batch], dtype=torch.float32)[coded_here]
        loss = (
            loss
            + 0.3 * fn.poisson_nll_loss(events[coded_here], counts, log_input=False, reduction="none").sum(1).mean()
        )
    targets = torch.tensor([p.target for e in batch for p in e.people])
    if not len(targets):
        return loss
    parts = people.split(SLOTS, dim=1)
    loss = loss + fn.binary_cross_entropy_with_logits(parts[0][:, 0], targets[:, 0].float())
    for part, target in zip(parts[1:], targets.T[1:], strict=True):
        if (target >= 0).any():
            loss = loss + fn.cross_entropy(part, target, ignore_index=-1)
    return loss
