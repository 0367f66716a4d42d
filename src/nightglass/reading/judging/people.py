"""Which entities are characters, and with which code: the model's word on each, within what the rules know."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from nightglass.reading.characters import Verdict
from nightglass.reading.model import AGES, IDENTITIES, NUMBERS, SEXES, SLOTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nightglass.reading.characters import Company, Entity
    from nightglass.reading.judging.weighing import Weighing

__all__ = ["code_of", "judge_people"]

_EDGES = np.cumsum(SLOTS)[:-1]


def judge_people(company: Company, said: list[NDArray[np.float32]], weighing: Weighing) -> list[Verdict]:
    """Return a verdict for each entity.

    Parameters
    ----------
    company
        Everybody of whom the report speaks.
    said
        What the model says of each entity's slots, from `Sight.people`.
    weighing
        Holds the decisions ``character`` (is it one) and ``code`` (is the whole code right).
    """
    verdicts = []
    for entity, logits in zip(company.entities, said, strict=True):
        code, sure = code_of(entity, logits)
        here = {"keep": float(logits[0]), "sure": sure}
        kept = weighing.yes("character", weighing.decisions["character"].probability(here))
        verdicts.append(Verdict(kept, code, round(weighing.decisions["code"].probability(here), 2)))
    return verdicts


def code_of(entity: Entity, logits: NDArray[np.float32]) -> tuple[str, float]:
    """Return the likeliest code, and the logarithm of its probability given that there is a character.

    An animal stays an animal and a creature a creature; only their number is left to the model.
    """
    _, *slots = np.split(logits, _EDGES)
    alphabets: tuple[str, ...] = (NUMBERS, SEXES, IDENTITIES, AGES)
    if not entity.human:
        slots, alphabets = slots[:1], alphabets[:1]
    letters, total = [], 0.0
    for values, alphabet in zip(slots, alphabets, strict=True):
        best = int(values.argmax())
        letters.append(alphabet[best])
        total -= log(float(np.exp(values - values[best]).sum()))
    return "".join(letters) + (entity.template[1:] if not entity.human else ""), total
