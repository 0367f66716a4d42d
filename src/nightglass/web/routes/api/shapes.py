"""What programs send and are sent, as far as the journal has no value of its own for it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from nightglass.course import Course, Phase
from nightglass.journal import Binned, Context, Correction, Hit, Measure, Night, Recurrence, Report, Waking
from nightglass.reading import BeatSaid, Reading
from nightglass.recurrence import Portrait
from nightglass.rescript import Plan, Practice, Rehearsal, Script

__all__ = [
    "VALUES", "BinContents", "CorrectionGiven", "Corrections", "Failure", "Found", "JournalState", "NightGiven",
    "Nights", "Phases", "PlanGiven", "Plans", "Read", "Recurrences", "RehearsalGiven", "Rehearsals", "ReportGiven",
    "Reports", "ScriptGiven", "Scripts", "Told", "VersionGiven",
]  # fmt: skip

Rating = Annotated[int, Meta(ge=0, le=10)]
Count = Annotated[int, Meta(ge=0, le=100)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Moment = Annotated[dt.datetime, Meta(tz=True)]
Short = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(min_length=1, max_length=200_000)]
Note = Annotated[str, Meta(max_length=20_000)]
Name = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Failure(msgspec.Struct, frozen=True):
    """Why something was not done, in one plain sentence."""

    error: str


class JournalState(msgspec.Struct, frozen=True):
    """Whether the journal is open, and how much is in it; nothing of that is told while it is locked."""

    open: bool
    version: str
    nights: int | None = None
    reports: int | None = None
    not_read_yet: int | None = None


class Nights(msgspec.Struct, frozen=True):
    """Some nights, and how many to pass over for the next ones."""

    nights: tuple[Night, ...]
    next: int | None


class NightGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is to be known of a night; what is left out is not known."""

    state: Literal["badly", "quiet", "unknown"] = "unknown"
    zone: Annotated[str, Meta(max_length=80)] | None = None
    bed: Moment | None = None
    asleep: Moment | None = None
    woke: Moment | None = None
    rose: Moment | None = None
    awakenings: Count | None = None
    nightmares: Count | None = None
    distress: Rating | None = None
    sleep_quality: Rating | None = None
    wakings: Annotated[tuple[Waking, ...], Meta(max_length=50)] = ()
    contexts: Annotated[tuple[Context, ...], Meta(max_length=50)] = ()
    measures: Annotated[tuple[Measure, ...], Meta(max_length=50)] = ()
    note: Note | None = None


class Reports(msgspec.Struct, frozen=True):
    """Some reports, and how many to pass over for the next ones."""

    reports: tuple[Report, ...]
    next: int | None


class ReportGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report, new or changed as a whole."""

    night: dt.date
    text: Words
    title: Short | None = None
    dreamer: Short | None = None
    written: Moment | None = None
    replays: Literal["happened", "told", "neither"] | None = None
    distress: Rating | None = None
    tags: Annotated[tuple[Short, ...], Meta(max_length=50)] = ()


class Read(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to be read, and the dreamer's name where it is told in the third person."""

    text: Words
    dreamer: Short | None = None


class Corrections(msgspec.Struct, frozen=True):
    """The corrections that hold for a report, one a finding."""

    corrections: tuple[Correction, ...]


class CorrectionGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding and what it should be.

    ``facets.NAME``: its value. ``senses.NAME``: ``present``, ``absent`` or ``unsaid``. ``beats.START``, the beat that
    begins at that character: what it says. And whole lists: ``hvdc`` (codes), ``characters`` (code and name, as in
    ``1FKA my aunt``), ``body`` (sign and when, as in ``crying waking``).
    """

    finding: Annotated[str, Meta(max_length=40)]
    value: bool | str | tuple[str, ...] | BeatSaid


class Recurrences(msgspec.Struct, frozen=True):
    """The dreams that come back."""

    recurrences: tuple[Recurrence, ...]


class Told(msgspec.Struct, frozen=True):
    """A recurrence with its occurrences aligned, and the ids of their reports in that order."""

    recurrence: Recurrence
    portrait: Portrait


class Scripts(msgspec.Struct, frozen=True):
    """All scripts, the newest first."""

    scripts: tuple[Script, ...]


class ScriptGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new script, and what it is of."""

    text: Words
    title: Short | None = None
    report: Name | None = None
    recurrence: Name | None = None
    turning_point: Annotated[int, Meta(ge=0, le=10_000)] | None = None


class VersionGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A further version of a script, another title, or both."""

    text: Words | None = None
    title: Short | None = None


class Rehearsals(msgspec.Struct, frozen=True):
    """The sessions of a script, the oldest first, and what they have come to."""

    rehearsals: tuple[Rehearsal, ...]
    practice: Practice


class RehearsalGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session of practising; without a moment it is now."""

    at: Moment | None = None
    minutes: Annotated[int, Meta(ge=0, le=240)] | None = None
    distress_before: Rating | None = None
    distress_after: Rating | None = None
    vividness: Rating | None = None
    mastery: Rating | None = None
    note: Note | None = None


class Plans(msgspec.Struct, frozen=True):
    """The plans of a script, the one that begins last first."""

    plans: tuple[Plan, ...]


class PlanGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a script is practised."""

    begin: dt.date
    minutes: Annotated[int, Meta(ge=5, le=20)]
    end: dt.date | None = None
    at: dt.time | None = None


class Phases(msgspec.Struct, frozen=True):
    """The phases by which the nights are compared."""

    phases: tuple[Phase, ...]


class Found(msgspec.Struct, frozen=True):
    """What a search found, how many there are in all, and how many to pass over for the next ones."""

    hits: tuple[Hit, ...]
    total: int
    next: int | None


class BinContents(msgspec.Struct, frozen=True):
    """What is in the bin, last first; each is gone for good after 30 days."""

    binned: tuple[Binned, ...]


VALUES = (
    BinContents, Correction, CorrectionGiven, Corrections, Course, Failure, Found, JournalState, Night, NightGiven,
    Nights, Phases, Plan, PlanGiven, Plans, Read, Reading, Recurrences, Rehearsal, RehearsalGiven, Rehearsals, Report,
    ReportGiven, Reports, Script, ScriptGiven, Scripts, Told, VersionGiven,
)  # fmt: skip
"""All that is sent either way, for the description of the API."""
