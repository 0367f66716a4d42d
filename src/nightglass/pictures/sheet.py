"""The score as a description: what stands on which line at which beat, and the words it rests on; nothing drawn yet."""

from __future__ import annotations

from typing import Literal

import msgspec

from nightglass.reading import Evidence, Frame

__all__ = ["LANES", "SURE", "Finding", "Lane", "Mark", "ScoreSheet", "Step", "marks_at"]

Lane = Literal["threat", "body", "sense", "who", "feeling", "turn"]

LANES: tuple[Lane, ...] = ("threat", "body", "sense", "who", "feeling", "turn")

SURE = 0.6
"""A finding that is less likely right than this is shown as one that the reader is not sure of."""


class Step(msgspec.Struct, frozen=True):
    """One beat as a column or row of the score: ``report[start:end]``, and what happens in a few words."""

    start: int
    end: int
    phrase: str


class Mark(msgspec.Struct, frozen=True):
    """One sign of the score.

    Attributes
    ----------
    id
        Unique within a sheet; letters, digits and hyphens.
    lane
        The line it stands on.
    row
        Which row of the lane: the sense, or for ``who`` the first of those who become each other; "" elsewhere.
    kind
        What sign to draw: free, impeded, immobile; present, absent; dreamer, close, other, becomes; a feeling; the
        reason of a turning point.
    beats
        The beats it stands at, counted from 0, ascending, at least one.
    label
        The few words drawn beside it, if any.
    words
        What it says, in full, without the beats.
    sure
        False where the reader is less sure of it than `SURE`.
    evidence
        The words of the report that it rests on.
    level
        For threat: 0 (none) to 1 (the worst that a report can tell).
    """

    id: str
    lane: Lane
    row: str
    kind: str
    beats: tuple[int, ...]
    label: str
    words: str
    sure: bool
    evidence: tuple[Evidence, ...]
    level: float = 0.0


class Finding(msgspec.Struct, frozen=True):
    """One thing found about the dream as a whole, in plain words.

    ``group`` says under which heading it stands, ``found`` is False for what was looked for and not found, and
    ``doubt`` says how sure the reader is where it is not; it is empty where it is.
    """

    id: str
    group: Literal["kind", "feeling", "theme", "told", "ending", "waking", "body"]
    words: str
    found: bool
    doubt: str
    evidence: tuple[Evidence, ...]


class ScoreSheet(msgspec.Struct, frozen=True):
    """A reading laid out as a score; `score_svg`, `score_html` and `score_terminal` draw it.

    Attributes
    ----------
    title, lead
        What stands above the score.
    summary
        The score in a few sentences, for those who hear it.
    steps
        The beats, in order.
    senses
        The senses of which the report says anything, in the order of their rows.
    marks
        All signs, lane by lane, each in the order of its beats.
    findings
        What was found about the dream as a whole.
    limits
        What could not be found, and why.
    frames
        What of the report stands outside the dream.
    source
        The report, as it was written.
    """

    title: str
    lead: str
    summary: str
    steps: tuple[Step, ...]
    senses: tuple[str, ...]
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    limits: tuple[str, ...]
    frames: tuple[Frame, ...]
    source: str


def marks_at(sheet: ScoreSheet, beat: int, lane: Lane) -> tuple[Mark, ...]:
    """Return the marks of a lane that stand at a beat, counted from 0."""
    return tuple(m for m in sheet.marks if m.lane == lane and beat in m.beats)
