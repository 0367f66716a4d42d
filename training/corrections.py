"""Weigh anew with a person's own corrections, and say what that changes.

The network stays as it is: a few dozen reports cannot teach it much, and could spoil it. The weights of each decision
are fitted once more on the research reports and the corrected ones together.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import msgspec
from training.alignment import align
from training.evidence import Case, CasePerson
from training.examples import Names, fold_of
from training.facet_labels import FACETS, facet_labels
from training.labels import labels_of
from training.weigh import fit_weighing

from nightglass.reading.characters import find_cast, gather
from nightglass.reading.judging.people import code_of
from nightglass.reading.judging.weighing import Weighing, inputs_of
from nightglass.reading.model import look
from nightglass.reading.rules import find_by_rule
from nightglass.reading.story import listen

__all__ = ["Change", "read_corrections", "weigh_with"]

_COPIES = 3  # a person's own correction counts as much as three research reports
_FOLDS = 5


class Change(msgspec.Struct):
    """One decision: how many answers about the corrected reports are right before and after, of how many.

    ``after`` is counted with weights that were fitted without the report in question.
    """

    name: str
    asked: int
    right_before: int
    right_after: int


def read_corrections(path: Path, names: Names) -> list[Case]:
    """Return corrected reports as cases.

    Parameters
    ----------
    path
        JSON lines like those of ``nightglass code``, with the report's ``text``: ``id, text``, and ``hvdc`` or
        ``facets`` or both, as the person corrected them.
    names
        Of the model's labels and events.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_case(row, names) for row in rows]


def _case(row: dict, names: Names) -> Case:
    story = listen(row["text"])
    company = gather(story)
    sight = look(story)
    found = find_by_rule(story, find_cast(story))
    values = {name: facet.value for name, facet in found.facets.items()}
    items = [item for item, _ in found.codings]
    coded = [n for n in names.labels if not n.startswith("facet ")]
    labels, mask = labels_of(row.get("hvdc") or [], coded, settings_coded=any("set:" in i for i in row.get("hvdc", [])))
    if "hvdc" not in row:
        mask = [0] * len(coded)
    blank = [0] * len(FACETS)
    more = facet_labels(row["facets"]) if "facets" in row else (blank, blank)
    people = []
    if "hvdc" in row:
        said = sight.people(story, company)
        codes = [code_of(entity, logits) for entity, logits in zip(company.entities, said, strict=True)]
        gold = [i.removeprefix("char:").strip() for i in row["hvdc"] if i.startswith("char:")]
        truth = align(gold, [code for code, _ in codes], [1.0] * len(codes))
        people = [
            CasePerson(float(logits[0]), sure, code, true)
            for logits, (code, sure), true in zip(said, codes, truth, strict=True)
        ]
    inputs = inputs_of(sight.labels, sight.events, items, values, story)
    return Case(row["id"], "corrections", inputs, labels + more[0], mask + more[1], people, items, values)


def weigh_with(
    names: Names, research: list[Case], corrected: list[Case], before: Weighing
) -> tuple[Weighing, list[Change]]:
    """Return the weighing fitted on both, and for each decision that corrections speak of what it changes."""
    right_before: Counter[str] = Counter()
    right_after: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for fold in range(_FOLDS):
        mine = [c for c in corrected if fold_of(c.id, _FOLDS) == fold]
        if not mine:
            continue
        after = fit_weighing(names, research + _COPIES * [c for c in corrected if c not in mine])
        for case in mine:
            old, new = before.judge(case.inputs), after.judge(case.inputs)
            for k, name in enumerate(names.labels):
                if case.mask[k]:
                    asked[name] += 1
                    right_before[name] += before.yes(name, old[name]) == bool(case.labels[k])
                    right_after[name] += after.yes(name, new[name]) == bool(case.labels[k])
    changes = [Change(n, asked[n], right_before[n], right_after[n]) for n in names.labels if asked[n]]
    return fit_weighing(names, research + _COPIES * corrected), changes
