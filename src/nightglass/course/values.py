"""Nights, phases, and what can be said of their course, as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

__all__ = [
    "Change", "Cluster", "Course", "Effect", "Gaps", "Night", "NotYet", "Overlap", "Phase", "Rate", "RateRatio",
    "Season", "Silence", "Tied", "Waking", "Week",
]  # fmt: skip

State = Literal["badly", "quiet", "unknown"]


class Night(msgspec.Struct, frozen=True, kw_only=True):
    """One night as its course sees it.

    Attributes
    ----------
    date
        Its evening.
    state
        Dreamt badly, quiet, or unknown; an unknown night is missing data, never a quiet one.
    nightmares
        How many, where that is known.
    distress
        0 to 10, where it is known.
    feelings
        What was felt on waking out of a dream, one set for each waking.
    contexts
        What the person tracked that night (alcohol, a stressor ...).
    recurrences
        The names of the recurrences that came.
    """

    date: dt.date
    state: State = "unknown"
    nightmares: int | None = None
    distress: int | None = None
    feelings: tuple[frozenset[str], ...] = ()
    contexts: frozenset[str] = frozenset()
    recurrences: frozenset[str] = frozenset()

    @property
    def count(self) -> int | None:
        """How many nightmares; one for a night dreamt badly of which no number is known; None for an unknown night."""
        if self.state == "unknown":
            return None
        if self.state == "quiet":
            return 0
        return 1 if self.nightmares is None else self.nightmares


class Phase(msgspec.Struct, frozen=True):
    """A stretch of nights: baseline, rehearsal, follow-up; ``end`` is its last night, None while it goes on."""

    name: str
    begin: dt.date
    end: dt.date | None = None


class NotYet(msgspec.Struct, frozen=True, tag=True):
    """What cannot be said yet, and how much more it takes: ``what`` there are ``have`` of, and ``need`` are needed."""

    what: str
    have: int
    need: int

    @property
    def words(self) -> str:
        """Say it."""
        return f"Not enough {self.what} yet: {self.have} of the {self.need} that it takes."


class Rate(msgspec.Struct, frozen=True, tag=True):
    """The share of nights that were dreamt badly, among those that are known.

    ``low`` and ``high`` bound it with 95 % confidence, if the unknown nights are like the known ones; ``least`` and
    ``most`` bound the share over all nights whatever the unknown ones were.
    """

    bad: int
    known: int
    unknown: int
    share: float
    low: float
    high: float
    least: float
    most: float


class Silence(msgspec.Struct, frozen=True, tag=True):
    """The present run of quiet nights: ``nights`` known, ``unknown`` besides; ``p`` is how rare one so long is here."""

    nights: int
    unknown: int
    p: float


class Cluster(msgspec.Struct, frozen=True, tag=True):
    """The last seven known nights: how many were bad, and ``p``, how rare so many are for this person."""

    bad: int
    p: float


class Gaps(msgspec.Struct, frozen=True, tag=True):
    """The gaps between nights dreamt badly, in known quiet nights.

    ``lengths`` are those that ended; ``sure`` tells for each whether no night in it is unknown. ``usual`` is their
    median, ``low`` and ``high`` hold the middle half.
    """

    lengths: tuple[int, ...]
    sure: tuple[bool, ...]
    usual: float
    low: float
    high: float
    present: int
    present_unknown: int


class Week(msgspec.Struct, frozen=True, tag=True):
    """Bad and known nights by weekday of the evening, Monday first; ``p`` (chi-square) that they differ by chance."""

    bad: tuple[int, ...]
    known: tuple[int, ...]
    p: float


class Season(msgspec.Struct, frozen=True, tag=True):
    """Bad and known nights by month, January first; ``p`` (chi-square) that they differ by chance."""

    bad: tuple[int, ...]
    known: tuple[int, ...]
    p: float


class Change(msgspec.Struct, frozen=True, tag=True):
    """The night from which the share of bad nights was most different, and ``p`` that such a change comes by chance."""

    date: dt.date
    before: float
    after: float
    p: float


class Waking(msgspec.Struct, frozen=True, tag=True):
    """A feeling on waking: its share in the earlier and the later half of the wakings, and ``p`` adjusted (BH)."""

    feeling: str
    earlier: int
    earlier_of: int
    later: int
    later_of: int
    p: float


class Tied(msgspec.Struct, frozen=True, tag=True):
    """A context and bad nights: shares with it and without, odds ratio with its 95 % interval, ``p`` adjusted (BH).

    The odds ratio is that of a logistic regression with the passing of time; None where one side is always or never
    bad.
    """

    context: str
    bad_with: int
    nights_with: int
    bad_without: int
    nights_without: int
    odds: float | None
    low: float | None
    high: float | None
    p: float


class RateRatio(msgspec.Struct, frozen=True, tag=True):
    """Nightmares a known night in two phases, and their ratio with its 95 % credible interval (Gamma-Poisson)."""

    count_before: int
    nights_before: int
    count_after: int
    nights_after: int
    ratio: float
    low: float
    high: float
    sure_of_less: float


class Overlap(msgspec.Struct, frozen=True, tag=True):
    """How two phases overlap, phase by phase.

    ``nap`` (0 to 1, 0.5 where nothing changed) is the share of pairs in which the later value is lower, with its 95 %
    interval; ``tau_u`` (-1 to 1, positive where values fell) is corrected for the trend of the first phase. ``p`` is
    that of the randomization test.
    """

    measure: Literal["frequency", "distress"]
    before: int
    after: int
    nap: float
    low: float
    high: float
    tau_u: float
    p: float | None


class Effect(msgspec.Struct, frozen=True, tag=True):
    """What changed from one phase to a later one, with a sentence that a person can take to a therapist."""

    before: str
    after: str
    ratio: RateRatio | NotYet
    frequency: Overlap | NotYet
    distress: Overlap | NotYet
    words: str


class Course(msgspec.Struct, frozen=True):
    """All that can be said of some nights; what cannot be said yet is a `NotYet`.

    ``words`` are the findings in plain sentences, in the order in which a person would want them.
    """

    first: dt.date | None
    last: dt.date | None
    rate: Rate | NotYet
    gaps: Gaps | NotYet
    silence: Silence | NotYet
    cluster: Cluster | NotYet
    week: Week | NotYet
    season: Season | NotYet
    change: Change | NotYet
    waking: tuple[Waking, ...] | NotYet
    contexts: tuple[Tied, ...] | NotYet
    recurrences: dict[str, Gaps | NotYet]
    effects: tuple[Effect, ...]
    words: tuple[str, ...]
