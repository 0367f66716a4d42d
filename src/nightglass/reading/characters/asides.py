"""Words for somebody that put nobody on stage: likenesses, nobody, the dreamer's own part, remarks in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightglass.reading.characters.candidate import Aside, Candidate
    from nightglass.reading.story import Story

__all__ = ["brackets", "find_aside"]

_PICTURES = frozenset(
    "picture pictures photo photos photograph photographs painting paintings statue statues drawing drawings portrait "
    "portraits poster posters snapshot snapshots image images movie film book story stuffed toy".split()
)
_LOOKS = frozenset("look seem be feel sound act dress appear smell".split())
_COPULAS = frozenset("am are was is be been being were become became elected made playing called".split())
_ADVERBS = frozenset("a an the not really only also now just still like some actually suddenly then no my once".split())
_OPENS, _CLOSES = frozenset("(["), frozenset(")]")
_LONGEST_BRACKET = 60  # tokens; a bracket that is never closed does not swallow the report


def brackets(story: Story) -> bytearray:
    """Return for each token whether it stands in brackets."""
    marks = bytearray(len(story.words))
    opened = -1
    for i, word in enumerate(story.words):
        if word in _OPENS:
            opened = i
        elif word in _CLOSES and opened >= 0:
            if i - opened <= _LONGEST_BRACKET:
                marks[opened : i + 1] = b"\x01" * (i + 1 - opened)
            opened = -1
    return marks


def find_aside(story: Story, c: Candidate, bracketed: bytearray) -> Aside:
    """Return why a candidate's words put nobody on stage, or nothing where they do."""
    before = [w.rpartition(" ")[2] for w in story.words[max(0, c.first - 3) : c.first]]
    near = before[-1] if before else ""
    if c.head in {"anyone", "anybody"} or story.words[c.first] == "no" or near in {"no", "without"}:
        return "none"
    if _alike(story, c, near, before):
        return "alike"
    if c.kind == "noun" and not c.theirs and _self(story, c):
        return "self"
    if story.quoted[c.first] and not c.owner and _called(story, c):
        return "called"
    return "bracket" if bracketed[c.first] else ""


def _alike(story: Story, c: Candidate, near: str, before: list[str]) -> bool:
    if near == "like":
        verb = story.lemmas[c.first - 2] if c.first >= 2 else ""
        return c.new or verb in _LOOKS or not c.template.startswith("1")
    if near == "than" or (near == "as" and c.new):
        return True
    if near in {"of", "about"} and before[-2:-1] and before[-2] in _PICTURES:
        return True
    if "stuffed" in story.words[c.first : c.last] or "toy" in story.words[c.first : c.last]:
        return True
    if near in {"of", "me"} and before[-3:-1] in (["the", "size"], ["reminded", "me"], ["reminds", "me"]):
        return True
    return near.startswith("resembl")


def _self(story: Story, c: Candidate) -> bool:
    """Tell whether the words say what the dreamer is: "I am a nurse", "when I was a boy"."""
    k = c.first - 1
    while k >= 0 and c.first - k <= 3 and story.words[k] in _ADVERBS:
        k -= 1
    if k < 0 or c.first - k > 3:
        return False
    head, _, copula = story.words[k].rpartition(" ")
    if copula not in _COPULAS:
        return False
    if story.quoted[k] and copula == "are" and (head == "you" or (not head and k and story.words[k - 1] == "you")):
        return True
    return head == "i" or (k > 0 and not head and (story.words[k - 1] == "i" or story.words[k - 2 : k] == ["i", "was"]))


def _called(story: Story, c: Candidate) -> bool:
    """Tell whether somebody who speaks calls the one they speak to: '"Come here, Jim!"'."""
    before = story.words[c.first - 1] if c.first else ""
    after = story.words[c.last] if c.last < len(story.words) else ""
    return c.kind == "name" and before in {",", '"', "“"} and after in {",", "!", "?", ".", '"', "”"}
