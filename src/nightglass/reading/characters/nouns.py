"""A noun for somebody with the words that belong to it, and the code that these words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.characters.ages import age_near
from nightglass.reading.characters.candidate import Candidate
from nightglass.reading.characters.lexicon import ethnic_words, no_adjectives

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["COLLECTIVES", "noun_candidate"]

_NEW = frozenset("a an another some two three four five six seven eight nine ten several many other few lots".split())
_OWN = frozenset(["my", "our"])
_THEIRS = frozenset(["his", "her", "their", "your", "whose"])
_DEFINITE = frozenset("the this that these those".split())
_DETERMINERS = _NEW | _OWN | _THEIRS | _DEFINITE | frozenset("no each every any all both one".split())
_DEAD = frozenset(["dead", "deceased", "late", "drowned", "murdered"])
_YOUNG = frozenset(["little", "small", "young", "tiny"])
_STRANGE = frozenset("strange unknown unfamiliar unidentified weird mysterious".split())
COLLECTIVES = frozenset(
    "group bunch crowd pack couple pair number lot lots herd flock swarm mob team gang class row line hundreds "
    "thousands dozens kind sort type majority rest all one none some many most few several both each two three half "
    "any either neither part army horde family".split()
)
_KNOWING = frozenset(
    "know knew known recognize recognized met dated date liked like loved love used go went admire admired hate hated "
    "have had remember remembered work worked".split()
)
_NO_THAT = frozenset("someone somebody everyone everybody anyone anybody people others men women children".split())
_FAMILY = frozenset("FMXBTHWACYRI")


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    """The words from ``begin`` to the noun ``at``: its determiner (or nothing), its adjectives, and whose it is."""

    word: str
    at: int
    begin: int
    determiner: str
    adjectives: frozenset[str]
    own: bool
    theirs: bool


def noun_candidate(story: Story, i: int, template: str, *, owner: bool) -> Candidate:
    """Return the candidate whose noun is the word ``i``; ``template`` is what the noun alone tells of its code."""
    phrase = _phrase(story, i)
    begin, number = phrase.begin, template[0]
    new = phrase.determiner in _NEW or phrase.determiner.isdigit()
    new = new or not phrase.adjectives.isdisjoint({"other", "another", "different"})
    if begin >= 2 and story.words[begin - 1] == "of" and story.words[begin - 2] in COLLECTIVES:
        begin -= 2
        if number == "2" and story.words[begin] in {"one", "each"}:
            number, new = "1", True
        if begin and story.words[begin - 1] in {"a", "the", "my", "our", "some"}:
            begin -= 1
            new = new or story.words[begin] == "a"
    if number in "12" and template[1:] != "CZZ" and phrase.adjectives & _DEAD:
        number = "3" if number == "1" else "4"
    code = number + template[1:]
    if template[1:] not in {"ANI", "CZZ"}:
        sex, age = _sex_and_age(story, phrase, template[1], template[3])
        code = number + sex + _identity(story, phrase, template) + age
    by_marriage = story.words[i + 1 : i + 5] == ["-", "in", "-", "law"]
    if by_marriage and code[2] in _FAMILY:
        code = code[:2] + "R" + code[3:]
    last = i + 5 if by_marriage else i + 1
    head = phrase.word + "-in-law" if by_marriage else phrase.word
    return Candidate("noun", begin, last, head, code, new=new, definite=phrase.determiner in _DEFINITE,
                     own=phrase.own, theirs=phrase.theirs, owner=owner)  # fmt: skip


def _phrase(story: Story, i: int) -> _Phrase:
    word = story.words[i].partition(" ")[0].removesuffix("'s").removesuffix("'")
    begin, determiner = i, ""
    adjectives: list[str] = []
    for k in range(i - 1, max(-1, i - 6), -1):
        w = story.words[k]
        if story.outside[k] or (w == "that" and (word in _NO_THAT or word.endswith("s"))):
            break
        if w in {"other", "one"} and k and story.words[k - 1] in _DETERMINERS:
            adjectives.append(w)
        elif w in _DETERMINERS or w.isdigit() or w.endswith("'s"):
            begin, determiner = k, w
            break
        elif w in no_adjectives() and w != "-":
            break
        else:
            adjectives.append(w)
    after = story.words[i + 1 : i + 3]
    theirs = determiner in _THEIRS or determiner.endswith("'s") or (
        after[:1] == ["of"] and after[1:] in (["his"], ["hers"], ["theirs"], ["her"], ["their"]))  # fmt: skip
    own = determiner in _OWN or after == ["of", "mine"]
    return _Phrase(word, i, begin, determiner, frozenset(adjectives), own, theirs)


def _identity(story: Story, phrase: _Phrase, template: str) -> str:
    identity, age = template[2], template[3]
    if identity in _FAMILY:
        return _kin(phrase, identity)
    if phrase.own and identity in "SU":
        return {"B": "I", "C": "C"}.get(age, "K")
    if identity in "SU" and _is_known(story, phrase.at):
        return "K"
    if identity in "SUOK" and phrase.adjectives & ethnic_words():
        return "E"
    return "S" if identity in "UK" and phrase.adjectives & _STRANGE else identity


def _kin(phrase: _Phrase, identity: str) -> str:
    """Return the identity of a word for kin: only the dreamer's own are family; who was married is a relative."""
    if identity in "HW" and "ex" in phrase.adjectives:
        return "R"
    if phrase.own or not (phrase.theirs or phrase.determiner in _NEW):
        return identity
    return "K" if phrase.theirs else "U"


def _sex_and_age(story: Story, phrase: _Phrase, sex: str, age: str) -> tuple[str, str]:
    adjectives = phrase.adjectives
    if sex in "?IJ" and adjectives & {"female", "girl", "woman", "lady"}:
        sex = "F"
    elif sex in "?IJ" and adjectives & {"male", "boy", "man"}:
        sex = "M"
    if phrase.word in {"boy", "girl", "boys", "girls"} and adjectives & _YOUNG:
        age = "C"
    if adjectives & {"baby", "infant", "newborn"}:
        age = "B"
    elif adjectives & {"teenage", "teenaged", "adolescent"}:
        age = "T"
    told_sex, told_age = age_near(story, phrase.at)
    return (told_sex if told_sex and sex in "?IJ" else sex), told_age or age


def _is_known(story: Story, i: int) -> bool:
    """Tell whether the words after somebody say that the dreamer knows them: "a girl (whom) I know"."""
    after = story.words[i + 1 : i + 6]
    for k, word in enumerate(after[:3]):
        if word.partition(" ")[0] in {"i", "we"}:
            return word in {"i have", "i had"} or any(w in _KNOWING for w in after[k + 1 : k + 3])
        if word == "from":
            return after[k + 1 : k + 2] in (["my"], ["school"], ["work"], ["church"], ["home"], ["college"], ["high"])
        if word not in {"that", "who", "whom", "which", ","}:
            return after[:2] in (["in", "my"], ["in", "our"]) and after[2:3] in (["class"], ["dorm"], ["school"])
    return False
