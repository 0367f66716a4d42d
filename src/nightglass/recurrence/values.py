"""What is found about dreams that come back, as plain values."""

from __future__ import annotations

import msgspec

__all__ = ["Aligned", "Beat", "Drift", "Found", "HotSpot", "Occurrence", "Placement", "Portrait"]


class Found(msgspec.Struct, frozen=True):
    """Which reports tell the same dream.

    Attributes
    ----------
    recurrences
        For each recurrence its reports, in the order in which they came; the recurrence that began first comes first.
    likeness
        For each recurrence the mean probability (0 to 1), over pairs of its reports, that they tell the same dream.
    """

    recurrences: tuple[tuple[str, ...], ...]
    likeness: tuple[float, ...]


class Placement(msgspec.Struct, frozen=True):
    """Where a new report belongs.

    Attributes
    ----------
    recurrence
        The name of the recurrence that it tells again, or None.
    report
        The id of the single report with which it opens a recurrence, or None.
    nearest
        The id of the most similar report, or None where there is no other.
    probability
        0 to 1: that it tells the same dream as the recurrence, the report, or the nearest one.
    """

    recurrence: str | None
    report: str | None
    nearest: str | None
    probability: float


class Aligned(msgspec.Struct, frozen=True):
    """One step of one occurrence, in its place: the characters (start, end) of the report that tell it."""

    start: int
    end: int


class Beat(msgspec.Struct, frozen=True):
    """One beat of a recurrence: a column of the strips.

    Attributes
    ----------
    label
        A few words of the report that tells it with the greatest threat; without threat, most typically.
    told
        For each occurrence the steps that tell it; none where it is missing.
    threat
        0 to 1, the greatest threat that the readings found there, averaged over those who tell it.
    grief
        0 to 1, the share of those who tell it in which the readings found sadness or loss there.
    core
        Whether it belongs to the core.
    """

    label: str
    told: tuple[tuple[Aligned, ...], ...]
    threat: float
    grief: float
    core: bool

    @property
    def times(self) -> int:
        """In how many occurrences it is told."""
        return sum(bool(steps) for steps in self.told)


class Occurrence(msgspec.Struct, frozen=True):
    """One telling: the report, and the day (YYYY-MM-DD) where it is known."""

    report: str
    date: str | None


class Drift(msgspec.Struct, frozen=True):
    """Something that changed: with which occurrence (counted from 0), what, and in plain words.

    ``beat`` is the beat that is first or last told there (an index); its words are words of the dream. Else it is None.
    A beat is told also where it went otherwise.
    """

    occurrence: int
    kind: str
    words: str
    beat: int | None = None


class HotSpot(msgspec.Struct, frozen=True):
    """The beat of greatest threat or grief among those that half of the tellings tell, or more.

    ``before`` is the last beat before it, where there is one (both are indexes of beats); ``hard`` in how many of the
    tellings that tell it threat or grief was found there: half of them or more, and at least two.
    """

    beat: int
    before: int | None
    hard: int


class Portrait(msgspec.Struct, frozen=True):
    """A recurrence, its occurrences aligned.

    Attributes
    ----------
    occurrences
        In the order in which they came.
    beats
        In the order in which they are usually told; each is told in two occurrences or more.
    alone
        For each occurrence the steps that no other tells.
    drift
        What changed, in order.
    hot_spot
        None where no beat is plainly the hardest.
    """

    occurrences: tuple[Occurrence, ...]
    beats: tuple[Beat, ...]
    alone: tuple[tuple[Aligned, ...], ...]
    drift: tuple[Drift, ...]
    hot_spot: HotSpot | None
