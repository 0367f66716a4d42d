"""Scripts, rehearsals and plans, and the advice on them, as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

__all__ = ["Candidate", "Choice", "Plan", "Practice", "Rehearsal", "Script", "Start", "Step", "Version"]


class Candidate(msgspec.Struct, frozen=True):
    """A nightmare that could be rescripted.

    Its report, its night, the distress (0 to 10) where it is known, and whether it replays what happened.
    """

    report: str
    night: dt.date
    distress: int | None
    title: str | None = None
    replays: bool = False


class Choice(msgspec.Struct, frozen=True):
    """A candidate in its place, and why it stands there."""

    candidate: Candidate
    fit: Literal["good", "open", "later"]
    words: str


class Start(msgspec.Struct, frozen=True):
    """A place at which the dream could turn.

    Attributes
    ----------
    beat
        Of the reading, counted from 0.
    start, end, text
        The dreamer's own words there: characters of the report.
    reason
        A turning point's reason, or ``before_hot_spot``.
    words
        Why here, in a few plain words.
    """

    beat: int
    start: int
    end: int
    text: str
    reason: str
    words: str


class Step(msgspec.Struct, frozen=True):
    """One step of rescripting: what it asks, what helps, and the calm way out of it."""

    name: str
    asks: str
    helps: str
    way_out: str


class Version(msgspec.Struct, frozen=True):
    """One version of a script, counted from 1."""

    number: int
    text: str
    made: dt.datetime


class Script(msgspec.Struct, frozen=True):
    """The dreamer's own new version of a nightmare.

    ``turning_point`` is the beat of the report at which it begins to differ; ``versions`` are never overwritten.
    """

    id: str
    report: str | None
    recurrence: str | None
    turning_point: int | None
    title: str | None
    made: dt.datetime
    versions: tuple[Version, ...]

    @property
    def text(self) -> str:
        """The newest version."""
        return self.versions[-1].text


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """One session of practising a script.

    ``distress_before``, ``distress_after``, ``vividness`` and ``mastery`` are 0 to 10, as the person rates them.
    """

    id: str
    script: str
    at: dt.datetime
    minutes: int | None = None
    distress_before: int | None = None
    distress_after: int | None = None
    vividness: int | None = None
    mastery: int | None = None
    note: str | None = None


class Plan(msgspec.Struct, frozen=True):
    """When a script is practised: each day from ``begin`` to ``end``, at a time of day, so many minutes."""

    id: str
    script: str
    begin: dt.date
    end: dt.date | None
    at: dt.time | None
    minutes: int


class Practice(msgspec.Struct, frozen=True):
    """What the rehearsals of a script have come to, with a sentence; None where too little is known."""

    sessions: int
    minutes: int
    before: float | None
    after: float | None
    words: str
