"""Who "I" is: the dreamer of a report in the third person, and "I" and "you" in what others say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nightglass.reading.lexicon import sex_of_name

if TYPE_CHECKING:
    from nightglass.text import Stretch, Text

__all__ = ["put_dreamer_first"]

_OTHERS_SPEECH = {"i": "he", "me": "him", "my": "his", "mine": "his", "myself": "himself", "i am": "he is",
                  "i will": "he will", "i have": "he has", "i would": "he would",
                  "you": "me", "your": "my", "yours": "mine", "yourself": "myself", "you are": "i am"}  # fmt: skip
_SAYS = re.compile(r"\b(?:i|we) (?:\w+ ){0,3}$")
_AS_ME = {
    "M": {"he": "i", "him": "me", "his": "my", "himself": "myself", "he is": "i am", "he has": "i have",
          "he would": "i would", "he will": "i will"},
    "F": {"she": "i", "her": "my", "hers": "mine", "herself": "myself", "she is": "i am", "she has": "i have",
          "she would": "i would", "she will": "i will"},
    "I": {"they": "i", "them": "me", "their": "my", "theirs": "mine", "themself": "myself", "themselves": "myself",
          "they are": "i am", "they have": "i have", "they would": "i would", "they will": "i will"},
}  # fmt: skip
_MEN = frozenset(
    "man boy father brother son husband uncle grandfather guy boyfriend gentleman king lord priest".split()
)
_WOMEN = frozenset("woman girl mother sister daughter wife aunt grandmother lady girlfriend queen nun".split())
_AFTER_OBJECT = frozenset(
    ". , ; ! ? and but or to in on at with from by for as into out up down away off back again over so then when until "
    "because while who that not was is".split()
)


_LEADS = frozenset("and but then so suddenly - – — … ... also again finally , #".split())
_LEFT_OUT = frozenset(
    "can could tried try woke awoke ran run hid hide knew felt feel saw screamed fell heard got couldn't went drove "
    "crawled climbed begged froze".split()
) | {"can not", "could not", "did not", "was not", "had to", "do not"}
_SURELY_ME = frozenset(["can", "could", "can not", "could not", "woke", "awoke", "knew", "felt"])
_OTHERS = frozenset(["he", "she", "they", "it"])
_GOING_ON = frozenset(
    "running hiding falling trying screaming crawling driving walking climbing drowning sinking".split()
)


def put_dreamer_first(text: Text, words: list[str], dreamer: str | None) -> list[str]:
    """Return the plain words with the dreamer as ``i, me, my, myself`` throughout.

    Parameters
    ----------
    text, words
        A report and the plain words of its tokens.
    dreamer
        The dreamer's name, or None where the report is in the first person.
    """
    words = list(words)
    if dreamer is None:
        for quote in text.quotes:
            if not _dreamer_speaks(words, quote):
                _turn_round(words, quote)
        _put_in_i(text, words)
        return words
    return _from_third_person(text, words, dreamer)


def _put_in_i(text: Text, words: list[str]) -> None:
    """Put in the "I" that is left out at night: "couldnt scream", "ran down the corridor", "woke up soaked"."""
    others = False
    for sentence in text.sentences:
        first = sentence.first
        while first < sentence.last - 1 and words[first] in _LEADS:
            first += 1
        if words[first].partition(" ")[0] in _OTHERS:
            others = True  # "He fell. Fell again.": he did
        elif words[first] not in _LEFT_OUT | _GOING_ON:
            others = False
        elif not others or words[first] in _SURELY_ME:
            words[first] = ("i am " if words[first] in _GOING_ON else "i ") + words[first]


def _dreamer_speaks(words: list[str], quote: Stretch) -> bool:
    before = " ".join(words[max(0, quote.first - 7) : quote.first - 1]) + " "
    before = re.split(r"[.!?\"”]", before)[-1].replace(",", "").replace(":", "").replace("  ", " ")
    after = " ".join(words[quote.last + 1 : quote.last + 4])
    return bool(_SAYS.search(before)) or after.startswith(("i ", ", i ", "said i", ", said i"))


def _turn_round(words: list[str], quote: Stretch) -> None:
    for i in range(quote.first, quote.last):
        words[i] = _OTHERS_SPEECH.get(words[i], words[i])


def _from_third_person(text: Text, words: list[str], dreamer: str) -> list[str]:
    names = [w.lower() for w in dreamer.split()]
    sex = _dreamer_sex(words, names)
    mine = _AS_ME[sex]
    same_sex = {"M": _MEN, "F": _WOMEN, "I": frozenset[str]()}[sex]
    focus = True
    starts = {c.first for c in text.clauses}
    since = 0
    out = list(words)
    for i, word in enumerate(words):
        since = 0 if i in starts else since + 1
        if word in names:
            out[i] = "i"
            focus = True
        elif word.removesuffix("'s") in names and word.endswith("'s"):
            out[i] = "my"
        elif since < 4 and (word in same_sex or (text.tokens[i].text.istitle() and sex_of_name(word) == sex)):
            focus = False  # somebody else of the same sex is now the one who acts
        elif focus and word in mine:
            out[i] = mine[word]
            if word == "her" and (i + 1 >= len(words) or words[i + 1] in _AFTER_OBJECT):
                out[i] = "me"
    return out


def _dreamer_sex(words: list[str], names: list[str]) -> str:
    """Return M, F or I (they): by the name where it tells, else by the first pronoun that follows the name."""
    known = sex_of_name(names[0]) if names else None
    spoken = {word.partition(" ")[0] for word in words}
    if known and (spoken & set(_AS_ME[known]) or not spoken & set(_AS_ME["I"])):
        return known
    seen = False
    for word in words:
        first = word.partition(" ")[0]
        seen = seen or word in names
        if seen and first in {"he", "his", "him"}:
            return "M"
        if seen and first in {"she", "her"}:
            return "F"
    return "I"
