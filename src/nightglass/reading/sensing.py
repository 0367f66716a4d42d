"""The dreamer's senses: there, missing where they should be, or unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.values import Senses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nightglass.reading.signals import Signal, Signals
    from nightglass.reading.values import Presence

__all__ = ["sense", "sense_all"]

_GONE = {"sight": "sight_gone", "sound": "sound_gone", "touch": "touch_gone", "voice": "muted"}
_SENSES = ("sight", "sound", "touch", "smell", "taste", "voice")


def sense(signals: Signals, first: int, last: int, before: Senses) -> tuple[Senses, dict[str, list[Signal]]]:
    """Return the senses in one beat, and for each the words that say it is there or missing.

    What has gone stays gone until the report tells of it again.
    """
    values: dict[str, Presence] = {}
    told: dict[str, list[Signal]] = {}
    for name in _SENSES:
        gone = signals.between(first, last, _GONE[name]) if name in _GONE else []
        if name == "voice":
            deaf = {(s.first, s.last) for s in signals.between(first, last, "sound_gone")}
            gone = [s for s in gone if (s.first, s.last) not in deaf]
        there = [s for s in signals.between(first, last, name) if not any(g.first <= s.first < g.last for g in gone)]
        if gone or (getattr(before, name) == "absent" and not there):
            values[name] = "absent"
        else:
            values[name] = "present" if there else "unsaid"
        told[name] = gone or there
    return Senses(**values), told


def sense_all(each: Iterable[Senses]) -> Senses:
    """Return the senses over a whole dream: missing where they ever went missing, else there where they ever were."""
    senses = list(each)
    values: dict[str, Presence] = {}
    for name in _SENSES:
        seen = {getattr(s, name) for s in senses}
        values[name] = "absent" if "absent" in seen else "present" if "present" in seen else "unsaid"
    return Senses(**values)
