"""What stands outside the dream: headings, what came before it, what came after waking, the writer's comment."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from nightglass.reading.lexicon import sections
from nightglass.reading.values import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nightglass.text import Stretch, Text

__all__ = ["find_frames"]

Part = Literal["heading", "before", "after", "comment"]

_HEADING = re.compile(
    r"""\s*(?:
        \#\S+\s*                                        # a number of the archive
      | \((?=[^)]*\d|[^)]*\bage\b)[^()]{0,40}(?:\([^()]{0,20}\)[^()]{0,20})?\)\s*   # (2009-04-16 (18))
      | \[[^\]]{0,40}\]\s*
      | \((?:first|second|third|last|next)\ dream[^)]{0,30}\)\.?\s*
      | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*[:.]?\s*      # a date
    )+""",
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = re.compile(r"\[[A-Z]{1,4}\]$")
_BRACKET = re.compile(r"\[[^\[\]]{4,400}\]")
_REAL = re.compile(
    r"\((?=[^()]*\b(?:real life|waking life|in reality|in actuality|i never|i have never|we do not have|i really do|"
    r"now that i think|as i write|when i woke|not a real lucid)\b)[^()]{4,400}\)",
    re.IGNORECASE,
)
_DREAM = re.compile(r"\b(?:dream(?:ed|t|s|ing)?|nightmare)\b", re.IGNORECASE)
_WOKE = "(?:woke|wake|waked|wakes|waking|awoke|awake|awaked|awaken|awakened|wakened|awakes|awakening)"
_WHOM = "(?:the|him|her|them|his|your|people|everybody|everyone|my)"
_REMARKS = 3  # sentences: a remark on the dream ends the report; further from the end it is one in passing
_MANY = 40  # words
_SHORT = 9  # words: a longer first sentence that names the dream already tells it
_AFTERMATH = 8  # sentences: what follows waking is rarely longer; more is a dream that goes on


@cache
def _patterns(who: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(
            "|".join(lines).replace("WOKE", _WOKE).replace("WHOM", _WHOM).replace("WHO", who), re.IGNORECASE
        )
        for name, lines in sections("frames.txt").items()
    }


def find_frames(text: Text, dreamer: str | None = None) -> tuple[Frame, ...]:
    """Return the parts of a report that do not tell the dream, in order and without overlap.

    Parameters
    ----------
    text
        The report.
    dreamer
        The dreamer's name where the report is told in the third person: then they wake, not I.
    """
    says = _patterns(
        "i|me" if dreamer is None else "|".join(["i", "me", "he", "she", "they", *map(re.escape, dreamer.split())])
    )
    source = text.source
    found: list[tuple[int, int, Part]] = []
    heading = _HEADING.match(source)
    begin = heading.end() if heading else 0
    if heading:
        found.append((0, begin, "heading"))
    written = len(source.rstrip())
    tail = _TAIL.search(source, max(begin, written - 6), written)
    end = tail.start() if tail else written
    if tail:
        found.append((end, written, "comment"))
    found += [(m.start(), m.end(), "comment") for p in (_BRACKET, _REAL) for m in p.finditer(source, begin, end)]
    found += _around(text, begin, end, says)
    return tuple(_tidy(source, found))


def _around(text: Text, begin: int, end: int, says: dict[str, re.Pattern[str]]) -> Iterator[tuple[int, int, Part]]:
    sentences = [s for s in text.sentences if s.end > begin and s.start < end]
    for s in sentences[:3]:
        here = text.source[max(s.start, begin) : s.end]
        if not says["before"].match(here) or (_DREAM.search(here) and len(here.split()) > _SHORT):
            break
        yield max(s.start, begin), s.end, "before"
    last = end
    for k in range(len(sentences) - 1, 0, -1):
        here = text.source[sentences[k].start : sentences[k].end].lstrip(" (")
        if says["notes"].match(here) or (says["comment"].match(here) and len(sentences) - k <= _REMARKS):
            last = sentences[k].start
    if last < end:
        yield last, end, "comment"
    woke = _waking_clause(text, says, [s for s in sentences if s.start < last])
    if woke is not None:
        yield woke, last, "after"


def _waking_clause(text: Text, says: dict[str, re.Pattern[str]], sentences: list[Stretch]) -> int | None:
    """Return where the clause begins in which the dreamer wakes for good, or None."""
    tail = sentences[-_AFTERMATH:]
    for s in tail:
        match = says["waking"].search(text.source[s.start : s.end])
        if match is None or says["not_waking"].search(match.string[: match.end()].rsplit(" ", 1)[0]):
            continue
        end = s.start + match.end()
        rest = text.source[end : tail[-1].end]
        if says["goes_on"].search(rest) or (len(rest.split()) > _MANY and not says["awake"].search(rest)):
            continue
        clauses = [c for c in text.clauses if s.first <= c.first < s.last and c.start < end]
        return clauses[-1].start if clauses else s.start
    return None


def _tidy(source: str, found: list[tuple[int, int, Part]]) -> Iterator[Frame]:
    """Yield the frames in order; where two overlap, the one that begins first keeps what both hold."""
    at = 0
    for start, end, part in sorted(found):
        begin = max(start, at)
        if end > begin and source[begin:end].strip():
            yield Frame(begin, end, part, source[begin:end])
            at = end
