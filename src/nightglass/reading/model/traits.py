"""What the rules know of an entity, as numbers that the model weighs beside the words."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightglass.reading.characters.entities import Entity
    from nightglass.reading.story import Story

__all__ = ["AGES", "IDENTITIES", "NUMBERS", "SEXES", "SLOTS", "TRAITS", "traits_of"]

NUMBERS = "12345678"
SEXES = "MFJI"
IDENTITIES = "FMXBTHWDACYIRPKOESU"
AGES = "ATCB"
SLOTS = (1, len(NUMBERS), len(SEXES), len(IDENTITIES), len(AGES))
"""What the model says of an entity: whether they are a character, then each value of number, sex, identity, age."""

_ASIDES = ("alike", "none", "called", "bracket")
_KINDS = ("name", "noun", "pronoun")

TRAITS = (
    *(f"number {c}" for c in NUMBERS),
    *(f"sex {c}" for c in SEXES + "?"),
    *(f"identity {c}" for c in IDENTITIES),
    *(f"age {c}" for c in AGES + "?"),
    *(f"aside {c}" for c in _ASIDES),
    *(f"{c}s" for c in _KINDS),
    *("animal", "creature", "own", "theirs", "new", "definite", "on stage", "owner only", "aside only", "outside"),
    *("quoted", "mentions", "place", "alone", "among teens", "surname"),
)
"""What each number of `traits_of` stands for."""


def traits_of(entity: Entity, story: Story, spoken: int, *, teens: bool) -> list[float]:
    """Return the traits of an entity, one number each, in the order of ``TRAITS``.

    Parameters
    ----------
    entity
        Somebody whom the rules found.
    story
        The report that speaks of them.
    spoken
        How often the report speaks of them, pronouns included.
    teens
        Whether the dream is told among teenagers.
    """
    template = entity.template if entity.human else f"{entity.template[0]}   "
    told = entity.candidates
    stage = [c for c in told if not c.owner and not c.aside]
    flags = [
        entity.template[1:] == "ANI",
        entity.template[1:] == "CZZ",
        entity.own,
        entity.theirs,
        any(c.new for c in told),
        any(c.definite for c in told),
        bool(stage),
        all(c.owner for c in told),
        all(bool(c.aside) for c in told),
        all(story.outside[c.first] for c in told),
        all(story.quoted[c.first] for c in told),
    ]
    return [
        *(float(template[0] == c) for c in NUMBERS),
        *(float(entity.human and entity.sex == c) for c in SEXES + "?"),
        *(float(template[2] == c) for c in IDENTITIES),
        *(float(template[3] == c) for c in AGES + "?"),
        *(float(any(x.aside == c for x in told)) for c in _ASIDES),
        *(log1p(sum(x.kind == c for x in told)) for c in _KINDS),
        *map(float, flags),
        log1p(spoken),
        told[0].first / max(1, len(story.words)),
        float(len(stage) == 1 and spoken <= 1),
        float(teens),
        float(any(c.surname for c in told)),
    ]
