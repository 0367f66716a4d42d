"""What the journal knows of a dream besides its words: the rating, the night, and whether it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.journal import night
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.journal import Journal, Report

__all__ = ["besides"]


def besides(journal: Journal, report: Report, *, comes_back: bool) -> dict[str, str]:
    """Return sentences that stand beside a finding, by the facet that they speak of.

    A reader knows only the words of the report; what the person said elsewhere may be more, and is never contradicted.
    """
    said = phrases().dreams
    found = {}
    if report.distress is not None:
        found["kind"] = str(said.you_rated.format(n=report.distress))
    if comes_back:
        found["recurrence"] = str(said.known_to_come_back)
    woke = _waking(journal, report)
    if woke:
        found["waking_affect"] = str(said.night_says.format(said=woke))
    return found


def _waking(journal: Journal, report: Report) -> str:
    """Return how the person woke from this dream, as the night has it; wakings out of other dreams are left out."""
    words = phrases().nights
    found: list[str] = []
    for waking in night(journal, report.night).wakings:
        if waking.report in {None, report.id}:
            found += [words.feelings[feeling] for feeling in waking.feelings]
            found += [words.body[sign] for sign in waking.body]
    return ", ".join(dict.fromkeys(found))
