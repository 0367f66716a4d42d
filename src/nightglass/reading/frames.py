"""What stands outside the dream: headings, what came before it, what came after waking, the writer's comment."""

from __future__ import annotations

from nightglass.reading.values import Frame
from nightglass.text import Text

__all__ = ["find_frames"]


def find_frames(text: Text, words: list[str]) -> tuple[Frame, ...]:
    """Return the parts of a report that do not tell the dream, in order."""
    del text, words
    return ()
