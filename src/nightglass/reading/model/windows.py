"""Cut a report into windows of word pieces that the encoder can read, sentence by sentence."""

from __future__ import annotations

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


def windows_of(text: Text, tokenizer: Tokenizer) -> list[Window]:
    """Return the windows of a report in their order; together they hold every word piece once.

    Sentences stay whole where they fit: a window ends before a sentence that would make it longer than ``WINDOW``.

    Parameters
    ----------
    text
        The report and its sentences.
    tokenizer
        The encoder's own; without truncation or padding.
    """
    whole = tokenizer.encode(text.source)
    ids, spans = whole.ids[1:-1], whole.offsets[1:-1]
    marks = whole.ids[0], whole.ids[-1]
    edge = (-1, -1)
    return [
        Window((marks[0], *ids[a:b], marks[1]), (edge, *spans[a:b], edge)) for a, b in _cuts(text, spans, WINDOW - 2)
    ]


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
