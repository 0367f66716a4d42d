"""Nights and reports as they were before each change, so that nothing that was once written is out of reach."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from nightglass.journal.bin import changes_of
from nightglass.journal.nights import night, night_of_row
from nightglass.journal.reports import report, report_of_row

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal
    from nightglass.journal.values import Night, Report

__all__ = ["Earlier", "earlier_nights", "earlier_reports"]

T = TypeVar("T")


class Earlier(msgspec.Struct, Generic[T], frozen=True):
    """What something was until a moment (UTC)."""

    until: dt.datetime
    was: T


def earlier_nights(journal: Journal, date: dt.date) -> list[Earlier[Night]]:
    """Return what was kept of a night before, the oldest first; what came to the same is there once."""
    found = [Earlier(c.at, night_of_row(c.before)) for c in changes_of(journal, "nights", date.isoformat())]
    return _without_repeats(found, night(journal, date))


def earlier_reports(journal: Journal, identity: str) -> list[Earlier[Report]]:
    """Return what a report was before, the oldest first; what came to the same is there once.

    Raises
    ------
    JournalError
        When there is no such report.
    """
    found = [Earlier(c.at, report_of_row(c.before)) for c in changes_of(journal, "reports", identity)]
    return _without_repeats(found, report(journal, identity))


def _without_repeats(found: list[Earlier[T]], now: T) -> list[Earlier[T]]:
    """Leave out each that the next one, or what is kept now, does not differ from (it lay in the bin between)."""
    states = [*(e.was for e in found), now]
    return [e for e, following in zip(found, states[1:], strict=True) if e.was != following]
