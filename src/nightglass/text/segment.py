"""Divide a text into tokens, sentences, clauses and quotations, each with offsets into what was written.

Made for the way people write at night: no capitals, no full stops, run-ons, ellipses, quoted speech, dashes, emoji.
Sentence splitters trained or tuned on edited prose (pysbd, NLTK's punkt) lose offsets or need capitals; this one asks
for neither, and is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

__all__ = ["Stretch", "Text", "Token", "segment"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, number, emoji or punctuation mark: ``source[start:end] == text``."""

    start: int
    end: int
    text: str


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A run of tokens, ``tokens[first:last]``, that covers ``source[start:end]``."""

    start: int
    end: int
    first: int
    last: int


class Text(msgspec.Struct, frozen=True):
    """A text and its divisions.

    Attributes
    ----------
    source
        What was written, unchanged.
    tokens
        Every word and mark, in order.
    sentences
        Together they hold every token once. A run-on is divided where its teller goes on with "and then" or the like.
    clauses
        Together they hold every token once; no clause crosses the end of a sentence.
    quotes
        Speech between quotation marks, without the marks; a quotation that is never closed ends with its sentence.
    """

    source: str
    tokens: tuple[Token, ...]
    sentences: tuple[Stretch, ...]
    clauses: tuple[Stretch, ...]
    quotes: tuple[Stretch, ...]


_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_TOKEN = re.compile(
    rf"""
    [^\W\d_]+(?:['’`][^\W\d_]+)*      # a word, with its apostrophes
    | \d+(?:[.,:/]\d+)*               # a number, a time, a date
    | \.{{2,}} | …                    # an ellipsis
    | [!?]+ | -{{2,}}
    | [{_EMOJI}][\ufe0f\u200d{_EMOJI}]*
    | \S                              # any other mark
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "sr",
        "jr",
        "vs",
        "etc",
        "eg",
        "ie",
        "approx",
        "dept",
        "no",
        "mt",
        "ft",
        "capt",
        "sgt",
        "lt",
        "col",
        "gen",
        "rev",
        "hon",
        "a.m",
        "p.m",
    ]
)
_CLOSERS = frozenset("\"”’')]»")
_ENDERS = frozenset(".!?…")
_DIVIDERS = frozenset([";", ":", "—", "–", "--", "(", ")", "[", "]", "…"])
_SUBJECTS = frozenset(
    [
        "i",
        "he",
        "she",
        "they",
        "we",
        "it",
        "you",
        "there",
        "this",
        "that",
        "these",
        "those",
        "the",
        "a",
        "an",
        "my",
        "his",
        "her",
        "our",
        "their",
        "someone",
        "somebody",
        "something",
        "everyone",
        "everybody",
        "everything",
        "nobody",
        "nothing",
        "one",
        "another",
        "i'm",
        "i've",
        "i'd",
        "he's",
        "she's",
        "it's",
        "they're",
        "we're",
        "there's",
    ]
)
_CONJUNCTIONS = frozenset(
    [
        "but",
        "so",
        "because",
        "when",
        "while",
        "until",
        "before",
        "after",
        "if",
        "though",
        "although",
        "since",
        "where",
        "then",
        "suddenly",
        "whereupon",
        "as",
        "which",
        "who",
        "whom",
        "whose",
        "cause",
        "cuz",
        "till",
        "unless",
        "yet",
    ]
)
_AND = frozenset(["and", "or", "n", "&"])
_STARTERS = frozenset(["i", "he", "she", "they", "we", "it", "there", "you", "then", "suddenly"])
_SAYINGS = frozenset(
    "say says said ask asks asked answer answers answered reply replies replied shout shouts shouted yell yells yelled "
    "scream screams screamed whisper whispers whispered cry cries cried call calls called tell tells told "
    "think thinks thought mutter mutters muttered".split()
)
_GO_ON = re.compile(
    r"\b(?:and then|but then|so then|then|and suddenly|suddenly|all of a sudden|next thing|after that|and so|"
    r"and now)\b",
    re.IGNORECASE,
)
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LONG = 28  # tokens: what holds more without a stop is a run-on
_STEP = 7  # tokens: the least that a run-on is divided into
_PAGE = range(50, 101)  # characters: where most of three or more lines are so long, their breaks are those of a page


def segment(source: str) -> Text:
    """Divide a text.

    Parameters
    ----------
    source
        Any string, of any length; it is not changed, and offsets count its characters.

    Returns
    -------
    Text
        With empty divisions where there is nothing but space.
    """
    tokens = tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(source))
    starts = _sentence_starts(source, tokens)
    sentences = _stretches(tokens, starts)
    clauses = _stretches(tokens, _clause_starts(tokens, starts))
    return Text(source, tokens, sentences, clauses, _quotes(tokens, sentences))


def _stretches(tokens: tuple[Token, ...], starts: list[int]) -> tuple[Stretch, ...]:
    ends = [*starts[1:], len(tokens)] if starts else []
    return tuple(
        Stretch(tokens[first].start, tokens[last - 1].end, first, last)
        for first, last in zip(starts, ends, strict=True)
        if last > first
    )


def _sentence_starts(source: str, tokens: tuple[Token, ...]) -> list[int]:
    if not tokens:
        return []
    typed = _breaks_are_typed(source)
    ends = [
        i
        for i in range(1, len(tokens))
        if _line_ends(source, tokens, i, typed=typed) or _ends_before(source, tokens, i)
    ]
    return _divide_run_ons(source, tokens, [0, *ends])


def _ends_before(source: str, tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a sentence ends just before token ``i``."""
    before = tokens[i - 1]
    if tokens[i].text in _CLOSERS and tokens[i].start == before.end:
        return False  # the closing mark belongs to the sentence that it closes
    k = i - 1
    while k > 0 and tokens[k].text in _CLOSERS and tokens[k].start == tokens[k - 1].end:
        k -= 1
    mark = tokens[k].text
    if mark[0] not in _ENDERS:
        return False
    after = source[tokens[i].start]
    if (len(mark) > 1 and mark[0] == ".") or mark == "…":
        return after.isupper()  # an ellipsis in mid-sentence is a pause, not an end
    closed = k < i - 1
    if mark == ".":
        spaced = tokens[i].start > before.end or (k > 0 and after.isupper() and tokens[k - 1].text[1:].islower())
        return spaced and not _abbreviates(tokens, k) and not (closed and after.islower() and _says(tokens, i))
    return not (closed and (_says(tokens, i) or (after.islower() and after != "i")))  # "Stop!" he said


def _says(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether what begins at token ``i`` says who spoke: ``he said``, ``my aunt asked``."""
    return any(t.text.lower() in _SAYINGS for t in tokens[i : i + 3])


def _abbreviates(tokens: tuple[Token, ...], dot: int) -> bool:
    if dot == 0 or tokens[dot - 1].end != tokens[dot].start:
        return False
    word = tokens[dot - 1].text
    lower = word.lower()
    if lower in {"a", "p", "m"} and dot >= 3 and tokens[dot - 2].text == ".":
        return dot + 1 < len(tokens) and not tokens[dot + 1].text[0].isupper()  # 4 a.m. and then
    return (lower in _ABBREVIATIONS and lower != "no") or (len(word) == 1 and word.isupper() and word != "I")


def _breaks_are_typed(source: str) -> bool:
    """Tell whether the writer broke the lines, each a step of the dream, rather than a page that was full."""
    lines = sorted(len(line) for line in source.splitlines() if line.strip())
    return len(lines) < 3 or lines[len(lines) // 2] not in _PAGE


def _line_ends(source: str, tokens: tuple[Token, ...], i: int, *, typed: bool) -> bool:
    """Tell whether a line that ends a sentence ends just before token ``i``; before an empty line it always does."""
    gap = source[tokens[i - 1].end : tokens[i].start]
    breaks = 0 if gap in {"", " "} else len(_BREAK.findall(gap))
    return breaks > 1 or (breaks == 1 and typed)


def _divide_run_ons(source: str, tokens: tuple[Token, ...], starts: list[int]) -> list[int]:
    divided: list[int] = []
    for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True):
        divided.append(first)
        if last - first <= _LONG:
            continue
        begin = tokens[first].start
        places = {begin + m.start() for m in _GO_ON.finditer(source[begin : tokens[last - 1].end])}
        here = first
        for i in range(first + _STEP, last - 2):
            if i - here >= _STEP and tokens[i].start in places:
                here = i
                divided.append(here)
    return divided


def _opens(word: str, after: str) -> bool:
    """Tell whether a conjunction opens a clause here: "as the man came", but not "as a boy"."""
    return word in _CONJUNCTIONS and after in _SUBJECTS and not (word == "as" and after in {"a", "an"})


def _clause_starts(tokens: tuple[Token, ...], sentences: list[int]) -> list[int]:
    marks = set(sentences)
    words = [t.text.lower().replace("’", "'") for t in tokens]
    for i in range(1, len(tokens) - 1):
        word, before = words[i], words[i - 1]
        fresh = before in _DIVIDERS or (before[0] == "." and len(before) > 1)
        comma = before == "," and (word in _SUBJECTS or word in _CONJUNCTIONS or word in _AND)
        joined = word in _AND and words[i + 1] in _STARTERS and not _and_i(words, i, marks)
        begun = before in _AND and i - 1 in marks  # "and then i": one clause, not two
        conjoined = _opens(word, words[i + 1]) and not begun
        if fresh or comma or joined or conjoined:
            marks.add(i)
    return sorted(marks)


def _and_i(words: list[str], i: int, marks: set[int]) -> bool:
    """Tell whether ``and i`` goes with somebody named just before: ``my sister and I``, not ``she fell and I ran``."""
    if words[i + 1] != "i":
        return False
    begin = next((k for k in range(i, max(0, i - 4) - 1, -1) if k in marks), None)
    return begin is not None and begin < i and words[begin] not in _STARTERS


_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“"}


def _quotes(tokens: tuple[Token, ...], sentences: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    opened, closing = -1, ""
    ends = {s.last - 1 for s in sentences}
    budget = 0
    for i, token in enumerate(tokens):
        if opened < 0:
            if token.text in _PAIRS:
                opened, closing, budget = i, _PAIRS[token.text], 0
            continue
        budget += i in ends
        if token.text == closing or budget > 6:  # six sentences on, a mark was forgotten rather than still open
            last = i if token.text == closing else _sentence_end(sentences, opened)
            if last > opened + 1:
                found.append(Stretch(tokens[opened + 1].start, tokens[last - 1].end, opened + 1, last))
            opened = -1
    if opened >= 0:
        last = _sentence_end(sentences, opened)
        if last > opened + 1:
            found.append(Stretch(tokens[opened + 1].start, tokens[last - 1].end, opened + 1, last))
    return tuple(found)


def _sentence_end(sentences: tuple[Stretch, ...], token: int) -> int:
    k = bisect_left(sentences, token + 1, key=lambda s: s.last)
    return sentences[k].last
