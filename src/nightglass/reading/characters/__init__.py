"""Who is there: candidates, the entities they speak of, the characters those are, and who turns into whom."""

from nightglass.reading.characters.coding import Company, Verdict, cast_of, find_cast, gather, judge_by_rule
from nightglass.reading.characters.entities import Entity

__all__ = ["Company", "Entity", "Verdict", "cast_of", "find_cast", "gather", "judge_by_rule"]
