"""Whether a word for a person or an animal stands for one here: not to cook, a police car or a dog crate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.characters.lexicon import ethnic_words, no_adjectives, people
from nightglass.reading.characters.nouns import COLLECTIVES
from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import forms

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["is_a_person"]

_STANDS_ALONE = frozenset(["a", "the", "that", "this", "another", "familiar"])
_PRONOMINAL = frozenset("someone somebody everyone everybody anyone anybody people others person persons".split())
_OWNERS = frozenset("my his her our their blind".split())
_LANGUAGES = frozenset(["in", "speak", "speaking", "spoke"])
_MODIFIERS = frozenset("army police navy pirates soldiers children kids baby".split())
_SUFFIXES = ("ed", "ing", "ly", "s", "er", "ward")


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(w for line in sections("not_people.txt")[part] for w in line.split())


@cache
def _no_nouns() -> frozenset[str]:
    verbs = {form for verb in _words("verbs") for form in forms(verb)}
    return no_adjectives() | _words("stands alone") | verbs


def is_a_person(story: Story, i: int, word: str, template: str) -> bool:
    """Tell whether ``word``, the token ``i``, stands for a person, an animal or a creature here."""
    after = story.words[i + 1] if i + 1 < len(story.words) else ""
    before = story.words[i - 1] if i else ""
    if word in _PRONOMINAL:
        return True
    if _stands_for_another_thing(story, i, word, before, after):
        return False
    if story.words[i].endswith(("'s", "s'")):
        return True
    if after == "-" and _joined(story, i):
        return story.words[i + 2 : i + 3] == ["in"]
    return after not in _words("things") and not _modifies(story, i, word, template)


def _stands_for_another_thing(story: Story, i: int, word: str, before: str, after: str) -> bool:
    if word == "face":
        has = i > 1 and story.lemmas[i - 2] == "have"
        return before not in _STANDS_ALONE or after in {"of", "to"} or has
    if word == "date":
        return before not in _OWNERS
    if word in _words("homonyms") and before not in _words("articles"):
        return True
    if word in ethnic_words() and (after in people() or before in _LANGUAGES):
        return True
    return word in COLLECTIVES and after == "of" and _partitive(story, i + 2)


def _partitive(story: Story, i: int) -> bool:
    """Tell whether people follow "a group of" within a few words."""
    for k in range(i, min(i + 4, len(story.words))):
        if story.words[k] in people() or story.words[k] in {"us", "them", "you"}:
            return True
        if story.words[k] in no_adjectives():
            return False
    return False


def _joined(story: Story, i: int) -> bool:
    """Tell whether a hyphen ties the token ``i`` to the next word: "queen-sized"."""
    tokens = story.text.tokens
    return i + 2 < len(tokens) and tokens[i].end == tokens[i + 1].start and tokens[i + 1].end == tokens[i + 2].start


def _modifies(story: Story, i: int, word: str, template: str) -> bool:
    """Tell whether the word only says more of a thing that comes next: "a dog crate", "the shark tank"."""
    if i + 1 >= len(story.words) or (template[0] not in "135" and word not in _MODIFIERS):
        return False
    after = story.words[i + 1]
    written = story.text.tokens[i + 1].text
    if not after.isalpha() or written[:1].isupper() or after in _no_nouns() or after in people():
        return False
    if story.outside[i + 1] or after.endswith(_SUFFIXES):
        return False
    return story.lemmas[i + 1] == after
