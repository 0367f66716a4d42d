"""An encoder with one attention-pooled vector a label; the attention is the evidence."""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = ["LabelHeads", "pooled"]


class LabelHeads(nn.Module):
    """Per token and label: how much to look (score) and what it says (value).

    A linear read-out of a pooled vector equals the pooled read-outs of its tokens, so windows of a long text can be
    read one by one and pooled afterwards.
    """

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.look = nn.Linear(width, labels)
        self.say = nn.Linear(width, labels, bias=False)
        self.bias = nn.Parameter(torch.zeros(labels))

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores and values, each (batch, tokens, labels), of encoder states (batch, tokens, width)."""
        return self.look(states), self.say(states)


def pooled(scores: Tensor, values: Tensor, mask: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """Return logits (batch, labels) and attention (batch, tokens, labels; sums to 1 over tokens).

    ``mask`` (batch, tokens) is true where there is a word; every text needs at least one.
    """
    attention = scores.masked_fill(~mask[..., None], float("-inf")).softmax(dim=1)
    return (attention * values).sum(dim=1) + bias, attention
