"""One dream as its page shows it: the report, the reading with the person's corrections in it, and its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import (
    Correction,
    Journal,
    JournalError,
    Report,
    amended,
    corrections_of,
    reading_of,
    report,
)
from nightglass.pictures import ScoreSheet, score_report, score_sheet
from nightglass.reading import Evidence, Reading
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Dream", "dream", "facets_said", "report_in_pieces", "sheet_of"]


class Dream(msgspec.Struct, frozen=True):
    """A report, what holds of it, and what the reader alone found; no reading where it was not read yet."""

    report: Report
    found: Reading | None
    own: Reading | None
    corrections: dict[str, Correction]


def dream(journal: Journal, identity: str) -> Dream:
    """Return a dream by its id.

    Raises
    ------
    JournalError
        When it is not there.
    """
    try:
        kept = report(journal, identity)
    except JournalError:
        raise JournalError(phrases().dreams.not_there) from None
    found, corrections = reading_of(journal, kept.id), corrections_of(journal, kept.id)
    return Dream(kept, found, None if found is None else amended(found, corrections), corrections)


def facets_said(corrections: dict[str, Correction]) -> frozenset[str]:
    """Return the names of the facets that the person said themself."""
    return frozenset(c.removeprefix("facets.") for c in corrections if c.startswith("facets."))


def sheet_of(shown: Dream, title: str | None) -> ScoreSheet | None:
    """Return the score with the person's corrections in its words; None where the dream was not read yet."""
    if shown.own is None:
        return None
    yours = facets_said(shown.corrections)
    return score_sheet(shown.own, shown.report.text, title, yours, rating=shown.report.distress)


def report_in_pieces(shown: Dream) -> str | None:
    """Return the text as HTML in pieces that every mark of the page can light up; None where it was not read yet."""
    sheet = sheet_of(shown, None)
    if sheet is None or shown.found is None:
        return None
    return score_report(sheet, tuple(_evidence(shown.found)))


def _evidence(reading: Reading) -> Iterator[Evidence]:
    for facet in reading.facets.values():
        yield from facet.evidence
        for theme in facet.each:
            yield from theme.evidence
    for coding in reading.hvdc:
        yield from coding.evidence
    for sign in reading.body:
        yield from sign.evidence
    for character in reading.characters:
        yield from character.mentions
