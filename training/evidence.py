"""Put together what the model said of held-out reports, what the rules find in them, and what people coded."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec
import numpy as np
from training.examples import Example, Names

from nightglass.reading.characters import find_cast, gather
from nightglass.reading.judging.people import code_of
from nightglass.reading.judging.weighing import inputs_of
from nightglass.reading.rules import find_by_rule
from nightglass.reading.story import listen

__all__ = ["Case", "CasePerson", "cases_of"]


class CasePerson(msgspec.Struct):
    """An entity: the model's word on whether they are a character, the code it gives them, and people's code."""

    keep: float
    sure: float
    code: str
    gold: str | None


class Case(msgspec.Struct):
    """One held-out report: the inputs of all decisions, and what people coded."""

    id: str
    collection: str
    inputs: dict[str, float]
    labels: list[int]
    mask: list[int]
    people: list[CasePerson]
    rules: list[str]
    facets: dict[str, bool | str | tuple[str, ...]]


def cases_of(runs: list[Path], names: Names, examples: list[Example]) -> list[Case]:
    """Return one case for every report that one of the runs held out."""
    by_id = {e.id: e for e in examples}
    cases = []
    for run in runs:
        found = np.load(run / "held_out.npz")
        own: dict[int, list[int]] = defaultdict(list)
        for place, owner in enumerate(found["owners"].tolist()):
            own[owner].append(place)
        for i, identity in enumerate(found["ids"].tolist()):
            said = found["people"][own[i]]
            cases.append(_case(by_id[str(identity)], names, found["labels"][i], found["events"][i], said))
    return cases


def _case(example: Example, names: Names, labels: np.ndarray, events: np.ndarray, said: np.ndarray) -> Case:
    story = listen(example.text)
    company = gather(story)
    found = find_by_rule(story, find_cast(story))
    facets = {name: facet.value for name, facet in found.facets.items()}
    items = [item for item, _ in found.codings]
    inputs = inputs_of(
        dict(zip(names.labels, labels.tolist(), strict=True)),
        dict(zip(names.events, events.tolist(), strict=True)),
        items,
        facets,
        story,
    )
    people = []
    for entity, logits, person in zip(company.entities, said, example.people, strict=False):
        code, sure = code_of(entity, logits)
        people.append(CasePerson(float(logits[0]), sure, code, person.gold))
    return Case(example.id, example.collection, inputs, example.labels, example.mask, people, items, facets)
