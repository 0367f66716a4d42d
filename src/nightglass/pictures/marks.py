"""The marks of a score, lane by lane, from a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures import words
from nightglass.pictures.plain import isolated, on_one_line
from nightglass.pictures.sheet import SURE, Mark
from nightglass.reading import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nightglass.reading import Beat, Character, Reading

__all__ = ["LONGEST", "find_marks", "senses_told"]

LONGEST = 60
"""Characters of the longest name that is drawn in full."""

_CLOSE = frozenset("FMXBTHWADCIYRK")
"""Hall/Van de Castle identities of those whom the dreamer knows: family, relatives, and K (1966)."""

_CODED = {
    "fear": "AP", "guilt_shame": "AP", "sadness": "SD", "anger": "AN", "frustration": "AN", "confusion": "CO", "joy": "HA",
}  # fmt: skip
"""The Hall/Van de Castle emotion that a feeling is coded as (1966); disgust has none."""


def find_marks(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of every lane."""
    return (
        *_threats(reading),
        *_bodies(reading),
        *_senses(reading),
        *_who(reading),
        *_feelings(reading),
        *_turns(reading),
    )


def senses_told(reading: Reading) -> tuple[str, ...]:
    """Return the senses of which any beat says that they are there or missing."""
    return tuple(
        sense for sense in words.SENSE_NAME if any(getattr(b.senses, sense) != "unsaid" for b in reading.beats)
    )


def _runs(values: Sequence[str | None]) -> list[tuple[str, tuple[int, ...]]]:
    """Return each value with the unbroken run of beats that has it; None is no value."""
    runs: list[tuple[str, list[int]]] = []
    for beat, value in enumerate(values):
        if value is None:
            continue
        if runs and runs[-1][0] == value and runs[-1][1][-1] == beat - 1:
            runs[-1][1].append(beat)
        else:
            runs.append((value, [beat]))
    return [(value, tuple(beats)) for value, beats in runs]


def _whole(beat: Beat) -> tuple[Evidence, ...]:
    return (Evidence(beat.start, beat.end, beat.text),)


def _within(found: Iterable[Evidence], beats: Iterable[Beat]) -> tuple[Evidence, ...]:
    places = [(b.start, b.end) for b in beats]
    return tuple(e for e in found if any(start <= e.start < end for start, end in places))


def _facet_evidence(reading: Reading, key: str) -> tuple[Evidence, ...]:
    return reading.facets[key].evidence if key in reading.facets else ()


def _facet_sure(reading: Reading, key: str) -> bool:
    """Tell whether the reader is sure that what a facet asks about is there."""
    facet = reading.facets.get(key)
    return facet is None or (facet.value is True and facet.probability >= SURE)


def _threats(reading: Reading) -> list[Mark]:
    marks = []
    for k, beat in enumerate(reading.beats):
        level = min(max(beat.threat, 0.0), 1.0)
        said = words.threat_named(level)
        marks.append(
            Mark(f"threat-{k}", "threat", "", "threat", (k,), "", said, True, beat.evidence or _whole(beat), level)  # noqa: FBT003
        )
    return marks


def _bodies(reading: Reading) -> list[Mark]:
    marks = []
    for kind, at in _runs([b.agency for b in reading.beats]):
        beats = [reading.beats[k] for k in at]
        sure, evidence = True, ()
        if kind == "immobile":
            sure = _facet_sure(reading, "immobile")
            evidence = _within(_facet_evidence(reading, "immobile"), beats)
        if kind != "free":
            evidence = evidence or tuple(e for b in beats for e in b.evidence) or _whole(beats[0])
        label = "" if kind == "free" else words.AGENCY[kind]
        said = words.AGENCY[kind]
        marks.append(Mark(f"body-{at[0]}", "body", "", kind, at, label, said, sure, evidence))
    return marks


def _senses(reading: Reading) -> list[Mark]:
    marks = []
    for sense in senses_told(reading):
        said_of = [None if (p := getattr(b.senses, sense)) == "unsaid" else p for b in reading.beats]
        for kind, at in _runs(said_of):
            beats = [reading.beats[k] for k in at]
            missing = kind == "absent"
            heard = missing and sense in {"sound", "voice"}
            evidence = _within(_facet_evidence(reading, "muted"), beats) if heard else ()
            evidence = evidence or _whole(beats[0])
            said = words.SENSE_GONE[sense] if missing else words.SENSE_HERE[sense]
            sure = not heard or _facet_sure(reading, "muted")
            marks.append(
                Mark(f"{sense}-{at[0]}", "sense", sense, kind, at, said if missing else "", said, sure, evidence)
            )
    return marks


def _who(reading: Reading) -> list[Mark]:
    on_stage: dict[str, tuple[int, ...]] = {}
    for who in dict.fromkeys(who for b in reading.beats for who in b.cast):
        on_stage[who] = tuple(k for k, b in enumerate(reading.beats) if who in b.cast)
    marks = []
    if "D" in on_stage:
        name = on_one_line(reading.dreamer, LONGEST)
        marks.append(Mark("who-D", "who", "D", "dreamer", on_stage["D"], name, isolated(name), True, ()))  # noqa: FBT003
    people = {c.id: c for c in reading.characters}
    rows = _rows(people)
    for person in reading.characters:
        if person.id in on_stage:
            marks.append(_person(person, rows[person.id], on_stage[person.id]))
    pairs = [(c, people[c.becomes]) for c in reading.characters if c.becomes in people and c.becomes != c.id]
    return marks + [m for was, now in pairs if (m := _becomes(reading, was, now, rows[was.id], on_stage))]


def _person(person: Character, row: str, at: tuple[int, ...]) -> Mark:
    kind = (
        "close"
        if person.code[2:3] in _CLOSE and len(person.code) == 4 and person.code[1:4] not in {"ANI", "CZZ"}
        else "other"
    )
    name = on_one_line(person.name, LONGEST)
    sure = person.probability >= SURE
    return Mark(f"who-{person.id}", "who", row, kind, at, name, isolated(name), sure, person.mentions)


def _rows(people: dict[str, Character]) -> dict[str, str]:
    """Return for each character the first of those who become each other, who share a row."""
    rows: dict[str, str] = {}
    for start in [*(i for i in people if i not in {c.becomes for c in people.values()}), *people]:
        who: str | None = start
        while who in people and who not in rows:
            rows[who] = start
            who = people[who].becomes
    return rows


def _becomes(
    reading: Reading, was: Character, now: Character, row: str, on_stage: dict[str, tuple[int, ...]]
) -> Mark | None:
    here = on_stage.get(now.id) or on_stage.get(was.id, ())[-1:]
    if not here:
        return None
    turned = [t for t in reading.turning_points if t.reason == "metamorphosis" and t.beat in here]
    at = turned[0].beat if turned else here[0]
    evidence = tuple(e for t in turned for e in t.evidence) or _within(
        _facet_evidence(reading, "metamorphosis"), [reading.beats[at]]
    )
    said = f"{isolated(on_one_line(was.name, LONGEST))} becomes {isolated(on_one_line(now.name, LONGEST))}"
    sure = _facet_sure(reading, "metamorphosis")
    return Mark(f"becomes-{was.id}", "who", row, "becomes", (at,), "", said, sure, evidence or now.mentions[:1])


def _feelings(reading: Reading) -> list[Mark]:
    marks = []
    for kind, at in _runs([b.feeling for b in reading.beats]):
        beats = [reading.beats[k] for k in at]
        said = words.plainly(words.FEELING, kind)
        likely, evidence = [], []
        main = reading.facets.get("emotion")
        if main is not None and main.value == kind:
            likely.append(main.probability)
            evidence += _within(main.evidence, beats)
        for coding in reading.hvdc:
            if coding.item == f"emot:{_CODED.get(kind)},D" and (here := _within(coding.evidence, beats)):
                likely.append(coding.probability)
                evidence += here
        sure = not likely or max(likely) >= SURE
        rests = tuple(dict.fromkeys(evidence)) or tuple(e for b in beats for e in b.evidence) or _whole(beats[0])
        marks.append(Mark(f"feeling-{at[0]}", "feeling", "", kind, at, said, said, sure, rests))
    return marks


def _turns(reading: Reading) -> list[Mark]:
    names = {c.id: c.name for c in reading.characters}
    told = {
        f"{c.name} becomes {names[c.becomes]}": f"{isolated(c.name)} becomes {isolated(names[c.becomes])}"
        for c in reading.characters
        if c.becomes in names
    }
    marks = []
    for k, turn in enumerate(reading.turning_points):
        if not 0 <= turn.beat < len(reading.beats):
            continue
        said = _kept(told.get(turn.words, turn.words))
        evidence = turn.evidence or _whole(reading.beats[turn.beat])
        sure = turn.probability >= SURE
        marks.append(Mark(f"turn-{k}", "turn", "", turn.reason, (turn.beat,), said, said, sure, evidence))
    return sorted(marks, key=lambda m: m.beats)


def _kept(said: str) -> str:
    """Return a turning point's words on one line, names still isolated."""
    parts = [on_one_line(part, 2 * LONGEST) for part in said.split(" becomes ")]
    return " becomes ".join(isolated(part) for part in parts) if len(parts) == 2 else on_one_line(said, 2 * LONGEST)
