"""What a reading is made of: frozen values that any other room may hold, compare and write down."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "Agency",
    "Beat",
    "BodySign",
    "Character",
    "Coding",
    "Evidence",
    "Facet",
    "Frame",
    "Presence",
    "Reading",
    "Senses",
    "Theme",
    "TurningPoint",
]

Agency = Literal["free", "impeded", "immobile"]
Presence = Literal["present", "absent", "unsaid"]


class Evidence(msgspec.Struct, frozen=True):
    """Words of the report on which a finding rests: ``report[start:end] == text``."""

    start: int
    end: int
    text: str


class Character(msgspec.Struct, frozen=True):
    """Somebody who is there, heard, or acts; the dreamer is never one.

    Attributes
    ----------
    id
        ``c1``, ``c2`` ... in the order in which they come.
    name
        What the report calls them, as it first does so.
    code
        The Hall/Van de Castle code (Hall & Van de Castle 1966), for example ``1MKA``.
    probability
        0 to 1: how likely a trained coder would code a character here.
    mentions
        Where the report speaks of them, pronouns included.
    becomes
        The ``id`` of the character whom this one turns into, or None.
    """

    id: str
    name: str
    code: str
    probability: float
    mentions: tuple[Evidence, ...]
    becomes: str | None = None


class Coding(msgspec.Struct, frozen=True):
    """One Hall/Van de Castle coding in compact notation, for example ``agg:1MKA,3>,D``."""

    item: str
    probability: float
    evidence: tuple[Evidence, ...]


class Theme(msgspec.Struct, frozen=True):
    """One nightmare theme (Robert & Zadra 2014) with its own probability and evidence."""

    theme: str
    probability: float
    evidence: tuple[Evidence, ...]


class Facet(msgspec.Struct, frozen=True, omit_defaults=True):
    """The value of one facet; ``probability`` (0 to 1) is how likely that value is right."""

    value: bool | str | tuple[str, ...]
    probability: float
    evidence: tuple[Evidence, ...]
    each: tuple[Theme, ...] = ()


class BodySign(msgspec.Struct, frozen=True):
    """A sign of the dreamer's body: crying, racing_heart, sweat, tight_throat, gasping or frozen."""

    sign: str
    when: Literal["dream", "waking"]
    probability: float
    evidence: tuple[Evidence, ...]


class Senses(msgspec.Struct, frozen=True):
    """Which of the dreamer's senses are there in a beat, which are missing where they should be, which go unsaid."""

    sight: Presence = "unsaid"
    sound: Presence = "unsaid"
    touch: Presence = "unsaid"
    smell: Presence = "unsaid"
    taste: Presence = "unsaid"
    voice: Presence = "unsaid"


class Beat(msgspec.Struct, frozen=True):
    """One step of the dream's story.

    Attributes
    ----------
    start, end, text
        The span of the report, and its words.
    phrase
        What happens, in a few of the report's own words.
    cast
        Ids of the characters on stage; the dreamer, who nearly always is, is ``D``.
    threat
        0 (none) to 1 (the worst that a report can tell).
    agency
        Whether the dreamer can act: free, impeded, immobile.
    senses
        Which senses are there.
    feeling
        The dreamer's feeling, as the facet ``emotion`` names it, or None where none is told or shown.
    evidence
        The words that each line of the score rests on, under ``threat``, ``agency``, ``feeling`` and the names of the
        senses; a line that only goes on as in the beat before has none.
    """

    start: int
    end: int
    text: str
    phrase: str
    cast: tuple[str, ...]
    threat: float
    agency: Agency
    senses: Senses
    feeling: str | None
    evidence: dict[str, tuple[Evidence, ...]]


class TurningPoint(msgspec.Struct, frozen=True):
    """A beat where something flips; where a rescript can start.

    ``reason`` is one of metamorphosis, freezes, freed, sound_goes, voice_goes, threat_comes, loss, feeling_changes,
    aim_changes; ``words`` says it in a few plain words; ``beat`` counts from 0.
    """

    beat: int
    reason: str
    words: str
    probability: float
    evidence: tuple[Evidence, ...]


class Frame(msgspec.Struct, frozen=True):
    """What stands outside the dream: a heading, before it, after waking, or the writer's comment on it."""

    start: int
    end: int
    part: Literal["heading", "before", "after", "comment"]
    text: str


class Reading(msgspec.Struct, frozen=True):
    """All that was found in one report; every finding has evidence and a probability.

    Attributes
    ----------
    language
        ISO 639-1 code of the language that the report seems to be in.
    dreamer
        ``I`` for a report in the first person, or the name of the dreamer of a report in the third.
    limits
        Plain sentences that say which findings could not be made, and why; empty for an English report.
    version
        The version of the reader that made this reading.
    """

    language: str
    dreamer: str
    beats: tuple[Beat, ...]
    characters: tuple[Character, ...]
    hvdc: tuple[Coding, ...]
    facets: dict[str, Facet]
    turning_points: tuple[TurningPoint, ...]
    frames: tuple[Frame, ...]
    body: tuple[BodySign, ...]
    senses: Senses
    limits: tuple[str, ...]
    version: str
