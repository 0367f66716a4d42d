"""How two candidates hang together: one beside the other, one said to be the other, the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nightglass.reading.characters.candidate import Candidate
    from nightglass.reading.story import Story

__all__ = ["beside_me", "coordinated", "link"]

_BESIDE: tuple[list[str], ...] = (
    [","], ["("], ["named"], ["called"], [",", "named"], [",", "called"], ["of", "mine"], ["of", "mine", ","],
    ["of", "mine", "named"], ["of", "ours", ","], ["'s", "name", "is"], [")"], [",", "a"], ["/"], ["of", "mine", "("],
    ["who", "is"], ["who", "was"], [",", "who", "is"], [",", "who", "was"], ["who is"], [",", "who is"],
)  # fmt: skip
_SURELY = frozenset("really actually now just also only probably obviously of course apparently like".split())
_LINKS = frozenset(["is", "was", "were", "are"])


def _adjoins(story: Story, before: Candidate, c: Candidate) -> bool:
    """Tell whether nothing but a comma, a bracket or "named" stands between two candidates."""
    if c.first == before.last:
        return before.kind == "noun" and c.kind == "name"
    return c.first - before.last <= 3 and story.words[before.last : c.first] in _BESIDE


def link(story: Story, every: list[Candidate], position: int) -> Literal["beside", "is", "it"] | None:
    """Return how the words before a candidate make it the one just spoken of, or None where they do not.

    ``beside``: "a man, my uncle"; ``is``: "the driver was my brother"; ``it``: "it was my brother".
    """
    c = every[position]
    words = story.words
    before = every[position - 1] if position else None
    if before is not None and before.kind in {"noun", "name"} and not before.owner and _adjoins(story, before, c):
        return "beside" if not _in_a_list(story, before, c) else None
    k = c.first - 1
    while k >= 0 and c.first - k <= 2 and words[k] in _SURELY:
        k -= 1
    if k < 0 or words[k].rpartition(" ")[2] not in _LINKS:
        return None
    head = words[k].rpartition(" ")[0] or (words[k - 1] if k else "")
    if head in {"it", "that", "this"}:
        return "it"
    if before is not None and before.kind != "me" and before.last in {k, k + 1} and not before.owner:
        return "is"
    return None


def _in_a_list(story: Story, before: Candidate, c: Candidate) -> bool:
    """Tell whether a comma between two counts them up: "my uncle, my aunt and I"."""
    if story.words[before.last] != ",":
        return False
    after = story.words[c.last : c.last + 3]
    if after[:2] == [",", "and"] or after[:1] == ["and"]:
        return True
    return before.first > 1 and story.words[before.first - 1] == "," and after[:1] == [","]


def coordinated(story: Story, every: list[Candidate], position: int) -> bool:
    """Tell whether a candidate is counted up together with the one before: "Ann and Bob", "Ann, Bob"."""
    if not position:
        return False
    between = story.words[every[position - 1].last : every[position].first]
    return between in (["and"], [","], ["&"], [",", "and"], ["and", "then"], ["and", "also"])


def beside_me(story: Story, c: Candidate) -> bool:
    """Tell whether somebody is together with the dreamer: "Ann and I", "with Ann"."""
    around = story.words[max(0, c.first - 2) : c.first] + story.words[c.last : c.last + 2]
    return ("and" in around and ("i" in around or "me" in around)) or (
        c.first > 0 and story.words[c.first - 1] == "with"
    )
