"""Which nightmare to begin with, and where it can turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.rescript.values import Choice, Start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nightglass.reading import Beat, Reading
    from nightglass.rescript.values import Candidate

__all__ = ["choose", "starts"]

_MIDDLE = (4, 6)  # distress of a good first one: the source says "less intense" and no number, so the middle is ours
_GRIEF = 0.6  # how much the feeling of sadness counts beside a threat from 0 to 1
_HOT = 0.15


def choose(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    """Return nightmares in the order in which they are offered (Krakow & Zadra 2006).

    Not the worst first, nor one that replays what happened. Those of middle distress come first, the latest of them
    foremost; then the light ones and those of which the distress is not known; the others last, for later.
    """
    found = [_choice(c) for c in candidates]
    rank = {"good": 0, "open": 1, "later": 2}
    return tuple(sorted(found, key=lambda c: (rank[c.fit], -c.candidate.night.toordinal())))


def _choice(candidate: Candidate) -> Choice:
    distress = candidate.distress
    if candidate.replays:
        return Choice(candidate, "later", "it replays what happened: better later, when it has worked with another")
    if distress is None:
        return Choice(candidate, "open", "how heavy it is was not noted")
    if distress > _MIDDLE[1]:
        return Choice(candidate, "later", f"distress {distress} of 10: better later, when it has worked with another")
    if distress < _MIDDLE[0]:
        return Choice(candidate, "open", f"distress {distress} of 10: light, good to try how it goes")
    return Choice(candidate, "good", f"distress {distress} of 10: a good one to begin with")


def starts(reading: Reading) -> tuple[Start, ...]:
    """Return where a dream can turn: the last beat before its hot spot first, then its turning points in order.

    The hot spot is the beat of greatest threat or grief. A dream without beats has no start.
    """
    found: dict[int, Start] = {}
    hot = _hot_spot(reading.beats)
    if hot is not None:
        beat = max(0, hot - 1)
        words = "just before the hardest moment" if hot else "the dream begins with its hardest moment"
        found[beat] = _start(reading, beat, "before_hot_spot", words)
    for turn in sorted(reading.turning_points, key=lambda t: t.beat):
        if turn.beat not in found and (hot is None or turn.beat <= hot):
            found[turn.beat] = _start(reading, turn.beat, turn.reason, turn.words)
    return tuple(found.values())


def _start(reading: Reading, beat: int, reason: str, words: str) -> Start:
    own = reading.beats[beat]
    return Start(beat, own.start, own.end, own.text, reason, words)


def _hot_spot(beats: tuple[Beat, ...]) -> int | None:
    if not beats:
        return None
    weights = [max(b.threat, _GRIEF * (b.feeling == "sadness")) for b in beats]
    hottest = max(range(len(beats)), key=lambda k: weights[k])
    return hottest if weights[hottest] >= _HOT else None
