"""Who is there, the body, the senses and the beats, as the page of a dream lists them and as somebody changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc import CodeError, in_words, parse
from nightglass.journal import JournalError
from nightglass.reading import BeatSaid, Senses, is_possible
from nightglass.web.phrases import phrases
from nightglass.web.shown.findings import perhaps, places, spans, sure_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nightglass.journal import Correction
    from nightglass.reading import Beat, Reading
    from nightglass.web.forms import Form

__all__ = ["BeatRow", "MarkRow", "SenseRow", "beat_typed", "beats_of", "body_of", "cast_of", "senses_of"]
__all__ += ["options_of", "sign_typed", "somebody_typed"]

_LEVELS = {"none": 0.0, "little": 0.15, "some": 0.37, "high": 0.62, "very": 0.87}
"""What somebody can say of a threat, in the middle of what the score calls by that word."""
_LEAST = (("very", 0.75), ("high", 0.5), ("some", 0.25), ("little", 0.05))


class MarkRow(msgspec.Struct, frozen=True):
    """Somebody who is there, or a sign of the body; ``parts`` are what a form chooses among."""

    value: str
    name: str
    says: str
    sure: str
    spans: str
    places: str
    parts: tuple[str, ...] = ()


class SenseRow(msgspec.Struct, frozen=True):
    """One sense over the whole dream."""

    name: str
    what: str
    state: str
    yours: bool


class BeatRow(msgspec.Struct, frozen=True):
    """One beat: what is said of it, and what a form has chosen."""

    name: str
    number: int
    phrase: str
    says: str
    threat: str
    agency: str
    feeling: str
    senses: Senses
    yours: bool


def options_of() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what the forms choose among: for each table of words its keys and words, in the order of the file."""
    said = phrases().dreams
    tables = {name: said[name] for name in ("numbers", "whos", "sexes", "ages", "signs", "threats", "agencies")}
    tables |= {"feelings": said["values"].emotion, "when": said.body_when}
    found = {n: tuple((k, str(w)) for k, w in vars(table).items() if k[0] != "_") for n, table in tables.items()}
    found["feelings"] = (("none", str(said.no_feeling)), *found["feelings"])
    found["states"] = tuple((state, str(said[state])) for state in ("present", "absent", "unsaid"))
    return found


def cast_of(reading: Reading, *, yours: bool) -> tuple[MarkRow, ...]:
    """Return who is there."""
    said = phrases().dreams
    names = {c.id: c.name for c in reading.characters}
    return tuple(
        MarkRow(
            value=f"{c.code} {c.name}",
            name=c.name,
            says=in_words(f"char:{c.code}")
            + (f"; {said.becomes.format(name=names[c.becomes])}" if c.becomes in names else ""),
            sure=said.yours if yours else sure_words(c.probability),
            spans=spans(c.mentions),
            places=places(c.mentions),
            parts=_parts(c.code),
        )
        for c in reading.characters
    )


def _parts(code: str) -> tuple[str, ...]:
    """Return a character's code as a form has it: number, sex, who, age."""
    return (code[0], "I", code[1:], "A") if code[1:] in {"ANI", "CZZ"} else tuple(code)


def somebody_typed(form: Form) -> str:
    """Return somebody as a correction has them, code and name.

    Raises
    ------
    JournalError
        When no name was given, or what was chosen is no code.
    """
    said = phrases().dreams
    name = " ".join(form.raw("name").split())
    if not name:
        raise JournalError(said.no_name)
    number, sex, who, age = (form.raw(part) for part in ("number", "sex", "who", "age"))
    code = number + (who if len(who) > 1 else f"{sex}{who}{age}")
    try:
        parse(f"char:{code}")
    except CodeError:
        raise JournalError(said.no_such) from None
    row = f"{code} {name}"
    if not is_possible("characters", [row]):
        raise JournalError(said.long_name)
    return row


def body_of(reading: Reading, *, yours: bool) -> tuple[MarkRow, ...]:
    """Return the signs of the body."""
    said = phrases().dreams
    return tuple(
        MarkRow(
            value=f"{s.sign} {s.when}",
            name=said.signs[s.sign] if yours else perhaps(said.signs[s.sign], s.probability),
            says=said.body_when[s.when],
            sure=said.yours if yours else sure_words(s.probability),
            spans=spans(s.evidence),
            places=places(s.evidence),
        )
        for s in reading.body
    )


def sign_typed(form: Form) -> str:
    """Return a sign of the body as a correction has it, sign and when.

    Raises
    ------
    JournalError
        When there is no such sign.
    """
    row = f"{form.raw('sign')} {form.raw('when')}"
    if not is_possible("body", [row]):
        raise JournalError(phrases().dreams.no_such)
    return row


def senses_of(reading: Reading, corrections: Mapping[str, Correction]) -> tuple[SenseRow, ...]:
    """Return every sense over the whole dream."""
    said = phrases().dreams
    return tuple(
        SenseRow(f"senses.{name}", said.sense[name], state, f"senses.{name}" in corrections)
        for name, state in msgspec.structs.asdict(reading.senses).items()
    )


def beats_of(reading: Reading, corrections: Mapping[str, Correction], *, text: bool) -> tuple[BeatRow, ...]:
    """Return every beat; its phrase only where the ``text`` is shown."""
    return tuple(
        BeatRow(
            name=f"beats.{beat.start}",
            number=number,
            phrase=beat.phrase if text else "",
            says=_says(beat),
            threat=_level(beat.threat),
            agency=beat.agency,
            feeling=beat.feeling or "none",
            senses=beat.senses,
            yours=f"beats.{beat.start}" in corrections,
        )
        for number, beat in enumerate(reading.beats, 1)
    )


def _says(beat: Beat) -> str:
    said = phrases().dreams
    parts = [said.threat_is.format(level=said.threats[_level(beat.threat)]), said.agencies[beat.agency]]
    for name, state in msgspec.structs.asdict(beat.senses).items():
        if state != "unsaid":
            parts.append(f"{said.sense[name]} {said[state]}")
    if beat.feeling:
        parts.append(said["values"].emotion[beat.feeling])
    return ", ".join(str(part) for part in parts)


def _level(threat: float) -> str:
    return next((name for name, least in _LEAST if threat >= least), "none")


def beat_typed(form: Form, beat: Beat) -> BeatSaid:
    """Return what somebody says of a beat.

    Raises
    ------
    JournalError
        When something was chosen that no beat can have.
    """
    level = form.raw("threat")
    senses = {name: form.raw(f"sense-{name}") for name in Senses.__struct_fields__}
    value = {
        "words": beat.text,
        "threat": round(beat.threat, 4) if level == _level(beat.threat) else _LEVELS.get(level, level),
        "agency": form.raw("agency"),
        "feeling": form.raw("feeling"),
        "senses": senses,
    }
    try:
        return msgspec.convert(value, BeatSaid)
    except msgspec.ValidationError:
        raise JournalError(phrases().dreams.no_such) from None
