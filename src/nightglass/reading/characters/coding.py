"""From entities to characters, each with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.cast import Cast
from nightglass.reading.characters.ages import among_teens
from nightglass.reading.characters.changes import change_spans, find_changes
from nightglass.reading.characters.deciding import is_character
from nightglass.reading.characters.entities import Entity, Spoken, group, mentions_of
from nightglass.reading.characters.mentions import find_candidates
from nightglass.reading.values import Character

if TYPE_CHECKING:
    from nightglass.reading.characters.candidate import Candidate
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["Company", "Verdict", "cast_of", "find_cast", "gather", "judge_by_rule"]

_MAY_BE_TEENS = frozenset("KSUBTR")


class Company(msgspec.Struct, frozen=True):
    """Everybody of whom a report speaks, before it is said who is a character.

    Attributes
    ----------
    entities
        Those who may be characters.
    spoken
        Each place where somebody is spoken of, and the entities meant.
    changes
        Pairs of entities of which the first turns into the second.
    teens
        Whether the dream is told among teenagers.
    """

    entities: list[Entity]
    spoken: Spoken
    changes: list[tuple[int, int]]
    teens: bool


class Verdict(msgspec.Struct, frozen=True):
    """Whether an entity is a character, with which code, and how likely a trained coder would say so (0 to 1)."""

    kept: bool
    code: str
    probability: float = 0.5


def find_cast(story: Story) -> Cast:
    """Return the characters of the dream by rule alone, and every mention of them and the dreamer.

    Notes
    -----
    A character is somebody who is there, is heard, or acts; each is coded once a dream, and a group is one (Hall & Van
    de Castle 1966; Domhoff 1996). Somebody who is only named to say whose something is does not count.
    """
    company = gather(story)
    return cast_of(story, company, judge_by_rule(company))


def gather(story: Story) -> Company:
    """Return everybody of whom a report speaks."""
    spans = change_spans(story)
    turning = frozenset(last - 1 for _, last, _ in spans)
    grouping = group(story, find_candidates(story), turning)
    return Company(grouping.entities, grouping.spoken, find_changes(grouping.spoken, spans), among_teens(story))


def judge_by_rule(company: Company) -> list[Verdict]:
    """Return a verdict for each entity from its words alone."""
    return [Verdict(is_character(entity), _code(entity, teens=company.teens)) for entity in company.entities]


def cast_of(story: Story, company: Company, verdicts: list[Verdict]) -> Cast:
    """Return those whom the verdicts keep, in the order in which they come, with every mention of them."""
    turning = {k for change in company.changes for k in change}  # both forms of a metamorphosis are coded
    kept = [k for k, verdict in enumerate(verdicts) if verdict.kept or k in turning]
    index = {k: i for i, k in enumerate(kept)}
    changes = [(a, b) for a, b in company.changes if a in index and b in index]
    original, changed = dict(changes), {b for _, b in changes}
    told = _told(story, company.spoken)
    characters = tuple(
        Character(
            id=f"c{index[k] + 1}",
            name=_name(story, company.entities[k]),
            code=_form(verdicts[k].code, original=k in original, changed=k in changed),
            probability=verdicts[k].probability,
            mentions=tuple(told.get(k) or [_named(story, company.entities[k])]),
            becomes=f"c{index[original[k]] + 1}" if k in original else None,
        )
        for k in kept
    )
    return Cast(characters, mentions_of(company.spoken, index))


def _told(story: Story, spoken: list[tuple[Candidate, tuple[int, ...]]]) -> dict[int, list[Evidence]]:
    """Return for each entity where the report speaks of it alone."""
    told: dict[int, list[Evidence]] = {}
    for c, parties in spoken:
        if len(parties) == 1 and (not c.owner or c.kind == "pronoun"):
            told.setdefault(parties[0], []).append(story.evidence(c.first, c.last))
    return told


def _named(story: Story, entity: Entity) -> Evidence:
    named = [c for c in entity.candidates if not c.owner] or entity.candidates
    best = next((c for c in named if c.kind == "name"), named[0])
    return story.evidence(best.first, best.last)


def _name(story: Story, entity: Entity) -> str:
    return _named(story, entity).text.removesuffix("'s").removesuffix("’s")


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
