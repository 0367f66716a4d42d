"""The words for people, animals and creatures, and what each says of its bearer."""

from __future__ import annotations

from functools import cache

from nightglass.reading.lexicon import sections

__all__ = ["ETHNIC_KEY", "NOT_NAMES", "ethnic_words", "people"]

ETHNIC_KEY = "ETHNIC"

NOT_NAMES = frozenset(
    "i i'm i'd i've i'll the a an and but so then my his her our their it he she they we you this that there in on at "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter halloween thanksgiving god jesus lord dream dreams "
    "nightmare english french german spanish american chinese japanese russian italian indian catholic jewish "
    "protestant baptist america england france germany russia italy spain china japan india mexico canada europe "
    "london paris york chicago california texas florida hollywood angeles francisco boston cleveland ohio michigan "
    "university college school high hospital street st avenue road lake park beach river mountain mountains hotel "
    "house church north south east west tv ok okay mr mrs ms dr miss professor coach cadillac ford chevrolet volvo "
    "coke pepsi internet facebook yes no oh well hey please what why when where who how also now suddenly later "
    "after before while as if because all some one two three another answers interpretation setting characters".split()
)
"""Words that are no person's name although they are written with a capital."""


@cache
def people() -> dict[str, str]:
    """Return the code template of each word: ``mother`` gives ``1FMA``; a ``?`` stands for what the context tells."""
    table: dict[str, str] = {}
    for lines in sections("people.txt").values():
        for line in lines:
            code, _, words = line.partition(":")
            if code != ETHNIC_KEY:
                for word in words.split():
                    table.setdefault(word, code)
    return table


@cache
def ethnic_words() -> frozenset[str]:
    """Return the adjectives that make somebody ethnic in Hall & Van de Castle's sense."""
    lines = sections("people.txt")["ethnic"]
    return frozenset(w for line in lines if line.startswith(ETHNIC_KEY) for w in line.partition(":")[2].split())
