"""What the model sees in one report: what each label says, and the words at which it looks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from nightglass.reading.model.shipped import load
from nightglass.reading.model.traits import SLOTS, traits_of
from nightglass.reading.model.windows import pieces_of, windows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nightglass.reading.characters import Company
    from nightglass.reading.model.shipped import Card
    from nightglass.reading.model.windows import Window
    from nightglass.reading.story import Story

    Numbers = NDArray[np.float32]

__all__ = ["Sight", "look"]

_GROUP = np.repeat(np.arange(len(SLOTS)), SLOTS)


class Sight:
    """The network's outputs for every word piece of a report, and what they come to.

    Attributes
    ----------
    spans
        For each piece, where its characters stand in the report; (-1, -1) for the encoder's marks.
    labels
        By name, what each label says of the whole report (logit).
    events
        By name, how many of each event are expected.
    """

    def __init__(self, card: Card, windows: list[Window], outputs: list[Numbers]) -> None:
        scores, values, self._looks, self._says, self._rates = outputs
        self.spans = [span for window in windows for span in window.spans]
        self._windows = windows
        self._card = card
        self._attention = _softmax(scores)
        self._values = values
        self.labels: dict[str, float] = dict(
            zip(card.labels, (self._attention * values).sum(axis=0).tolist(), strict=True)
        )
        self.events: dict[str, float] = dict(zip(card.events, self._rates.sum(axis=0).tolist(), strict=True))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self._card.labels)}

    @cached_property
    def _event_places(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self._card.events)}

    def weights(self, name: str) -> Numbers:
        """Return how much each piece speaks for a label or event, 0 or more; the encoder's marks have none."""
        if name in self._event_places:
            found = self._rates[:, self._event_places[name]].copy()
        else:
            k = self._places[name]
            found = self._attention[:, k] * np.clip(self._values[:, k], 0.01, None)
        found[[start < 0 for start, _ in self.spans]] = 0.0
        return np.asarray(found, dtype=np.float32)

    def people(self, story: Story, company: Company) -> list[Numbers]:
        """Return for each entity the logits of its slots, in the order of ``SLOTS``."""
        traits = np.asarray(self._card.traits, dtype=np.float32)
        found = []
        for entity, places in zip(company.entities, pieces_of(story, company, self._windows), strict=True):
            attention = _softmax(self._looks[places])[:, _GROUP]
            said = (attention * self._says[places]).sum(axis=0)
            own = np.asarray([*traits_of(entity, story, len(places), teens=company.teens), 1.0], dtype=np.float32)
            found.append(said + traits @ own)
        return found


def look(story: Story) -> Sight:
    """Return what the shipped model sees in a report.

    Raises
    ------
    ModelDamagedError
        When a file of the model is missing or has changed.
    """
    shipped = load()
    windows = windows_of(story, shipped.tokenizer)
    parts = [shipped.session.run(None, {"ids": np.asarray([w.ids], dtype=np.int64)}) for w in windows]
    outputs = [np.concatenate([part[k][0] for part in parts]) for k in range(len(parts[0]))]
    return Sight(shipped.card, windows, outputs)


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=0, keepdims=True))
    return np.asarray(raised / raised.sum(axis=0, keepdims=True), dtype=np.float32)
