"""Which candidates speak of the same one: nouns by their head, names by themselves, pronouns by who came last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER, Mention
from nightglass.reading.characters.links import beside_me, coordinated, link

if TYPE_CHECKING:
    from nightglass.reading.characters.candidate import Candidate
    from nightglass.reading.story import Story

__all__ = ["Entity", "Grouping", "Spoken", "group", "mentions_of"]

Spoken = list[tuple["Candidate", tuple[int, ...]]]

_REACH = 60  # tokens back that a pronoun looks
_FAR = 150  # tokens back that "the man" or "the others" looks
_RANKS = {**dict.fromkeys("FMXBTHWACYIR", 5), "P": 5, "K": 4, "E": 3, "O": 2, "S": 1, "U": 0}
_ANYBODY = frozenset("others everyone everybody all".split())
_BEASTS = frozenset("animal beast creature thing monster pet".split())


class Entity:
    """Somebody in the making: the candidates that speak of them, and a code template that fills up as they do."""

    __slots__ = ("candidates", "own", "sex", "template", "theirs")

    def __init__(self, first: Candidate) -> None:
        self.candidates = [first]
        self.template = first.template
        self.sex = first.template[1]
        self.own = first.own
        self.theirs = first.theirs

    @property
    def human(self) -> bool:
        """Whether this is a person rather than an animal or a creature."""
        return self.template[1:] not in {"ANI", "CZZ"}

    @property
    def plural(self) -> bool:
        """Whether this is a group."""
        return self.template[0] in "246"

    @property
    def rank(self) -> int:
        """How much the identity says: a relative more than a friend, a friend more than a stranger."""
        return _RANKS.get(self.template[2], 0) if self.human else 0

    @property
    def named(self) -> bool:
        """Whether a name was told."""
        return any(c.kind == "name" for c in self.candidates)

    def fits(self, c: Candidate) -> bool:
        """Tell whether a candidate's words can speak of this one: number, kind and sex do not speak against it."""
        if (c.template[0] in "246") != self.plural or (c.template[1:] in {"ANI", "CZZ"}) == self.human:
            return False
        return not self.human or self.sex in "?I" or c.template[1] in "?IJ" or c.template[1] == self.sex or (
            self.sex == "J")  # fmt: skip

    def join(self, c: Candidate) -> None:
        """Take in one more candidate; what says more of somebody's identity counts."""
        self.candidates.append(c)
        if c.template[1] in "MF" and self.sex not in {"M", "F"}:
            self.sex = c.template[1]
        if self.human and _RANKS.get(c.template[2], 0) > self.rank:
            age = c.template[3] if c.template[3] != "?" else self.template[3]
            self.template = self.template[:2] + c.template[2] + age
        elif self.human and c.template[3] in "TCB" and self.template[3] in "A?":
            self.template = self.template[:3] + c.template[3]
        self.own = self.own or c.own


class Grouping:
    """The entities of one report while they are found: who was spoken of, and how long ago."""

    def __init__(self, story: Story, candidates: list[Candidate], turning: frozenset[int]) -> None:
        self.turning = turning  # tokens at which somebody turns into another
        self.story = story
        self.candidates = candidates
        self.entities: list[Entity] = []
        self.spoken: Spoken = []
        self.recent: list[tuple[int, int]] = []  # (token, entity), the last of each last
        self.by_head: dict[str, list[int]] = {}
        self.company: tuple[int, ...] = ()
        self.pair: tuple[int, ...] = ()

    def add(self, position: int) -> None:
        """Take in the candidate at ``position``."""
        c = self.candidates[position]
        if c.kind == "me" or c.aside == "self":
            self.spoken.append((c, (DREAMER,)))
            return
        parties = self._pronoun(c) if c.kind == "pronoun" else (self._entity(c, position),)
        self.spoken.append((c, parties))
        self.recent += [(c.first, k) for k in parties if k != DREAMER and c.aside in {"", "bracket"}]

    def _entity(self, c: Candidate, position: int) -> int:
        """Return the index of the entity that a noun or name speaks of, made anew where there is none yet."""
        k = self._linked(c, position)
        if k is None:
            k = self._of_head(c)
        if k is None:
            k = self._meant(c)
        if k is None:
            self.entities.append(Entity(c))
            k = len(self.entities) - 1
        else:
            self.entities[k].join(c)
        if c.aside not in {"alike", "none"}:
            for head in (c.head, c.surname):
                if head and (not self.by_head.get(head) or self.by_head[head][-1] != k):
                    self.by_head.setdefault(head, []).append(k)
        self._keep_company(c, k, position)
        return k

    def _keep_company(self, c: Candidate, k: int, position: int) -> None:
        if c.owner or c.aside:
            return
        together = coordinated(self.story, self.candidates, position)
        if beside_me(self.story, c):
            self.company = (*self.company, k) if together and k not in self.company else (k,)
        elif together and self.spoken and self.spoken[-1][1]:
            before = self.spoken[-1][1]
            if before == self.company:
                self.company = (*before, k)
            self.pair = (*before, k) if DREAMER not in before else ()

    def _linked(self, c: Candidate, position: int) -> int | None:
        """Return the entity that the words before say this one is: "a man, my uncle", "the driver was my brother"."""
        how = link(self.story, self.candidates, position)
        if not how or c.owner or c.aside not in {"", "bracket"} or c.first - 1 in self.turning:
            return None
        parties = self.spoken[-1][1] if self.spoken else ()
        if len(parties) != 1 or parties[0] == DREAMER:
            return self._it(c) if how == "it" else None
        k = parties[0]
        entity = self.entities[k]
        if not entity.fits(c):
            return None
        if how == "beside" and (
            entity.named != (c.kind == "name") or min(entity.rank, _RANKS.get(c.template[2], 0)) < 3
        ):
            return k
        if how == "is" and entity.human and min(entity.rank, _RANKS.get(c.template[2], 0)) <= 2:
            return k
        return None

    def _it(self, c: Candidate) -> int | None:
        """Return whom "it was my friend" speaks of: the last one nobody knew yet."""
        for token, k in reversed(self.recent[-6:]):
            entity = self.entities[k]
            if c.first - token <= _REACH and entity.human and entity.rank <= 1 and entity.fits(c):
                return k
        return None

    def _of_head(self, c: Candidate) -> int | None:
        if c.new and c.aside != "alike":
            return None
        for k in reversed(self.by_head.get(c.head, ())[-8:]):
            entity = self.entities[k]
            if not entity.fits(c) and c.kind == "noun":
                continue
            if c.kind == "noun" and entity.own != c.own and not c.definite and c.template[2:3] in "SUKE":
                continue
            if c.kind == "noun" and c.theirs != entity.theirs and not c.definite:
                continue
            return k
        return None

    def _meant(self, c: Candidate) -> int | None:
        """Return whom "the man", "the child", "the others" or "everyone" means, where another word came first."""
        if c.kind != "noun" or c.new or c.own or c.theirs or not (c.definite or c.head in _ANYBODY):
            return None
        beast = c.template[1:] in {"ANI", "CZZ"}
        if (beast and c.head not in _BEASTS) or (not beast and c.template[2] not in "SU"):
            return None
        for token, k in reversed(self.recent[-12:]):
            entity = self.entities[k]
            if c.first - token > _FAR:
                break
            if beast and not entity.human and not entity.plural:
                return k
            if not beast and entity.fits(c) and self._may_be(entity, c):
                return k
        return None

    @staticmethod
    def _may_be(entity: Entity, c: Candidate) -> bool:
        if c.head in _ANYBODY:
            return True
        age = entity.template[3]
        if (c.template[3] in "CB") != (age in "CB"):
            return False
        return entity.rank <= 3 and not (c.template[0] == "1" and entity.named)

    def _pronoun(self, c: Candidate) -> tuple[int, ...]:
        if c.template == "W":
            return (DREAMER, *self.company)
        for token, k in reversed(self.recent[-40:]):
            if c.first - token > _REACH:
                break
            entity = self.entities[k]
            if c.template == "R":
                return (k,) if c.first - token <= 3 else ()
            if c.template == "P":
                if entity.plural:
                    return (k,)
                continue
            if entity.plural or not (
                entity.human or entity.candidates[-1].kind == "pronoun" or len(self.entities) == 1
            ):
                continue
            if entity.sex == c.template or not entity.human:
                return (k,)
            if entity.sex in {"?", "I"}:
                entity.sex = c.template
                return (k,)
        return self.pair if c.template == "P" else ()


def group(story: Story, candidates: list[Candidate], turning: frozenset[int] = frozenset()) -> Grouping:
    """Return the entities, and for each candidate the parties it speaks of.

    Parties are indices of entities, or ``DREAMER``; a pronoun that speaks of nobody found has none. At the tokens
    ``turning`` somebody turns into another: what follows is not the same one under another name.
    """
    grouping = Grouping(story, candidates, turning)
    for position in range(len(candidates)):
        grouping.add(position)
    return grouping


def mentions_of(spoken: Spoken, index: dict[int, int]) -> tuple[Mention, ...]:
    """Return the mentions of those entities that became characters; ``index`` leads from entity to character."""
    found = []
    for candidate, parties in spoken:
        kept = tuple(DREAMER if p == DREAMER else index[p] for p in parties if p == DREAMER or p in index)
        if kept and not candidate.owner:
            found.append(Mention(candidate.first, candidate.last, kept))
    return tuple(found)
