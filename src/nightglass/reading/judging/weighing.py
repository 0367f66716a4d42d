"""Weigh what the model says and what the rules found into one probability for each decision.

Each decision is a logistic regression on a handful of named inputs; ``weighing.json`` holds the weights, fitted on
dreams that the model had not seen (training/weigh.py), and a threshold from which on the answer is yes.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.judging.tally import count_labels
from nightglass.reading.judging.topics import count_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nightglass.reading.story import Story

__all__ = ["Decision", "Weighing", "inputs_of", "load_weighing"]

_MOST = 4  # more of a kind than this says no more
_FAR = 8.0
_LEAST = 0.003


class Decision(msgspec.Struct, frozen=True):
    """One yes/no question: which inputs count, how much, and from which probability on the answer is yes."""

    inputs: list[str]
    weights: list[float]
    bias: float
    threshold: float

    def probability(self, inputs: Mapping[str, float]) -> float:
        """Return how likely the answer is yes, 0 to 1; an input that is not there counts as 0."""
        total = self.bias
        for name, weight in zip(self.inputs, self.weights, strict=True):
            if name in inputs:
                total += weight * inputs[name]
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


class Weighing(msgspec.Struct, frozen=True):
    """All decisions, by name: a label of the model, or ``character`` and ``code`` for the people of a dream."""

    decisions: dict[str, Decision]

    def judge(self, inputs: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each decision whose inputs are those of a report."""
        return {name: d.probability(inputs) for name, d in self.decisions.items() if name not in {"character", "code"}}

    def yes(self, name: str, probability: float) -> bool:
        """Tell whether the answer to a decision is yes; no where there is no such decision."""
        decision = self.decisions.get(name)
        return decision is not None and probability >= decision.threshold


@cache
def load_weighing() -> Weighing:
    """Return the weighing that the package ships."""
    data = (files("nightglass.reading.judging") / "weighing.json").read_bytes()
    return msgspec.json.decode(data, type=Weighing)


def inputs_of(
    labels: Mapping[str, float],
    events: Mapping[str, float],
    items: Iterable[str],
    facets: Mapping[str, bool | str | tuple[str, ...]],
    story: Story,
) -> dict[str, float]:
    """Return the inputs of all decisions about one report.

    Parameters
    ----------
    labels, events
        What the model says: logits by label, expected counts by event.
    items, facets
        What the rules found: codings in compact notation, and the value of each facet.
    story
        The report: how many words it has, and how many of each topic.
    """
    found = {f"model {name}": max(-_FAR, min(_FAR, z)) for name, z in labels.items()}
    sums: dict[str, float] = {}
    for name, rate in events.items():
        found[f"events {name}"] = log(rate + _LEAST)
        for part in {name.partition(":")[0], ":".join(name.split(":")[:2])} - {name}:
            sums[part] = sums.get(part, 0.0) + rate
    found |= {f"events {name}": log(rate + _LEAST) for name, rate in sums.items()}
    for name, n in count_labels(items).items():
        found[f"rules {name}"] = float(min(n, _MOST))
        found[f"has {name}"] = 1.0
    for name, value in facets.items():
        if isinstance(value, tuple):
            found |= {f"rules theme:{theme}": 1.0 for theme in value}
        else:
            found[f"rules {name}={value}" if isinstance(value, str) else f"rules {name}"] = float(bool(value))
    found |= {f"topic {name}": log(1 + n) for name, n in count_topics(story).items()}
    found["words"] = log(1 + len(story.words))
    return found
