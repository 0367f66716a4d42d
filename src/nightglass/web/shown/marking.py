"""A night marked with one press, and the mark taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from nightglass.journal import (
    Journal,
    JournalError,
    NightWords,
    changes_of,
    local_zone,
    night,
    night_from,
    put_into_bin,
    reports,
    save_night,
)

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["latest_change", "mark_night", "speaks_against_quiet", "take_back"]

_MARKED = ("state", "nightmares", "distress")


def mark_night(journal: Journal, evening: dt.date, words: NightWords) -> bool:
    """Keep what was said of a night; return whether that was anything new."""
    before = night(journal, evening)
    after = night_from(words, before, local_zone(), None)
    if after.state == "badly" and after.nightmares == 0 and words.nightmares is None:
        after = msgspec.structs.replace(after, nightmares=None)  # it was a quiet night before
    if after == before:
        return False
    save_night(journal, after)
    return True


def speaks_against_quiet(journal: Journal, evening: dt.date) -> Literal["dream", "badly", "waking"] | None:
    """Return what is kept of a night that a quiet one has not, so that one press does not make it another night."""
    known = night(journal, evening)
    if known.state == "quiet":
        return None
    if any(True for _ in reports(journal, evening, evening)):
        return "dream"
    if known.state == "badly" or known.nightmares:
        return "badly"
    return "waking" if known.wakings else None


def latest_change(journal: Journal, evening: dt.date) -> str:
    """Return the moment of a night's latest change, by which `take_back` knows it; empty for a night that is new."""
    changes = changes_of(journal, "nights", evening.isoformat())
    return changes[-1].at.isoformat() if changes else ""


def take_back(journal: Journal, evening: dt.date, change: str) -> None:
    """Make a night what it was before a change, as far as one press marks it.

    Raises
    ------
    JournalError
        When there was no such change.
    """
    changes = {c.at.isoformat(): c.before for c in changes_of(journal, "nights", evening.isoformat())}
    if change and change not in changes:
        raise JournalError("This was taken back already, or the night has changed since; nothing was done.")
    before = changes.get(change)
    if before is None or before["deleted"]:
        put_into_bin(journal, "nights", evening.isoformat())
        return
    save_night(journal, msgspec.structs.replace(night(journal, evening), **{name: before[name] for name in _MARKED}))
