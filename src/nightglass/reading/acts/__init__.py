"""What people do to each other: aggression, friendliness, sexuality, with who does it to whom."""

from nightglass.reading.acts.finding import find_acts

__all__ = ["find_acts"]
