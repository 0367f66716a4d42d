"""What a journal keeps, as plain values: nights, wakings, reports; and what import and export speak of."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

__all__ = [
    "BODY",
    "FEELINGS",
    "Context",
    "Feeling",
    "Item",
    "LeftOut",
    "Measure",
    "Night",
    "Record",
    "Replays",
    "Report",
    "State",
    "Waking",
]

State = Literal["badly", "quiet", "unknown"]
"""A night is dreamt badly, quiet, or unknown; a night nobody logged is never a quiet one."""

Feeling = Literal["fear", "sadness", "anger", "disgust", "relief", "confusion", "other", "none"]
FEELINGS: tuple[Feeling, ...] = ("fear", "sadness", "anger", "disgust", "relief", "confusion", "other", "none")
"""What was felt on waking, as in the codebook of facets."""

Body = Literal["crying", "sweating", "gasping", "heart", "shaking", "screaming", "frozen"]
BODY: tuple[Body, ...] = ("crying", "sweating", "gasping", "heart", "shaking", "screaming", "frozen")
"""What the body did on waking."""

Replays = Literal["happened", "told", "neither"]
"""Whether a dream replays something that happened, something the dreamer was told of, or neither."""


class Waking(msgspec.Struct, frozen=True, omit_defaults=True):
    """One waking out of a dream, or by itself.

    Attributes
    ----------
    report
        The id of the report of the dream that it followed, if there is one.
    feeling, also, body
        What was felt, what was felt besides, and what the body did.
    minutes_until_calm
        Minutes, 0 or more.
    slept_again
        Whether the person slept again afterwards.
    """

    report: str | None = None
    feeling: Feeling | None = None
    body: tuple[Body, ...] = ()
    minutes_until_calm: int | None = None
    slept_again: bool | None = None
    also: tuple[Feeling, ...] = ()

    @property
    def feelings(self) -> tuple[Feeling, ...]:
        """All that was felt."""
        return (self.feeling, *self.also) if self.feeling else self.also


class Context(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a person tracks beside the nights: alcohol, a medicine and its dose, a stressor, a place."""

    name: str
    amount: float | None = None
    unit: str | None = None
    note: str | None = None


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a device measured over one night, for example ``deep_sleep`` 74 ``min``, ``heart_rate`` 58 ``/min``."""

    name: str
    value: float
    unit: str
    source: str | None = None


class Night(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One sleep period, dated by the evening on which it began.

    Attributes
    ----------
    date
        The evening.
    state
        Dreamt badly, quiet, or unknown.
    zone
        The time zone in which the person slept (IANA name).
    bed, asleep, woke, rose
        Moments, each with its offset from UTC.
    awakenings, nightmares
        How many; 0 or more.
    distress, sleep_quality
        0 (none; very bad) to 10 (unbearable; very good), as the person rates it.
    wakings, contexts, measures
        See there.
    note
        In the person's own words.
    source
        Where an imported night came from, for example ``sleep-as-android:1772412345000``.
    """

    date: dt.date
    state: State = "unknown"
    zone: str | None = None
    bed: dt.datetime | None = None
    asleep: dt.datetime | None = None
    woke: dt.datetime | None = None
    rose: dt.datetime | None = None
    awakenings: int | None = None
    nightmares: int | None = None
    distress: int | None = None
    sleep_quality: int | None = None
    wakings: tuple[Waking, ...] = ()
    contexts: tuple[Context, ...] = ()
    measures: tuple[Measure, ...] = ()
    note: str | None = None
    source: str | None = None


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a dreamer wrote about one dream, and the night it belongs to.

    Attributes
    ----------
    id
        32 hexadecimal digits, given once.
    night
        The evening on which the night began.
    text
        As it was written.
    title
        What the person calls the dream.
    dreamer
        The dreamer's name, where the report is told in the third person.
    written
        When, with its offset from UTC.
    replays
        Whether it replays something that happened, something told, or neither.
    distress
        0 to 10, as the person rates it.
    tags
        In the person's own words.
    source
        Where an imported report came from, for example ``dayone:8F3A...``; the same source is not imported twice.
    """

    id: str
    night: dt.date
    text: str
    title: str | None = None
    dreamer: str | None = None
    written: dt.datetime | None = None
    replays: Replays | None = None
    distress: int | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None


class Record(msgspec.Struct, frozen=True):
    """A row of any other kind (a correction, a script, a rehearsal ...), as a journal exports it and takes it back."""

    table: str
    values: dict[str, object]


class LeftOut(msgspec.Struct, frozen=True):
    """Something in an imported file that is not taken over.

    Attributes
    ----------
    place
        Where, as a person would look it up: ``line 12``, ``dreams.json, entry 3``.
    reason
        One plain sentence, with what to do where something can be done.
    partly
        Whether the rest of the entry is taken.
    """

    place: str
    reason: str
    partly: bool = False


Item = Night | Report | Record | LeftOut
"""What an importer yields and an exporter takes."""
