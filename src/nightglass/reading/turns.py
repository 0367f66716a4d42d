"""Where a nightmare could be turned: the beats at which something flips, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.calibration import probability
from nightglass.reading.values import Evidence, TurningPoint

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signal, Signals
    from nightglass.reading.values import Beat

__all__ = ["FEELING_WORDS", "find_turning_points"]

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
FEELING_WORDS = {
    "fear": "fear", "sadness": "sadness", "anger": "anger", "disgust": "disgust", "guilt_shame": "shame",
    "frustration": "frustration", "joy": "joy", "confusion": "confusion",
}  # fmt: skip


def find_turning_points(signals: Signals, cast: Cast, beats: tuple[Beat, ...]) -> tuple[TurningPoint, ...]:
    """Return the turning points in the order of their beats; at most one for each reason in a beat."""
    points: list[TurningPoint] = []
    feeling: str | None = None
    for k, beat in enumerate(beats):
        before = beats[k - 1] if k else None
        for reason, found in _reasons(signals, beat, before):
            points.append(_point(k, reason, _words(reason, cast, beat), signals.evidence(found, most=2)))
        if beat.feeling and feeling and beat.feeling != feeling and "confusion" not in {beat.feeling, feeling}:
            words = f"{FEELING_WORDS[feeling]} turns to {FEELING_WORDS[beat.feeling]}"
            felt = _within(signals, beat, beat.feeling)
            points.append(_point(k, "feeling_changes", words, signals.evidence(felt, most=2), beat.feeling))
        feeling = beat.feeling if beat.feeling not in {None, "confusion"} else feeling
        if not points or points[-1].beat != k:
            decided = signals.decisions(*signals.story.tokens_within(beat.start, beat.end))
            if decided and before:
                points.append(_point(k, "aim_changes", _WORDS["aim_changes"], signals.evidence(decided, most=1)))
    return tuple(points)


def _within(signals: Signals, beat: Beat, *kinds: str) -> list[Signal]:
    first, last = signals.story.tokens_within(beat.start, beat.end)
    return signals.between(first, last, *kinds)


def _reasons(signals: Signals, beat: Beat, before: Beat | None) -> list[tuple[str, list[Signal]]]:
    found: list[tuple[str, list[Signal]]] = []
    bound = before is not None and before.agency == "immobile"
    changed = _within(signals, beat, "metamorphosis")
    if changed:
        found.append(("metamorphosis", changed))
    if beat.agency == "immobile" and not bound:
        found.append(("freezes", _within(signals, beat, "immobile")))
    if bound and beat.agency != "immobile":
        found.append(("freed", _within(signals, beat, "freed")))
    if beat.senses.sound == "absent" and not (before and before.senses.sound == "absent"):
        found.append(("sound_goes", _within(signals, beat, "sound_gone")))
    if beat.senses.voice == "absent" and not (before and before.senses.voice == "absent"):
        found.append(("voice_goes", _within(signals, beat, "muted")))
    lost = _within(signals, beat, "known_dies")
    if lost:
        found.append(("loss", lost))
    threats = _within(signals, beat, "threat_me", "chased", "threat_other", "evil", "disaster", "accident")
    if before and not lost and threats and beat.threat >= _COMES and beat.threat - before.threat >= _RISE:
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
