"""Which entities are characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightglass.reading.characters.entities import Entity

__all__ = ["is_character"]


def is_character(entity: Entity) -> bool:
    """Tell whether a trained coder would code this one: there, heard, or acting (Hall & Van de Castle 1966)."""
    return any(not c.owner and not c.aside for c in entity.candidates)
