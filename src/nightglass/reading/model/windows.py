"""Cut a report into windows of word pieces that the encoder can read, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from nightglass.reading.characters import Company
    from nightglass.reading.story import Story
    from nightglass.text import Text

__all__ = ["WINDOW", "Window", "pieces_of", "windows_of"]

WINDOW = 128
"""The most word pieces of one window, the two marks at its ends included."""


class Window(msgspec.Struct, frozen=True):
    """A run of sentences that the encoder reads at once.

    Attributes
    ----------
    ids
        The word pieces, with the encoder's marks at both ends.
    spans
        For each piece, where its characters stand in the report; (-1, -1) for the two marks.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def windows_of(story: Story, tokenizer: Tokenizer) -> list[Window]:
    """Return the windows of a report in their order; together they hold every word piece of the dream once.

    Sentences stay whole where they fit: a window ends before a sentence that would make it longer than ``WINDOW``.
    Headings and the writer's comments are left out, and in the third person the dreamer's name becomes an "I".

    Parameters
    ----------
    story
        The report, made ready for reading.
    tokenizer
        The encoder's own; without truncation or padding.
    """
    text = story.text
    source, places = _told_by_i(story)
    whole = tokenizer.encode(source)
    marks = whole.ids[0], whole.ids[-1]
    ids, spans = whole.ids[1:-1], whole.offsets[1:-1]
    if len(places) > 1:
        spans = [_place(span, places) for span in spans]
    aside = sorted((f.start, f.end) for f in story.frames if f.part in {"heading", "comment"})
    if aside:
        inside = [k for k, span in enumerate(spans) if not _within(span[0], aside)]
        ids, spans = [ids[k] for k in inside], [spans[k] for k in inside]
    edge = (-1, -1)
    return [
        Window((marks[0], *ids[a:b], marks[1]), (edge, *spans[a:b], edge)) for a, b in _cuts(text, spans, WINDOW - 2)
    ]


def _told_by_i(story: Story) -> tuple[str, list[tuple[int, int, int, int]]]:
    """Return the text with "I" for the dreamer's name, and which characters of it stand for which of the report.

    A place is (first, last) in the new text and (first, last) in the report; places follow each other without gaps.
    """
    source = story.text.source
    if story.dreamer == "I":
        return source, [(0, len(source), 0, len(source))]
    parts: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at = done = 0
    for k, token in enumerate(story.text.tokens):
        word = story.words[k]
        if not story.is_me(k) or source[token.start : token.end].lower() == word:
            continue
        for part, start, end in ((source[done : token.start], done, token.start), (word, token.start, token.end)):
            parts.append(part)
            places.append((at, at + len(part), start, end))
            at += len(part)
        done = token.end
    parts.append(source[done:])
    places.append((at, at + len(source) - done, done, len(source)))
    return "".join(parts), places


def _place(span: tuple[int, int], places: list[tuple[int, int, int, int]]) -> tuple[int, int]:
    """Return which characters of the report a span of the text as told by "I" stands for."""
    a, b, start, end = places[bisect_right(places, span[0], key=lambda p: p[0]) - 1]
    if end - start == b - a:
        return start + span[0] - a, start + span[1] - a
    return start, end


def _within(offset: int, stretches: list[tuple[int, int]]) -> bool:
    """Tell whether an offset is in one of some sorted stretches that do not overlap."""
    before = bisect_right(stretches, offset, key=lambda s: s[0])
    return before > 0 and offset < stretches[before - 1][1]


def _cuts(text: Text, spans: list[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """Return where each window begins and ends, in pieces."""
    starts = iter([s.start for s in text.sentences[1:]])
    following = next(starts, None)
    cuts: list[tuple[int, int]] = []
    begin, sentence = 0, 0
    for i, (start, _) in enumerate(spans):
        while following is not None and start >= following:
            sentence, following = i, next(starts, None)
        if i - begin >= room:
            end = sentence if sentence > begin else i
            cuts.append((begin, end))
            begin = end
    cuts.append((begin, len(spans)))
    return cuts


def pieces_of(story: Story, company: Company, windows: list[Window]) -> list[list[int]]:
    """Return for each entity the word pieces that speak of it alone, counted through all windows; never none."""
    spans = [span for window in windows for span in window.spans]
    at = {start: i for i, (start, end) in enumerate(spans) if end > 0}
    found: list[set[int]] = [set() for _ in company.entities]
    for c, parties in company.spoken:
        if len(parties) == 1 and parties[0] >= 0:
            for token in story.text.tokens[c.first : c.last]:
                found[parties[0]].update(at[i] for i in range(token.start, token.end) if i in at)
    return [sorted(places) or [0] for places in found]
