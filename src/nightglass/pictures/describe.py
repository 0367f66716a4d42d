"""From a reading to the description of its score: one pure function that every drawer shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures import words
from nightglass.pictures.findings import find_findings
from nightglass.pictures.marks import find_marks, senses_told
from nightglass.pictures.plain import on_one_line
from nightglass.pictures.sheet import ScoreSheet, Step

if TYPE_CHECKING:
    from nightglass.pictures.sheet import Finding, Mark
    from nightglass.reading import Reading

__all__ = ["score_sheet"]

_LONGEST_TITLE = 90
_LONGEST_PHRASE = 80
_TITLES = {"nightmare": "A nightmare", "bad": "A bad dream"}


def score_sheet(reading: Reading, source: str, title: str | None = None) -> ScoreSheet:
    """Lay a reading out as a score.

    Parameters
    ----------
    reading
        What was found in ``source``.
    source
        The report, as it was given to the reader: the offsets of all evidence count its characters.
    title
        What stands above the score; where None or blank, what kind of dream it is.

    Returns
    -------
    ScoreSheet
        Without anything drawn yet; the same reading always gives the same sheet.
    """
    marks = find_marks(reading)
    findings = find_findings(reading)
    steps = tuple(Step(b.start, b.end, on_one_line(b.phrase or b.text, _LONGEST_PHRASE) or "…") for b in reading.beats)
    kind = reading.facets.get("kind")
    named = on_one_line(title or "", _LONGEST_TITLE) or _TITLES.get(str(kind.value) if kind else "", "A dream")
    return ScoreSheet(
        title=named,
        lead=_lead(findings, len(steps), titled=named in {*_TITLES.values(), "A dream"}),
        summary=_summary(marks, len(steps)),
        steps=steps,
        senses=senses_told(reading),
        marks=marks,
        findings=findings,
        limits=reading.limits or (() if steps else (words.NO_BEATS,)),
        frames=reading.frames,
        source=source,
    )


def _lead(findings: tuple[Finding, ...], beats: int, *, titled: bool) -> str:
    """Return the line under the title: what kind of dream, the main feeling, how long, and whether it came before."""
    parts = [] if titled else [f.words for f in findings if f.group == "kind"]
    parts += [f"mostly {f.words}" for f in findings if f.id == "found-emotion" and f.words != words.FEELING["neutral"]]
    parts.append(f"{beats} beat{'' if beats == 1 else 's'}" if beats else "")
    parts += [words.BEFORE for f in findings if f.id == "found-recurrence" and f.found]
    return " · ".join(p for p in parts if p)


def _summary(marks: tuple[Mark, ...], beats: int) -> str:
    """Return what the picture shows, for those who hear it."""
    if not beats:
        return words.NO_BEATS
    peak = max((m for m in marks if m.lane == "threat"), key=lambda m: m.level)
    parts = [
        f"{beats} beat{'' if beats == 1 else 's'}",
        f"threat is highest in {words.beats_named(peak.beats)}: {peak.words}",
    ]
    parts += [_said(m) for m in marks if m.lane == "body" and m.kind != "free"]
    parts += [_said(m) for m in marks if m.lane == "sense" and m.kind == "absent"]
    parts += [_said(m) for m in marks if m.kind == "becomes"]
    return ". ".join(p[0].upper() + p[1:] for p in parts) + "."


def _said(mark: Mark) -> str:
    doubt = "" if mark.sure else f" ({words.UNSURE})"
    return f"{mark.words}{doubt} in {words.beats_named(mark.beats)}"
