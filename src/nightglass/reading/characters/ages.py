"""How old somebody is: years told in digits or words, and reports from among teenagers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["age_group", "age_near", "among_teens"]

_HEADING = 80  # characters at the start of a report in which it may say how old the dreamer is
_TEEN_HEADING = re.compile(r"\(\(?(?:age:? )?1[2-7]\)|\bage:? ?1[2-7]\b|\bi am 1[2-7]\b", re.IGNORECASE)
_TEEN_WORDS = re.compile(
    r"\b(?:[6-9]|1[0-2])th grade|\bjunior high\b|\bmiddle school\b|\bmy (?:homeroom|locker)\b|\bstudy hall\b|"
    r"\b(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade",
    re.IGNORECASE,
)
_NUMBERS = {
    w: k
    for k, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_BRACKET = re.compile(
    r"\s*\(\s*(?:(?:age|aged)\s+)?(?:([MF])\b[\s.,;]*)?(?:(\d{1,2})\b)?[\s.,;]*(?:([MF])\b)?[^()]{0,24}\)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",?\s+(?:(?:is|was|who|he|she|about|around|maybe|perhaps|only|just|aged?|of)\s+)*"
    r"(\d{1,2}|[a-z]+)(?:\s+or\s+\w+)?[\s-]+(?:years?|yrs?)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(\d{1,2}|[a-z]+)[\s-]*(?:years?|yrs?)?[\s-]*old[\s,\w-]{0,20}$", re.IGNORECASE)
_REACH = 40  # characters after or before somebody that may tell an age


def among_teens(story: Story) -> bool:
    """Tell whether a report seems to come from among teenagers, so that friends are in their teens."""
    source = story.text.source
    return bool(_TEEN_HEADING.search(source[:_HEADING]) or _TEEN_WORDS.search(source))


def age_group(years: int) -> str:
    """Return A, T, C or B: adult from 18, teenager from 13, child from 1 (Hall & Van de Castle 1966)."""
    if years >= 18:
        return "A"
    if years >= 13:
        return "T"
    return "C" if years >= 1 else "B"


def age_near(story: Story, i: int) -> tuple[str, str]:
    """Return sex and age group that stand beside the word ``i`` for somebody, empty where nothing does.

    Understood are "my brother (12)", "a friend (m, 20)", "a 6-year-old girl", "a boy about six years old".
    """
    token = story.text.tokens[i]
    after = story.text.source[token.end : token.end + _REACH]
    if after.lstrip()[:1] == "(":
        inside = _BRACKET.match(after)
        if inside and (inside[2] or ((inside[1] or inside[3]) and len(inside[0]) <= 6)):
            return (inside[1] or inside[3] or "").upper(), _group(inside[2])
    if "year" in after or "yr" in after:
        told = _AFTER.match(after)
        if told:
            return "", _group(told[1])
    before = story.text.source[max(0, token.start - _REACH) : token.start]
    if "old" in before:
        told = _BEFORE.search(before)
        if told:
            return "", _group(told[1])
    return "", ""


def _group(years: str | None) -> str:
    if not years:
        return ""
    number = int(years) if years.isdecimal() else _NUMBERS.get(years.lower())
    return "" if number is None else age_group(number)
