"""Where a dream takes place: indoors or outdoors; familiar, unfamiliar, or not told (Hall & Van de Castle 1966)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.lexicon import sections

if TYPE_CHECKING:
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["find_settings"]

_BEFORE = frozenset(
    "in at into on onto inside outside to through near by along across around down up entered of toward towards".split()
)


@cache
def _places() -> dict[str, str]:
    found = sections("settings.txt")
    table = {w: "O" for line in found["outdoor"] for w in line.split()}
    return table | {w: "I" for line in found["indoor"] for w in line.split()}


def find_settings(story: Story) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Return drafts such as ``set:IF``: at most one indoors and one outdoors; ``set:NS`` where no place is told."""
    table = _places()
    found: dict[str, list[tuple[int, bool]]] = {}
    for i, word in enumerate(story.words):
        side = None if story.outside[i] else table.get(word)
        if side and _is_place(story, i):
            found.setdefault(side, []).append((i, _is_familiar(story, i, word)))
    drafts = []
    for side, places in sorted(found.items(), key=lambda pair: pair[1][0][0]):
        code = side + ("F" if any(familiar for _, familiar in places) else "Q")
        drafts.append((f"set:{code}", tuple(story.evidence(i, i + 1) for i, _ in places[:3])))
    return drafts or [("set:NS", ())]


def _is_place(story: Story, i: int) -> bool:
    before = story.words[max(0, i - 4) : i]
    return any(w in _BEFORE for w in before) or story.words[i] in {
        "outside",
        "inside",
        "home",
        "upstairs",
        "downstairs",
    }


def _is_familiar(story: Story, i: int, word: str) -> bool:
    before = story.words[max(0, i - 3) : i]
    return word in {"home", "campus"} or any(w in {"my", "our"} for w in before)
