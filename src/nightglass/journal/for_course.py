"""The nights of a journal as their course sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course import Night, in_order
from nightglass.journal.nights import nights
from nightglass.journal.recurring import recurrences

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.journal.journal import Journal

__all__ = ["course_nights"]


def course_nights(journal: Journal, today: dt.date) -> tuple[Night, ...]:
    """Return every night from the first known one to today; those that nobody logged are unknown.

    Raises
    ------
    CourseError
        If a night lies in the future.
    """
    came: dict[dt.date, set[str]] = {}
    for one in recurrences(journal):
        for evening in one.nights:
            came.setdefault(evening, set()).add(one.name or one.id[:8])
    return in_order(
        (
            Night(
                date=n.date,
                state=n.state,
                nightmares=n.nightmares,
                distress=n.distress,
                feelings=tuple(frozenset(w.feelings) for w in n.wakings if w.feelings),
                contexts=frozenset(c.name for c in n.contexts),
                recurrences=frozenset(came.get(n.date, ())),
            )
            for n in nights(journal)
        ),
        today,
    )
