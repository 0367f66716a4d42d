"""Candidates: every place where a report may speak of somebody, by noun, by name or by pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from nightglass.reading.characters.lexicon import NOT_NAMES, ethnic_words, people
from nightglass.reading.lexicon import name_shares, sex_of_name

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["Candidate", "find_candidates"]

Kind = Literal["noun", "name", "pronoun", "me"]

_PRONOUNS = {
    "he": "M", "him": "M", "his": "M", "himself": "M", "she": "F", "her": "F", "hers": "F", "herself": "F",
    "they": "P", "them": "P", "their": "P", "themselves": "P", "we": "W", "us": "W", "our": "W", "ourselves": "W",
    "who": "R",
}  # fmt: skip
_TITLES = {
    "mr": "M", "mrs": "F", "miss": "F", "ms": "F", "dr": "?", "aunt": "F", "uncle": "M", "professor": "?", "coach": "M",
}  # fmt: skip
_NEW = frozenset("a an another some two three four five several many other few lots".split())
_OWN = frozenset(["my", "our"])
_THEIRS = frozenset(["his", "her", "their", "your"])
_GROUPS = frozenset("two three four five six several many few some other all these those most both group lots".split())
_DEAD = frozenset(["dead", "deceased", "late", "corpse", "body"])
_AFTER_OBJECT = frozenset(
    "and but or to in on at with from by for as into out up down away off back again over so then when until because "
    "while who that not was is a an the my his i he she they it we about like there if".split()
)
_STOPS = frozenset(". , ; : ! ? and or but with to in on at from of by was is were are had has have".split())
_LEAST_COMMON = 0.02  # per cent: a rarer name counts only where it is written like one
_WORDS_TOO = frozenset(
    "will may mark rose grace art bill bob rich dick frank drew jack ray rob sue pat dawn joy hope faith june april "
    "august summer autumn iris lily ivy holly penny star sky stone dean king prince guy angel chance lane young "
    "love small long wood rock ground hill bee man son sun sandy rusty crystal jewel pearl ruby amber olive ginger "
    "virginia georgia carolina dakota paris london china india asia america christian jordan mercy melody harmony "
    "storm page chase colt hunter miles porter tanner trace wade ward glen clay cliff dale heath forest lance buck "
    "bud chip kid major earnest gay gene happy jean jan kit mac max mike my ha so see sang sal an in le ma ok oh "
    "else many even any are well do don van les del lee bo era she delta song mi ling wan".split()
)


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` to ``last`` (exclusive; ``head`` is the word itself) that may speak of somebody.

    ``template`` is a code with ``?`` for what is not known yet; ``new`` says that the words bring in somebody new
    ("a man", "another man"), ``own`` that they are the dreamer's ("my brother"), ``owner`` that they only say whose.
    """

    kind: Kind
    first: int
    last: int
    head: str
    template: str
    new: bool = False
    own: bool = False
    owner: bool = False
    name: str = ""


def find_candidates(story: Story) -> list[Candidate]:
    """Return every candidate of the dream itself, in order."""
    found: list[Candidate] = []
    i, n = 0, len(story.words)
    while i < n:
        candidate = None if story.outside[i] else _candidate(story, i)
        if candidate is None:
            i += 1
            continue
        if found and found[-1].first >= candidate.first:  # "my" in "my sister": part of the noun's own words
            found.pop()
        elif found and found[-1].last > candidate.first:
            candidate = msgspec.structs.replace(candidate, first=found[-1].last)
        found.append(candidate)
        i = candidate.last
    return found


def _candidate(story: Story, i: int) -> Candidate | None:
    word = story.words[i].partition(" ")[0]
    bare = word.removesuffix("'s").removesuffix("s'")
    owner = bare != word
    if story.is_me(i):
        return Candidate("me", i, i + 1, word, "", owner=word == "my")
    if word in _PRONOUNS:
        return Candidate("pronoun", i, i + 1, word, _PRONOUNS[word], owner=_owns(story, i, word))
    template = people().get(bare)
    named = _name(story, i)
    if named is not None and (template is None or named.last > i + 1):
        return named
    if template is None or _is_not_a_person(story, i, bare):
        return None
    shown = i + 1 < len(story.words) and story.words[i + 1] in _BODY
    return _noun(story, i, bare, template, owner=owner and not shown)


_HOMONYMS = frozenset(
    "cook guard fly date duck bear bug seal guide class party group ram general ones minister host figure band officer "
    "pop pa ma giant fish turkey chicken lamb duck".split()
)
_STANDS_ALONE = frozenset(["a", "the", "that", "this", "another", "familiar"])
_BODY = frozenset("face head body voice eyes hand hands arm arms hair mouth smile legs feet lap shoulder back".split())
"""Somebody whose face or voice is there is there, and not only named as its owner."""
_MAKE_NOUN = frozenset("a an the my his her this that our their whole another one".split())
_THINGS = frozenset("room house station car office class school food store clothes suit show".split())


def _owns(story: Story, i: int, word: str) -> bool:
    """Tell whether a pronoun only says whose something is: "her" before a noun, but not in "I saw her"."""
    if word != "her":
        return word in {"his", "their", "our"}
    return i + 1 < len(story.words) and story.words[i + 1][:1].isalpha() and story.words[i + 1] not in _AFTER_OBJECT


def _is_not_a_person(story: Story, i: int, word: str) -> bool:
    """Tell whether a word for a person stands for something else here: to cook, a class, a police car."""
    after = story.words[i + 1] if i + 1 < len(story.words) else ""
    before = story.words[i - 1] if i else ""
    if word in {"football", "baseball", "party"}:
        return True
    if word == "face" and (before not in _STANDS_ALONE or after in {"of", "to"}):
        return True
    if word in {"class", "date", "figure"} and before not in {"the", "a", "my", "whole"}:
        return True
    if word in ethnic_words() and after in people():
        return True
    return (word in _HOMONYMS and before not in _MAKE_NOUN) or after in _THINGS


def _noun(story: Story, i: int, word: str, template: str, *, owner: bool) -> Candidate:
    begin = i
    new = own = False
    number, sex, identity, age = template[0], template[1], template[2:3], template[3:]
    ani = template[1:] in {"ANI", "CZZ"}
    for k in range(i - 1, max(-1, i - 5), -1):
        w = story.words[k]
        if w in _STOPS:
            break
        if ani:
            pass
        elif w in ethnic_words() and identity in "SUOK" and not (w in {"white", "black"} and k < i - 2):
            identity = "E"
        elif w in {"little", "small", "young"} and word in {"boy", "girl", "boys", "girls"}:
            age = "C"
        elif w in {"teenage", "teenaged", "adolescent"}:
            age = "T"
        if w in _DEAD and number in "12" and k >= i - 2:
            number = {"1": "3", "2": "4"}[number]
        begin = k
        if w in _NEW or w in {"the", "this", "that", "these", "those"} or w in _OWN or w in _THEIRS or w == "no":
            new, own = w in _NEW, w in _OWN
            break
    else:
        begin = i
    if not (
        story.words[begin] in _NEW or story.words[begin] in _OWN | _THEIRS | {"the", "this", "that", "these", "those"}
    ):
        begin = i
    code = number + template[1:] if ani else number + sex + identity + age
    if own and identity in "SU" and not ani:
        code = code[:2] + "K" + code[3:]
    return Candidate("noun", begin, i + 1, word, code, new=new, own=own, owner=owner)


def _name(story: Story, i: int) -> Candidate | None:
    token = story.text.tokens[i].text
    word = story.words[i].removesuffix("'s").rstrip(".")
    owner = story.words[i].endswith("'s")
    if word in _TITLES and i + 1 < len(story.words):
        last = i + 2 if story.words[i + 1] == "." else i + 1
        if (
            last < len(story.words)
            and story.text.tokens[last].text[:1].isupper()
            and story.words[last] not in NOT_NAMES
        ):
            sex = _TITLES[word]
            identity = "R" if word in {"aunt", "uncle"} else "K"
            named = story.words[last].removesuffix("'s")
            return Candidate("name", i, last + 1, named, f"1{sex}{identity}A", name=f"{word} {named}",
                             owner=story.words[last].endswith("'s"))  # fmt: skip
    if not token[:1].isalpha() or word in NOT_NAMES or word in people() or len(word) < 2:
        return None
    first = i == 0 or i == story.text.sentences[story.sentence_of(i)].first or story.words[i - 1] in {'"', "“", ":"}
    common = name_shares().get(word)
    if token[:1].isupper():
        if (first or token.isupper()) and (common is None or word in _WORDS_TOO or common[0] < _LEAST_COMMON):
            return None
        if common is None and not _acts_like_a_person(story, i):
            return None
    elif common is None or word in _WORDS_TOO or common[0] < 4 * _LEAST_COMMON or not _all_small(story):
        return None
    last = i + 1
    while not owner and last < len(story.words) and last < i + 3 and _surname(story, last):
        owner = story.words[last].endswith("'s")
        last += 1
    sex = sex_of_name(word) or "?"
    return Candidate("name", i, last, word, f"1{sex}K?", name=word, owner=owner)


def _surname(story: Story, i: int) -> bool:
    token = story.text.tokens[i].text
    word = story.words[i].removesuffix("'s")
    return token[:1].isupper() and token[1:2].islower() and word not in NOT_NAMES and word not in people()


def _all_small(story: Story) -> bool:
    return not any(c.isupper() for c in story.text.source[:2000])


_PERSONAL = frozenset(
    "said says say asked asks told tells was is and came comes went goes looked looks had has wanted wants started "
    "starts smiled smiles laughed laughs got gets walked walks ran runs did does gave gives who would could sat "
    "sits kissed kisses took takes saw sees put puts kept keeps thought thinks called calls then just".split()
)
_BEFORE_PEOPLE = frozenset(
    "with named called to and told asked friend brother sister boyfriend girlfriend from for saw met by".split()
)


def _acts_like_a_person(story: Story, i: int) -> bool:
    after = story.words[i + 1] if i + 1 < len(story.words) else ""
    before = story.words[i - 1] if i else ""
    if before in {"in", "at", "the", "a", "an", "of", "on", "near", "into"}:
        return False
    return after in _PERSONAL or before in _BEFORE_PEOPLE or (story.words[i].endswith("'s"))
