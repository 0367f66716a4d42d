"""What a night is called in a line: its date, its state and its number of nightmares, without a word of its dreams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.journal import Context, Night

__all__ = ["context_told", "day_told", "night_told", "state_told"]


def day_told(date: dt.date) -> str:
    """Return a date within a year: ``2 March``."""
    return f"{date.day} {date:%B}"


def state_told(night: Night) -> str:
    """Return what is known of a night: ``dreamt badly, 1 nightmare``."""
    said = phrases().nights
    parts = [str(said.states[night.state])]
    if night.nightmares:
        parts.append(said.one_nightmare if night.nightmares == 1 else said.many_nightmares.format(n=night.nightmares))
    return ", ".join(parts)


def night_told(date: dt.date, night: Night | None) -> str:
    """Return the name of a night's mark: ``2 March: dreamt badly, 1 nightmare``."""
    state = state_told(night) if night is not None else phrases().nights.states.unknown
    return f"{day_told(date)}: {state}"


def context_told(context: Context) -> str:
    """Return how much there was of something tracked: ``2 mg``, or the person's words, or nothing."""
    if context.amount is not None:
        return f"{context.amount:g} {context.unit or ''}".strip()
    return context.note or ""
