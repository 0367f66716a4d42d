"""Who is there: candidates, the entities they speak of, the characters those are, and who turns into whom."""

from nightglass.reading.characters.coding import find_cast

__all__ = ["find_cast"]
