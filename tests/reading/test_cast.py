"""Mentions by place, and parties in writing."""

from __future__ import annotations

from nightglass.reading.cast import DREAMER, Cast, Mention
from nightglass.reading.values import Character


def cast() -> Cast:
    people = (Character("c1", "a man", "1MSA", 0.5, ()), Character("c2", "Ruth", "1FKA", 0.5, ()))
    return Cast(people, (Mention(0, 1, (DREAMER,)), Mention(3, 5, (0,)), Mention(7, 8, (DREAMER, 1))))


def test_between() -> None:
    assert [m.first for m in cast().between(1, 7)] == [3]
    assert [m.first for m in cast().between(0, 99)] == [0, 3, 7]
    assert cast().between(5, 5) == ()


def test_parties_are_written_as_in_a_coding() -> None:
    assert cast().write((DREAMER,)) == "D"
    assert cast().write((DREAMER, 1)) == "D+1FKA"
    assert cast().write((0,)) == "1MSA"
    assert cast().write(()) == "Q"
