"""What somebody says of who is there, of the body, of the senses and of single beats, put into a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.reading import (
    Beat,
    BeatSaid,
    BodySign,
    Character,
    Coding,
    Reading,
    Senses,
    sense_all,
    turn_again,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nightglass.reading import Presence

__all__ = ["with_beats", "with_body", "with_cast", "with_denials", "with_senses"]

_REASONS = {
    "facets.immobile": ("freezes", "freed"),
    "facets.muted": ("sound_goes", "voice_goes"),
    "facets.metamorphosis": ("metamorphosis",),
    "facets.known_dies": ("loss",),
}
"""Turning points that there are not where a facet is denied."""


def with_cast(reading: Reading, said: Sequence[str]) -> Reading:
    """Return a reading whose characters are those that somebody lists, as code and name.

    One that the reader had found by that name keeps its mentions. The codes of characters follow the list; those of
    what they do stay as the reader found them.
    """
    left = list(reading.characters)
    cast: list[Character] = []
    for at, row in enumerate(said, 1):
        code, _, name = row.partition(" ")
        known = next((c for c in left if c.name.casefold() == name.casefold()), None)
        if known is None:
            cast.append(Character(f"y{at}", name, code, 1.0, ()))
        else:
            left.remove(known)
            cast.append(msgspec.structs.replace(known, name=name, code=code, probability=1.0))
    there = {c.id for c in cast}
    kept = tuple(c if c.becomes in there else msgspec.structs.replace(c, becomes=None) for c in cast)
    gone = {c.id for c in left}
    codes = tuple(Coding(f"char:{c.code}", 1.0, c.mentions[:1]) for c in kept)
    return msgspec.structs.replace(
        reading,
        characters=kept,
        beats=tuple(_without(beat, gone) for beat in reading.beats),
        hvdc=codes + tuple(c for c in reading.hvdc if not c.item.startswith("char:")),
    )


def _without(beat: Beat, gone: set[str]) -> Beat:
    return msgspec.structs.replace(beat, cast=tuple(c for c in beat.cast if c not in gone))


def with_body(reading: Reading, said: Sequence[str]) -> Reading:
    """Return a reading whose signs of the body are those that somebody lists, as sign and when."""
    known = {f"{s.sign} {s.when}": s.evidence for s in reading.body}
    signs = (row.partition(" ")[::2] for row in dict.fromkeys(said))
    body = (
        BodySign(sign, "waking" if when == "waking" else "dream", 1.0, known.get(f"{sign} {when}", ()))
        for sign, when in signs
    )
    return msgspec.structs.replace(reading, body=tuple(body))


def with_denials(reading: Reading, said: Mapping[str, Any]) -> Reading:
    """Return a reading whose beats say nothing that somebody denied of the whole dream."""
    beats = reading.beats
    if said.get("facets.immobile") is False:
        beats = tuple(_changed(beat, agency="free") for beat in beats)
    if said.get("facets.muted") is False:
        beats = tuple(_unsaid(beat, {"sound": "absent", "voice": "absent"}) for beat in beats)
    denied = {r for facet, reasons in _REASONS.items() if said.get(facet) is False for r in reasons}
    return _told(reading, beats, denied)


def with_beats(reading: Reading, said: Mapping[str, Any]) -> Reading:
    """Return a reading with what somebody says of single beats."""
    beats = list(reading.beats)
    for k, value in _said_of_beats(reading.beats, said):
        beats[k] = _as_said(beats[k], value)
    return _told(reading, tuple(beats))


def _said_of_beats(beats: Sequence[Beat], said: Mapping[str, Any]) -> list[tuple[int, BeatSaid]]:
    """Return what somebody says of single beats, each with which of them it is said of."""
    values = {f: msgspec.convert(said[f], BeatSaid) for f in sorted(said) if f.startswith("beats.")}
    return [
        (k, value)
        for finding, value in values.items()
        for k in _places(beats, int(finding.removeprefix("beats.")), value.words)
    ]


def _places(beats: Sequence[Beat], start: int, words: str) -> list[int]:
    """Return which beats are meant: the one with just these words, or those that another reader made of them."""
    same = [k for k, beat in enumerate(beats) if beat.text == words]
    if same:
        return [min(same, key=lambda k: abs(beats[k].start - start))]
    return [k for k, beat in enumerate(beats) if beat.text in words or words in beat.text]


def _as_said(beat: Beat, said: BeatSaid) -> Beat:
    changes: dict[str, Any] = {}
    if said.threat is not None:
        changes["threat"] = said.threat
    if said.agency is not None:
        changes["agency"] = said.agency
    if said.feeling is not None:
        changes["feeling"] = None if said.feeling == "none" else said.feeling
    beat = _changed(beat, **changes)
    if said.senses is None:
        return beat
    other = {n: v for n, v in msgspec.structs.asdict(said.senses).items() if getattr(beat.senses, n) != v}
    return _with_senses(beat, other)


def _changed(beat: Beat, **values: Any) -> Beat:  # noqa: ANN401 - fields of a beat
    """Return a beat with other values; a line that says something else no longer rests on the reader's words."""
    other = {name: value for name, value in values.items() if getattr(beat, name) != value}
    evidence = {lane: words for lane, words in beat.evidence.items() if lane not in other}
    return msgspec.structs.replace(beat, evidence=evidence, **other) if other else beat


def _with_senses(beat: Beat, values: Mapping[str, Presence]) -> Beat:
    if not values:
        return beat
    evidence = {lane: words for lane, words in beat.evidence.items() if lane not in values}
    return msgspec.structs.replace(beat, senses=msgspec.structs.replace(beat.senses, **values), evidence=evidence)


def _unsaid(beat: Beat, wrong: Mapping[str, Presence]) -> Beat:
    """Return a beat that says nothing of a sense where it said what is ``wrong``."""
    return _with_senses(beat, {n: "unsaid" for n, value in wrong.items() if getattr(beat.senses, n) == value})


def with_senses(reading: Reading, said: Mapping[str, Any]) -> Reading:
    """Return a reading whose senses are as somebody says of the whole dream; no beat says the contrary."""
    values = {finding.removeprefix("senses."): v for finding, v in said.items() if finding.startswith("senses.")}
    if not values:
        return reading
    own = {k for k, _ in _said_of_beats(reading.beats, said)}
    beats = []
    for k, beat in enumerate(reading.beats):
        wrong = {n: getattr(beat.senses, n) for n, v in values.items() if _contrary(getattr(beat.senses, n), v)}
        beats.append(beat if k in own else _unsaid(beat, wrong))
    told = _told(reading, tuple(beats))
    return msgspec.structs.replace(told, senses=Senses(**{**msgspec.structs.asdict(told.senses), **values}))


def _contrary(beat: Presence, whole: Presence) -> bool:
    """Tell whether a beat says more, or worse, than the whole dream."""
    return beat != "unsaid" and (whole == "unsaid" or (beat == "absent" and whole == "present"))


def _told(reading: Reading, beats: tuple[Beat, ...], denied: set[str] | frozenset[str] = frozenset()) -> Reading:
    """Return a reading with other beats, and what follows from them."""
    if beats == reading.beats and not denied:
        return reading
    points = turn_again(beats, reading.turning_points, denied)
    cast = reading.characters
    if "metamorphosis" in denied:
        cast = tuple(msgspec.structs.replace(c, becomes=None) for c in cast)
    senses = sense_all(b.senses for b in beats) if beats != reading.beats else reading.senses
    return msgspec.structs.replace(reading, beats=beats, turning_points=points, characters=cast, senses=senses)
