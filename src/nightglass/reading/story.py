"""A report made ready for reading: its words in plain spelling, who "I" is, and what is the dream itself.

Every finder works on a `Story`. Its ``line`` is the whole report in plain words, one sentence a line, in which the
dreamer is always ``i, me, my, myself``: also in a report told in the third person, and also where somebody in the dream
says "you" to them. A match in it leads back to tokens, and tokens to what was written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from nightglass.reading.dreamer import put_dreamer_first
from nightglass.reading.frames import find_frames
from nightglass.reading.values import Evidence, Frame
from nightglass.text import Stretch, Text, lemma, plain, segment

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["Story", "listen"]

ME = frozenset(["i", "me", "my", "mine", "myself"])


class Story:
    """One report, divided and in plain words; every finder reads it and none changes it.

    Attributes
    ----------
    text
        The report and its divisions.
    dreamer
        ``I``, or the dreamer's name where the report is told in the third person.
    words
        The plain words of each token; several, parted by spaces, where a contraction was written out.
    lemmas
        The dictionary form of each token's first word.
    line
        All words, parted by single spaces; a line break after each sentence.
    frames
        What stands outside the dream.
    outside
        For each token, whether it stands outside the dream.
    quoted
        For each token, whether it is speech in quotation marks.
    """

    __slots__ = (
        "_first",
        "_offsets",
        "_sentence_of",
        "dreamer",
        "frames",
        "lemmas",
        "line",
        "outside",
        "quoted",
        "text",
        "words",
    )

    def __init__(self, text: Text, words: list[str], dreamer: str, frames: tuple[Frame, ...]) -> None:
        self.text = text
        self.dreamer = dreamer
        self.words = words
        self.lemmas = [lemma(_head(w)) for w in words]
        self.frames = frames
        self.outside = _marked(text, ((f.start, f.end) for f in frames))
        self.quoted = _marked(text, ((q.start, q.end) for q in text.quotes))
        self._sentence_of = [k for k, s in enumerate(text.sentences) for _ in range(s.first, s.last)]
        self.line, self._offsets = _line(text, words)

    def token_at(self, offset: int) -> int:
        """Return the token that holds the character ``offset`` of ``line``."""
        return bisect_right(self._offsets, offset) - 1

    def offset_of(self, token: int) -> int:
        """Return where in ``line`` a token's words begin."""
        return self._offsets[token]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that holds a token."""
        return self._sentence_of[token]

    def is_me(self, token: int) -> bool:
        """Tell whether a token is the dreamer."""
        return self.words[token].partition(" ")[0] in ME

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the words of the tokens ``first`` to ``last`` (exclusive) as they were written."""
        start, end = self.text.tokens[first].start, self.text.tokens[last - 1].end
        return Evidence(start, end, self.text.source[start:end])

    def tokens_of(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the tokens (first, last exclusive) that a match in ``line`` covers."""
        return self.token_at(match.start()), self.token_at(max(match.start(), match.end() - 1)) + 1

    def tokens_within(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens (first, last exclusive) that begin within the characters ``start`` to ``end``."""
        tokens = self.text.tokens
        return bisect_left(tokens, start, key=lambda t: t.start), bisect_left(tokens, end, key=lambda t: t.start)

    def search(self, pattern: re.Pattern[str], *, outside: bool = False) -> Iterator[tuple[int, int]]:
        """Yield the tokens (first, last exclusive) of each match in the dream, or with ``outside`` beyond it."""
        for match in pattern.finditer(self.line):
            first, last = self.tokens_of(match)
            if bool(self.outside[first]) == outside:
                yield first, last

    def dream_sentences(self) -> list[Stretch]:
        """Return the sentences that tell the dream itself, without what stands outside it at either end of them."""
        inside: list[Stretch] = []
        for sentence in self.text.sentences:
            first, last = sentence.first, sentence.last
            while first < last and self.outside[first]:
                first += 1
            while first < last and self.outside[last - 1]:
                last -= 1
            if first < last:
                inside.append(Stretch(self.text.tokens[first].start, self.text.tokens[last - 1].end, first, last))
        return inside

    def frames_of(self, part: str) -> list[Frame]:
        """Return the frames of one part."""
        return [f for f in self.frames if f.part == part]

    def clauses_of(self, sentence: Stretch) -> list[Stretch]:
        """Return the clauses of a sentence."""
        return self.clauses_between(sentence.first, sentence.last)

    def clauses_between(self, first: int, last: int) -> list[Stretch]:
        """Return the clauses that begin within the tokens ``first`` to ``last`` (exclusive)."""
        clauses = self.text.clauses
        low = bisect_left(clauses, first, key=lambda c: c.first)
        return list(clauses[low : bisect_left(clauses, last, key=lambda c: c.first)])


def listen(source: str, dreamer: str | None = None) -> Story:
    """Make a report ready for reading.

    Parameters
    ----------
    source
        The report as it was written.
    dreamer
        The name of the dreamer where the report is told in the third person; None where the dreamer says "I".
    """
    text = segment(source)
    words = [plain(t.text) for t in text.tokens]
    words = put_dreamer_first(text, words, dreamer)
    return Story(text, words, dreamer or "I", find_frames(text, dreamer))


def _head(words: str) -> str:
    """Return the word that counts of a token's plain words: not the "i" that was put in before it."""
    return words.removeprefix("i am ").removeprefix("i ").partition(" ")[0]


def _marked(text: Text, spans: Iterator[tuple[int, int]]) -> bytearray:
    marks = bytearray(len(text.tokens))
    starts = [t.start for t in text.tokens]
    for start, end in spans:
        first, last = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
        marks[first:last] = b"\x01" * (last - first)
    return marks


def _line(text: Text, words: list[str]) -> tuple[str, list[int]]:
    offsets: list[int] = []
    parts: list[str] = []
    at = 0
    ends = {s.last - 1 for s in text.sentences}
    for i, word in enumerate(words):
        offsets.append(at)
        parts.append(word)
        parts.append("\n" if i in ends else " ")
        at += len(word) + 1
    return "".join(parts), offsets
