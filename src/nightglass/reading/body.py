"""What the dreamer's body does, in the dream and on waking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.calibration import probability
from nightglass.reading.possible import SIGNS
from nightglass.reading.values import BodySign

if TYPE_CHECKING:
    from nightglass.reading.signals import Signals

__all__ = ["find_body_signs"]


def find_body_signs(signals: Signals) -> tuple[BodySign, ...]:
    """Return the signs of the dreamer's body: first those in the dream, then those on waking."""
    after = [f for f in signals.story.frames if f.part == "after"]
    tokens = signals.story.text.tokens
    found: list[BodySign] = []
    for sign in SIGNS:
        inside = signals.of(f"body_{sign}")
        if inside:
            found.append(BodySign(sign, "dream", probability(f"body:{sign}"), signals.evidence(inside, most=2)))
    for sign in SIGNS:
        beyond = signals.of(f"body_{sign}", outside=True)
        waking = [s for s in beyond if any(f.start <= tokens[s.first].start < f.end for f in after)]
        if waking:
            found.append(BodySign(sign, "waking", probability(f"body:{sign}"), signals.evidence(waking, most=2)))
    return tuple(found)
