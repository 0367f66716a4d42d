"""The words for people, animals and creatures, and what each says of its bearer."""

from __future__ import annotations

from functools import cache

from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import forms

__all__ = ["ethnic_words", "famous", "no_adjectives", "not_names", "people", "place_words"]

_ETHNIC = "ETHNIC"
_FAMOUS = {"men": "1MPA", "women": "1FPA", "men of fiction": "5MPA", "women of fiction": "5FPA"}
_FUNCTION_WORDS = (
    "and or but nor so yet if because while when until since although though as than that which who whom whose where "
    "of to in on at with from by for about into onto over under after before behind near between among around through "
    "against across along past off out up down away back without within inside outside beside during toward towards "
    "upon like unless except whether however till until despite unlike "
    "i me he him she they them it we us you is was were are am be been being has have had do does did done "
    "will would can could should shall may might must not never there here what how why then now too also just "
    'again only even always often suddenly still . , ; : ! ? ( ) [ ] " “ ” - -- – — ... … / &'
)
_VERBS = (
    "see meet tell ask hear watch find know want get take give kill kick hit call help let make keep say go come "
    "think feel look seem become begin start stop try turn walk run sit stand hold bring put show leave talk speak "
    "grab pull push chase follow notice realize remember forget love hate like need use dream wake marry kiss hug "
    "fight shoot stab attack carry pick pass visit join invite teach drive ride play work live die resemble"
)


@cache
def people() -> dict[str, str]:
    """Return the code template of each word: ``mother`` gives ``1FMA``; a ``?`` stands for what the context tells."""
    table: dict[str, str] = {}
    for lines in sections("people.txt").values():
        for line in lines:
            code, _, words = line.partition(":")
            if code != _ETHNIC:
                for word in words.split():
                    table.setdefault(word, code)
    return table


@cache
def ethnic_words() -> frozenset[str]:
    """Return the adjectives that make somebody ethnic in Hall & Van de Castle's sense."""
    lines = sections("people.txt")["ethnic"]
    return frozenset(w for line in lines if line.startswith(_ETHNIC) for w in line.partition(":")[2].split())


@cache
def famous() -> dict[str, str]:
    """Return the code of each prominent person or figure by name in lower case; figures of fiction are imaginary."""
    return {name: code for part, code in _FAMOUS.items() for name in sections("famous.txt")[part]}


@cache
def not_names() -> frozenset[str]:
    """Return the words that are no person's name although they are written with a capital."""
    return frozenset(w for line in sections("not_names.txt")["no names"] for w in line.split())


@cache
def place_words() -> frozenset[str]:
    """Return the words that make the capitals beside them the name of a place, a firm or a work."""
    return frozenset(w for line in sections("not_names.txt")["places"] for w in line.split())


@cache
def no_adjectives() -> frozenset[str]:
    """Return the words that cannot stand between an article and its noun."""
    return frozenset(_FUNCTION_WORDS.split()) | {f for verb in _VERBS.split() for f in forms(verb)} - {"like"}
