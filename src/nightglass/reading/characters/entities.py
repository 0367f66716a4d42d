"""Which candidates speak of the same one: nouns by their head, names by themselves, pronouns by who came last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER, Mention

if TYPE_CHECKING:
    from nightglass.reading.characters.mentions import Candidate
    from nightglass.reading.story import Story

__all__ = ["Entity", "group"]

_REACH = 60  # tokens back that a pronoun looks


class Entity:
    """Somebody in the making: the candidates that speak of them, and a code template that fills up as they do."""

    __slots__ = ("candidates", "heads", "own", "sex", "template")

    def __init__(self, first: Candidate) -> None:
        self.candidates = [first]
        self.heads = {first.head}
        self.template = first.template
        self.sex = first.template[1]
        self.own = first.own

    @property
    def human(self) -> bool:
        """Whether this is a person rather than an animal or a creature."""
        return self.template[1:] not in {"ANI", "CZZ"}

    @property
    def plural(self) -> bool:
        """Whether this is a group."""
        return self.template[0] in "246"

    def join(self, candidate: Candidate) -> None:
        """Take in one more candidate; a name, and what is the dreamer's own, say more of somebody than a noun."""
        self.candidates.append(candidate)
        self.heads.add(candidate.head)
        if candidate.template[1] in "MF" and self.sex not in {"M", "F"}:
            self.sex = candidate.template[1]
        if self.human and candidate.kind == "noun" and candidate.template[2:3] not in {"S", "U", "K"}:
            self.template = self.template[:1] + candidate.template[1:]
        self.own = self.own or candidate.own


def group(story: Story, candidates: list[Candidate]) -> tuple[list[Entity], list[tuple[Candidate, tuple[int, ...]]]]:
    """Return the entities, and for each candidate the parties it speaks of.

    Parties are indices of entities, or ``DREAMER``; a pronoun that speaks of nobody found has none.
    """
    entities: list[Entity] = []
    spoken: list[tuple[Candidate, tuple[int, ...]]] = []
    recent: list[tuple[int, int]] = []  # (token, entity), the last of each first
    company: tuple[int, ...] = ()
    for position, candidate in enumerate(candidates):
        if candidate.kind == "me":
            spoken.append((candidate, (DREAMER,)))
            continue
        if candidate.kind == "pronoun":
            parties = _pronoun(entities, recent, candidate, company)
        else:
            k = _entity(story, entities, candidate, candidates, position)
            parties = (k,)
            if not candidate.owner and _beside_me(story, candidate):
                company = (k,)
        spoken.append((candidate, parties))
        recent += [(candidate.first, k) for k in parties if k != DREAMER]
    return entities, spoken


def _entity(story: Story, entities: list[Entity], c: Candidate, every: list[Candidate], position: int) -> int:
    """Return the index of the entity that a noun or name speaks of, made anew where there is none yet."""
    before = every[position - 1] if position else None
    apposed = before is not None and before.kind in {"noun", "name"} and not before.owner
    if apposed and before is not None and c.kind == "name" and before.kind == "noun" and _adjoins(story, before, c):
        for k in range(len(entities) - 1, -1, -1):
            if entities[k].candidates[-1] is before and not entities[k].plural:
                entities[k].join(c)
                return k
    for k in range(len(entities) - 1, -1, -1):
        entity = entities[k]
        if c.head not in entity.heads or c.new:
            continue
        if c.kind == "noun" and (entity.own != c.own and (entity.own or c.own)) and c.template[2:3] in "SUKE":
            continue
        entity.join(c)
        return k
    entities.append(Entity(c))
    return len(entities) - 1


def _adjoins(story: Story, before: Candidate, c: Candidate) -> bool:
    between = story.words[before.last : c.first]
    return between in (
        [],
        [","],
        ["named"],
        ["called"],
        [",", "named"],
        ["'s", "name", "is"],
        ["of", "mine"],
        ["of", "mine", ","],
    )


def _beside_me(story: Story, c: Candidate) -> bool:
    around = story.words[max(0, c.first - 2) : c.first] + story.words[c.last : c.last + 2]
    return ("i" in around and "and" in around) or "with" in story.words[max(0, c.first - 1) : c.first]


def _pronoun(
    entities: list[Entity], recent: list[tuple[int, int]], c: Candidate, company: tuple[int, ...]
) -> tuple[int, ...]:
    if c.template == "W":
        return (DREAMER, *company)
    for token, k in reversed(recent):
        if c.first - token > _REACH:
            break
        entity = entities[k]
        if c.template == "R":
            return (k,) if c.first - token <= 3 else ()
        if c.template == "P":
            if entity.plural:
                return (k,)
            continue
        if entity.plural or not entity.human:
            continue
        if entity.sex == c.template:
            return (k,)
        if entity.sex in {"?", "I"}:
            entity.sex = c.template
            return (k,)
    return ()


def mentions_of(spoken: list[tuple[Candidate, tuple[int, ...]]], index: dict[int, int]) -> tuple[Mention, ...]:
    """Return the mentions of those entities that became characters; ``index`` leads from entity to character."""
    found = []
    for candidate, parties in spoken:
        kept = tuple(DREAMER if p == DREAMER else index[p] for p in parties if p == DREAMER or p in index)
        if kept and not candidate.owner:
            found.append(Mention(candidate.first, candidate.last, kept))
    return tuple(found)
