"""Candidates: every place where a report may speak of somebody, by noun, by name or by pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.characters.asides import brackets, find_aside
from nightglass.reading.characters.candidate import Candidate
from nightglass.reading.characters.lexicon import people
from nightglass.reading.characters.names import find_names
from nightglass.reading.characters.nouns import noun_candidate
from nightglass.reading.characters.senses import is_a_person

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["find_candidates"]

_PRONOUNS = {
    "he": "M", "him": "M", "his": "M", "himself": "M", "she": "F", "her": "F", "hers": "F", "herself": "F",
    "they": "P", "them": "P", "their": "P", "theirs": "P", "themselves": "P",
    "we": "W", "us": "W", "our": "W", "ours": "W", "ourselves": "W", "who": "R",
}  # fmt: skip
_BODY = frozenset("face head body voice eyes hand hands arm arms hair mouth smile legs feet lap shoulder back".split())
_AFTER_OBJECT = frozenset(
    "and but or to in on at with from by for as into out up down off away back again over so then when until because "
    "while who that not was is a an the my his i he she they it we about like there if".split()
)


def find_candidates(story: Story) -> list[Candidate]:
    """Return every candidate of the dream itself, in order; no two share a token."""
    names, taken = find_names(story)
    depth = brackets(story)
    found: list[Candidate] = []
    i, n = 0, len(story.words)
    while i < n:
        candidate = None if story.outside[i] else names.get(i)
        if candidate is None and not story.outside[i] and i not in taken:
            candidate = _candidate(story, i)
        if candidate is None:
            i += 1
            continue
        while found and found[-1].first >= candidate.first:  # "my" in "my sister": part of the noun's own words
            found.pop()
        if found and found[-1].last > candidate.first:
            candidate = msgspec.structs.replace(candidate, first=found[-1].last)
        if candidate.kind in {"noun", "name"}:
            candidate = msgspec.structs.replace(candidate, aside=find_aside(story, candidate, depth))
        found.append(candidate)
        i = candidate.last
    return found


def _candidate(story: Story, i: int) -> Candidate | None:
    word = story.words[i].partition(" ")[0]
    if story.is_me(i):
        return Candidate("me", i, i + 1, word, "", owner=word == "my")
    if word in _PRONOUNS:
        return Candidate("pronoun", i, i + 1, word, _PRONOUNS[word], owner=_owns(story, i, word))
    bare = word.removesuffix("'s").removesuffix("'")
    template = people().get(bare) or _by_ending(bare)
    if template is None or not is_a_person(story, i, bare, template):
        return None
    shown = i + 1 < len(story.words) and story.words[i + 1] in _BODY  # whose face is there is there
    return noun_candidate(story, i, template, owner=bare != word and not shown)


def _by_ending(word: str) -> str | None:
    """Return the code of a word that is no list's, where its ending tells that it is somebody's work."""
    if len(word) < 7 or not word.isalpha():
        return None
    for ending, code in (("woman", "1FOA"), ("women", "2FOA"), ("sman", "1MOA"), ("rman", "1MOA"), ("smen", "2MOA"),
                         ("kman", "1MOA"), ("rmen", "2MOA"), ("kmen", "2MOA")):  # fmt: skip
        if word.endswith(ending):
            return code
    return None


def _owns(story: Story, i: int, word: str) -> bool:
    """Tell whether a pronoun only says whose something is: "her" before a noun, but not in "I saw her"."""
    if word != "her":
        return word in {"his", "their", "our"}
    return i + 1 < len(story.words) and story.words[i + 1][:1].isalpha() and story.words[i + 1] not in _AFTER_OBJECT
