"""Where a nightmare could be turned: the beats at which something flips, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.calibration import probability
from nightglass.reading.values import Evidence, TurningPoint

if TYPE_CHECKING:
    from collections.abc import Collection

    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signal, Signals
    from nightglass.reading.values import Beat

__all__ = ["FEELING_WORDS", "find_turning_points", "turn_again"]

_COMES = 0.5  # threat from which a beat is threatening
_RISE = 0.3  # by which it has to rise at once to be a turn
_MEASURED_AS = {
    "metamorphosis": "metamorphosis:true",
    "freezes": "immobile:true",
    "freed": "immobile:true",
    "sound_goes": "muted:true",
    "voice_goes": "muted:true",
    "loss": "known_dies:true",
    "threat_comes": "dreamer_threatened:true",
}
_WORDS = {
    "metamorphosis": "one thing becomes another",
    "freezes": "the body stops obeying",
    "freed": "able to move again",
    "sound_goes": "the sound goes",
    "voice_goes": "the voice goes",
    "threat_comes": "the threat comes",
    "loss": "someone close is lost",
    "aim_changes": "another aim",
}
_SAID_BY = {"freezes": "immobile", "freed": "freed", "sound_goes": "sound_gone", "voice_goes": "muted"}
_BY_BEATS = frozenset({*_SAID_BY, "feeling_changes"})
"""Turning points that follow from what the beats say alone."""
FEELING_WORDS = {
    "fear": "fear", "sadness": "sadness", "anger": "anger", "disgust": "disgust", "guilt_shame": "shame",
    "frustration": "frustration", "joy": "joy", "confusion": "confusion",
}  # fmt: skip
_TURNING = frozenset(FEELING_WORDS) - {"confusion"}


def find_turning_points(signals: Signals, cast: Cast, beats: tuple[Beat, ...]) -> tuple[TurningPoint, ...]:
    """Return the turning points in the order of their beats; at most one for each reason in a beat."""
    points: list[TurningPoint] = []
    felt_before = _felt_before(beats)
    for k, beat in enumerate(beats):
        before = beats[k - 1] if k else None
        for reason, found in _reasons(signals, beat, before):
            points.append(_point(k, reason, _words(reason, cast, beat), signals.evidence(found, most=2)))
        words = _feeling_turns(felt_before[k], beat.feeling)
        if beat.feeling and words:
            felt = _within(signals, beat, beat.feeling)
            points.append(_point(k, "feeling_changes", words, signals.evidence(felt, most=2), beat.feeling))
        if not points or points[-1].beat != k:
            decided = signals.decisions(*signals.story.tokens_within(beat.start, beat.end))
            if decided and before:
                points.append(_point(k, "aim_changes", _WORDS["aim_changes"], signals.evidence(decided, most=1)))
    return tuple(points)


def turn_again(
    beats: tuple[Beat, ...], points: tuple[TurningPoint, ...], denied: Collection[str] = ()
) -> tuple[TurningPoint, ...]:
    """Return the turning points of a story whose beats somebody corrected.

    Parameters
    ----------
    beats
        As they are now.
    points
        What the reader had found; they stay where they still hold.
    denied
        Reasons that somebody said are none in this dream.

    Returns
    -------
    tuple of TurningPoint
        What comes anew by a correction is certain and rests on no words.
    """
    felt_before = _felt_before(beats)
    found: list[TurningPoint] = []
    for k, beat in enumerate(beats):
        before = beats[k - 1] if k else None
        follow = {reason: _WORDS[reason] for reason in _flips(beat, before)}
        turns = _feeling_turns(felt_before[k], beat.feeling)
        follow |= {"feeling_changes": turns} if turns else {}
        here = [p for p in points if p.beat == k and _stays(p, follow, rises=_rises(beat, before))]
        known = {p.reason for p in here}
        here += [TurningPoint(k, reason, words, 1.0, ()) for reason, words in follow.items() if reason not in known]
        found += [p for p in here if p.reason not in denied]
    return tuple(found)


def _stays(point: TurningPoint, follow: dict[str, str], *, rises: bool) -> bool:
    """Tell whether a turning point still holds; one that rests on the words alone always does."""
    if point.reason == "threat_comes":
        return rises
    return point.reason not in _BY_BEATS or follow.get(point.reason) == point.words


def _felt_before(beats: tuple[Beat, ...]) -> list[str | None]:
    """Return for each beat the last feeling before it that was told or shown; confusion hides none."""
    felt: list[str | None] = []
    feeling: str | None = None
    for beat in beats:
        felt.append(feeling)
        feeling = beat.feeling if beat.feeling not in {None, "confusion"} else feeling
    return felt


def _feeling_turns(before: str | None, now: str | None) -> str | None:
    """Return in words that one feeling turns to another; None where it does not."""
    if not before or not now or before == now or not {before, now} <= _TURNING:
        return None
    return f"{FEELING_WORDS[before]} turns to {FEELING_WORDS[now]}"


def _flips(beat: Beat, before: Beat | None) -> list[str]:
    """Return what flips in a beat by what the beats themselves say."""
    bound, freed = before is not None and before.agency == "immobile", beat.agency != "immobile"
    flips = [("freezes", not bound and not freed), ("freed", bound and freed)]
    for name, reason in (("sound", "sound_goes"), ("voice", "voice_goes")):
        gone = before is not None and getattr(before.senses, name) == "absent"
        flips.append((reason, getattr(beat.senses, name) == "absent" and not gone))
    return [reason for reason, holds in flips if holds]


def _rises(beat: Beat, before: Beat | None) -> bool:
    return before is not None and beat.threat >= _COMES and beat.threat - before.threat >= _RISE


def _within(signals: Signals, beat: Beat, *kinds: str) -> list[Signal]:
    first, last = signals.story.tokens_within(beat.start, beat.end)
    return signals.between(first, last, *kinds)


def _reasons(signals: Signals, beat: Beat, before: Beat | None) -> list[tuple[str, list[Signal]]]:
    found: list[tuple[str, list[Signal]]] = []
    changed = _within(signals, beat, "metamorphosis")
    if changed:
        found.append(("metamorphosis", changed))
    found += [(reason, _within(signals, beat, _SAID_BY[reason])) for reason in _flips(beat, before)]
    lost = _within(signals, beat, "known_dies")
    if lost:
        found.append(("loss", lost))
    threats = _within(signals, beat, "threat_me", "chased", "threat_other", "evil", "disaster", "accident")
    if not lost and threats and _rises(beat, before):
        found.append(("threat_comes", threats))
    return found


def _words(reason: str, cast: Cast, beat: Beat) -> str:
    if reason == "metamorphosis":
        names = {c.id: c.name for c in cast.characters}
        for c in cast.characters:
            if c.becomes in names and c.id in beat.cast and c.becomes in beat.cast:
                return f"{c.name} becomes {names[c.becomes]}"
    return _WORDS[reason]


def _point(beat: int, reason: str, words: str, evidence: tuple[Evidence, ...], feeling: str = "") -> TurningPoint:
    key = _MEASURED_AS.get(reason, f"emotion:{feeling}" if feeling else "turn:aim_changes")
    return TurningPoint(beat, reason, words, probability(key), evidence)
