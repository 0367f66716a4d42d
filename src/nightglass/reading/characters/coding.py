"""From entities to characters, each with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.cast import Cast
from nightglass.reading.characters.ages import among_teens
from nightglass.reading.characters.changes import change_spans, find_changes
from nightglass.reading.characters.deciding import is_character
from nightglass.reading.characters.entities import Entity, group, mentions_of
from nightglass.reading.characters.mentions import find_candidates
from nightglass.reading.values import Character

if TYPE_CHECKING:
    from nightglass.reading.characters.candidate import Candidate
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["find_cast"]

_MAY_BE_TEENS = frozenset("KSUBTR")


def find_cast(story: Story) -> Cast:
    """Return the characters of the dream, in the order in which they come, and every mention of them and the dreamer.

    Notes
    -----
    A character is somebody who is there, is heard, or acts; each is coded once a dream, and a group is one (Hall & Van
    de Castle 1966; Domhoff 1996). Somebody who is only named to say whose something is does not count.
    """
    spans = change_spans(story)
    turning = frozenset(last - 1 for _, last, _ in spans)
    grouping = group(story, find_candidates(story), turning)
    entities, spoken = grouping.entities, grouping.spoken
    teens = among_teens(story)
    kept = [k for k, entity in enumerate(entities) if is_character(entity)]
    index = {k: i for i, k in enumerate(kept)}
    changes = [(a, b) for a, b in find_changes(spoken, spans) if a in index and b in index]
    original, changed = dict(changes), {b for _, b in changes}
    told = _told(story, spoken)
    characters = tuple(
        Character(
            id=f"c{index[k] + 1}",
            name=_name(story, entities[k]),
            code=_form(_code(entities[k], teens=teens), original=k in original, changed=k in changed),
            probability=0.5,
            mentions=tuple(told.get(k, ())),
            becomes=f"c{index[original[k]] + 1}" if k in original else None,
        )
        for k in kept
    )
    return Cast(characters, mentions_of(spoken, index))


def _told(story: Story, spoken: list[tuple[Candidate, tuple[int, ...]]]) -> dict[int, list[Evidence]]:
    """Return for each entity where the report speaks of it alone."""
    told: dict[int, list[Evidence]] = {}
    for c, parties in spoken:
        if len(parties) == 1 and (not c.owner or c.kind == "pronoun"):
            told.setdefault(parties[0], []).append(story.evidence(c.first, c.last))
    return told


def _name(story: Story, entity: Entity) -> str:
    named = [c for c in entity.candidates if not c.owner]
    best = next((c for c in named if c.kind == "name"), named[0])
    return story.evidence(best.first, best.last).text.removesuffix("'s").removesuffix("’s")


def _code(entity: Entity, *, teens: bool) -> str:
    template = entity.template
    if not entity.human:
        return template
    number, identity, age = template[0], template[2], template[3]
    sex = entity.sex if entity.sex in {"M", "F", "J"} else "I"
    if age == "?":
        age = "T" if teens and identity in _MAY_BE_TEENS else "A"
    return number + sex + identity + age


def _form(code: str, *, original: bool, changed: bool) -> str:
    if changed and not original:
        return "8" + code[1:]
    return "7" + code[1:] if original else code
