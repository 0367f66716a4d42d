"""The dream's steps in order: where one ends and the next begins, and what happens in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nightglass.reading.cast import DREAMER
from nightglass.reading.feeling import weight_of
from nightglass.reading.sensing import sense
from nightglass.reading.values import Agency, Beat, Senses

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signal, Signals
    from nightglass.text import Stretch

__all__ = ["THREATS", "find_beats"]

_MARKER = re.compile(
    r"(?:and |but |so )?(?:then|suddenly|all of a sudden|next|later|after|now|when|at last|finally|meanwhile|soon|"
    r"eventually|at (?:this|that|one) point|the next|in the (?:next|second)|another|all at once|at first)\b"
)
_LEAPS = re.compile(r"(?:and |but |so |then )*(?:suddenly|all of a sudden|all at once|later|the next|meanwhile)\b")
_TURNS = ("immobile", "muted", "metamorphosis", "known_dies", "freed", "chased")
_FULL = 30  # words: a beat that holds so many is long enough for one step
_MOST = 48  # characters of a beat's phrase
_LEADING = re.compile(
    r"^(?:[^\w\"“]|_|"
    r"(?:and|but|so|then|well|suddenly|all of a sudden|also|now|okay|um|uh|anyway|because|cause|when|while)\b)+",
    re.IGNORECASE,
)
_TRAILING = " ,;:.-–—(["
_SUBORDINATE = frozenset(
    "because cause cuz when while until till since though although if unless as who whom whose which that where".split()
)
_LEAST, _ENOUGH = 3, 7  # tokens: a clause that is shorter says little; one that is longer no more

THREATS = {
    "threat_me": 0.55, "chased": 0.6, "known_dies": 0.75, "threat_other": 0.45, "immobile": 0.5, "muted": 0.35,
    "evil": 0.35, "disaster": 0.35, "accident": 0.4, "danger_word": 0.25, "fear": 0.3, "intense": 0.3, "vermin": 0.2,
    "eerie": 0.2, "sadness": 0.15, "anger": 0.12, "quarrel": 0.15, "failure": 0.1, "worry": 0.12, "health_death": 0.2,
}  # fmt: skip
"""How much each signal adds to a beat's threat: parts of what is left up to 1, set by judgement (docs/method.md)."""

_LINGERS = 0.45  # share of a beat's threat that is still there in the next, where nothing says it is over
_FEELINGS = ("fear", "sadness", "anger", "disgust", "guilt_shame", "frustration", "joy", "confusion")
_FELT = 0.5  # weight from which a feeling is the dreamer's own (nightglass.reading.feeling)
_ACTS_AGAIN = re.compile(
    r"\bi (?:ran|run|walk\w*|reach\w*|jump\w*|climb\w*|go|went|get up|got up|turn\w*|drive|drove|fly|flew|swam|swim)\b"
)


def find_beats(signals: Signals, cast: Cast) -> tuple[Beat, ...]:
    """Return the beats of the dream itself, in order and without overlap."""
    beats: list[Beat] = []
    for first, last in _steps(signals, cast):
        beats.append(_beat(signals, cast, first, last, beats[-1] if beats else None))
    return tuple(beats)


def _steps(signals: Signals, cast: Cast) -> list[tuple[int, int]]:
    """Return the beats as token ranges: sentences, joined while nothing turns and no step is full."""
    story = signals.story
    steps: list[tuple[int, int]] = []
    met: set[int] = set()
    mood: str | None = None
    for sentence in story.dream_sentences():
        here = {p for m in cast.between(sentence.first, sentence.last) for p in m.parties}
        if not any(w[:1].isalnum() for w in story.words[sentence.first : sentence.last]):
            continue
        weight = 0.6 * bool(signals.between(sentence.first, sentence.last, *_TURNS)) + 0.4 * bool(here - met)
        weight += 0.5 * bool(_MARKER.match(story.line, story.offset_of(sentence.first)))
        weight += 0.3 * bool(_LEAPS.match(story.line, story.offset_of(sentence.first)))
        weight += 0.4 * bool(signals.decisions(sentence.first, sentence.last))
        felt = _feeling(signals, sentence.first, sentence.last)[0]
        weight += 0.6 * bool(felt and mood and felt != mood)
        met |= here
        mood = felt or mood
        if steps and steps[-1][1] == sentence.first:
            length = steps[-1][1] - steps[-1][0]
            if length + sentence.last - sentence.first <= _FULL and weight + length / _FULL < 1:
                steps[-1] = (steps[-1][0], sentence.last)
                continue
        steps.append((sentence.first, sentence.last))
    return steps


def _beat(signals: Signals, cast: Cast, first: int, last: int, before: Beat | None) -> Beat:
    story = signals.story
    start, end = story.text.tokens[first].start, story.text.tokens[last - 1].end
    threats = signals.between(first, last, *THREATS)
    eased = signals.between(first, last, "relief", "freed")
    agency, bound = _agency(signals, first, last, before)
    feeling, felt = _feeling(signals, first, last)
    senses, sensed = sense(signals, first, last, before.senses if before else Senses())
    ids = dict.fromkeys(
        "D" if p == DREAMER else cast.characters[p].id for m in cast.between(first, last) for p in m.parties
    )
    if any(
        story.words[i].partition(" ")[0] in {"i", "me", "my", "we", "us", "our", "myself"} for i in range(first, last)
    ):
        ids = {"D": None, **ids}
    return Beat(
        start=start,
        end=end,
        text=story.text.source[start:end],
        phrase=_phrase(signals, first, last),
        cast=tuple(ids),
        threat=_threat(threats, before.threat if before and not eased else 0.0),
        agency=agency,
        senses=senses,
        feeling=feeling,
        evidence={
            lane: signals.evidence(found)
            for lane, found in {"threat": threats, "agency": bound, "feeling": felt, **sensed}.items()
            if found
        },
    )


def _threat(threats: list[Signal], before: float) -> float:
    left = 1.0
    seen: dict[str, int] = {}
    told: set[int] = set()
    for s in sorted(threats, key=lambda s: -THREATS[s.kind]):
        if s.kind != "intense" and not told.isdisjoint(range(s.first, s.last)):
            continue  # the same words, found once more: a strong word alone weighs twice
        told.update(range(s.first, s.last))
        seen[s.kind] = seen.get(s.kind, 0) + 1
        left *= 1 - THREATS[s.kind] / seen[s.kind]  # said again, it weighs less
    return round(max(1 - left, _LINGERS * before), 2)


def _agency(signals: Signals, first: int, last: int, before: Beat | None) -> tuple[Agency, list[Signal]]:
    bound = signals.between(first, last, "immobile")
    freed = signals.between(first, last, "freed")
    if bound and not (freed and freed[-1].first > bound[-1].first):
        return "immobile", bound
    story = signals.story
    line = story.line[story.offset_of(first) : story.offset_of(last - 1)]
    if before and before.agency == "immobile" and not freed and not _ACTS_AGAIN.search(line):
        return "immobile", []
    deaf = {i for s in signals.between(first, last, "sound_gone") for i in range(s.first, s.last)}
    impeded = [
        s
        for s in signals.between(first, last, "muted", "failure")
        if story.is_me(s.first) and deaf.isdisjoint(range(s.first, s.last))
    ]
    return ("impeded", impeded) if impeded else ("free", freed)


def _feeling(signals: Signals, first: int, last: int) -> tuple[str | None, list[Signal]]:
    told = {f: signals.between(first, last, f) for f in _FEELINGS}
    weights = {f: sum(weight_of(signals, s) for s in told[f]) for f in _FEELINGS}
    best = max(_FEELINGS, key=lambda f: weights[f])
    return (best, told[best]) if weights[best] >= _FELT else (None, [])


def _phrase(signals: Signals, first: int, last: int) -> str:
    """Return a few words of the beat: of the clause in which most happens, from its beginning."""
    story = signals.story
    clauses = story.clauses_between(first, last)

    def weight(clause: Stretch) -> tuple[int, bool, int]:
        heavy = signals.between(clause.first, clause.last, *_TURNS, "threat_me", "threat_other")
        length = clause.last - clause.first
        main = length >= _LEAST and story.words[clause.first] not in _SUBORDINATE
        return len(heavy), main, min(length, _ENOUGH)

    best = max(clauses, key=weight, default=None)
    text = story.text.source[best.start : min(best.end, story.text.tokens[last - 1].end)] if best else ""
    text = _shorten(" ".join(_LEADING.sub("", text).split()).rstrip(_TRAILING))
    return text or _shorten(" ".join(story.evidence(first, min(last, first + 6)).text.split()))


def _shorten(phrase: str) -> str:
    if len(phrase) > _MOST:
        phrase = phrase[: _MOST + 1].rsplit(" ", 1)[0].rstrip(_TRAILING) + " …"
    if phrase.count('"') % 2:
        return phrase[:-1].rstrip(_TRAILING) if phrase.endswith('"') else phrase + '"'
    return phrase
