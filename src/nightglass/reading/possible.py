"""What a finding can be, by the codebook of facets; anything else was written by somebody who does not know it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from nightglass.reading.values import Agency, Presence, Senses

__all__ = ["CHOICES", "FLAGS", "SENSES", "SIGNS", "THEMES", "WHEN", "BeatSaid", "is_possible"]

FLAGS = frozenset(
    {
        "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
        "recurrence", "foreknowledge", "lucid",
    }
)  # fmt: skip
CHOICES = {
    "kind": frozenset({"none", "bad", "nightmare"}),
    "emotion": frozenset(
        {"fear", "sadness", "anger", "disgust", "confusion", "guilt_shame", "frustration", "joy", "neutral"}
    ),
    "ending": frozenset({"bad", "unresolved", "mixed", "good", "neutral"}),
    "waking_affect": frozenset({"none", "fear", "sadness", "anger", "disgust", "relief", "confusion", "other"}),
}
THEMES = frozenset(
    {
        "physical_aggression", "interpersonal_conflict", "failure_helplessness", "health_death", "apprehension_worry",
        "being_chased", "evil_presence", "accident", "disaster", "vermin", "environmental_abnormality", "other",
    }
)  # fmt: skip

SIGNS = ("crying", "racing_heart", "sweat", "tight_throat", "gasping", "frozen")
SENSES = Senses.__struct_fields__
WHEN = ("dream", "waking")

_LONGEST, _MOST = 200, 1000  # signs of a code or a name, and codes of a report
_PRESENCES = get_args(Presence)

Feeling = Literal[
    "fear", "sadness", "anger", "disgust", "confusion", "guilt_shame", "frustration", "joy", "neutral", "none"
]


class BeatSaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody says of one beat; what is left out is as the reader found it.

    Attributes
    ----------
    words
        All words of the beat. It is known by them when another reader divides the report in another way.
    threat
        0 (none) to 1 (the worst that a report can tell).
    agency
        Whether the dreamer can act: free, impeded, immobile.
    feeling
        As in the facet ``emotion``; ``none`` where no feeling is told or shown.
    senses
        All senses in this beat.
    """

    words: Annotated[str, Meta(min_length=1, max_length=200_000)]
    threat: Annotated[float, Meta(ge=0, le=1)] | None = None
    agency: Agency | None = None
    feeling: Feeling | None = None
    senses: Senses | None = None


def is_possible(finding: str, value: object) -> bool:
    """Tell whether a finding can have a value.

    Parameters
    ----------
    finding
        ``facets.immobile`` and so on: as the codebook has it. ``hvdc``: a list of codes. ``senses.sound`` and so on:
        present, absent or unsaid. ``body``: a list such as ``["crying waking"]``. ``characters``: a list of code and
        name, such as ``["1FMA my mother"]``. ``beats.120``, the beat that begins at that character: a `BeatSaid`.
    value
        What somebody says that it is.
    """
    kind, _, name = finding.partition(".")
    if not name:
        check = _LISTS.get(finding)
        return check is not None and isinstance(value, list | tuple) and len(value) <= _MOST and all(map(check, value))
    if kind == "senses":
        return name in SENSES and value in _PRESENCES
    if kind == "beats":
        return name.isascii() and name.isdecimal() and len(name) < 7 and _is_beat(value)
    return kind == "facets" and _is_facet(name, value)


def _is_facet(name: str, value: object) -> bool:
    if name == "themes":
        return isinstance(value, list | tuple) and all(isinstance(theme, str) and theme in THEMES for theme in value)
    if name in FLAGS:
        return isinstance(value, bool)
    return isinstance(value, str) and value in CHOICES.get(name, ())


def _is_short(code: object) -> bool:
    return isinstance(code, str) and 0 < len(code) <= _LONGEST


def _is_sign(said: object) -> bool:
    sign, _, when = said.partition(" ") if isinstance(said, str) else ("", "", "")
    return sign in SIGNS and when in WHEN


def _is_somebody(said: object) -> bool:
    from nightglass.hvdc import CodeError, parse  # noqa: PLC0415 - needed only where somebody corrected who is there

    code, _, name = said.partition(" ") if isinstance(said, str) else ("", "", "")
    try:
        parse(f"char:{code}")
    except CodeError:
        return False
    return 0 < len(name.strip()) <= _LONGEST


def _is_beat(value: object) -> bool:
    try:
        said = msgspec.convert(value, BeatSaid)
    except msgspec.ValidationError:
        return False
    return bool(said.words.strip())


_LISTS = {"hvdc": _is_short, "body": _is_sign, "characters": _is_somebody}
