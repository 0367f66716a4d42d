"""The network: a small BERT-shaped encoder, one attention-pooled vector a label, and heads for the people of a dream.

The attention over the words is the evidence of a finding.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from nightglass.reading.model.traits import SLOTS, TRAITS

__all__ = ["Network"]


class Network(nn.Module):
    """Per word piece: how much each label looks at it (score) and what it says (value); the same for people.

    A linear read-out of a pooled vector equals the pooled read-outs of its tokens, so the windows of a long text are
    read one by one and pooled afterwards.

    Parameters
    ----------
    base
        The folder of the base encoder.
    layers
        How many of its layers, from the bottom, are kept.
    labels
        The number of labels.
    events
        The number of kinds of event that are counted.
    """

    def __init__(self, base: Path, layers: int, labels: int, events: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation="eager", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.pooler = None
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        width = self.encoder.config.hidden_size
        self.look = nn.Linear(width, labels)
        self.say = nn.Linear(width, labels, bias=False)
        self.bias = nn.Parameter(torch.zeros(labels))
        self.rate = nn.Linear(width, events)
        self.person_look = nn.Linear(width, len(SLOTS))
        self.person_say = nn.Linear(width, sum(SLOTS), bias=False)
        self.person_traits = nn.Linear(len(TRAITS), sum(SLOTS))
        self.drop = nn.Dropout(0.1)
        with torch.no_grad():
            self.person_traits.weight.mul_(0.1)
            nn.init.normal_(self.look.weight, std=0.02)
            nn.init.normal_(self.rate.weight, std=0.02)
            self.rate.bias.fill_(-7.0)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Return scores and values of labels and people, and rates of events, of ids (windows, pieces).

        Each is (windows, pieces, outputs). The rate of an event at a piece is how many of it are expected there.
        """
        states = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float())
        return (
            self.look(states),
            self.say(states),
            self.person_look(states),
            self.person_say(states),
            (nn.functional.softplus(self.rate(states))),
        )
