"""A recurrence as a whole: its core, its drift, its hot spot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from nightglass.recurrence.aligning import columns
from nightglass.recurrence.values import Aligned, Beat, Drift, HotSpot, Occurrence, Portrait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.reading import Reading
    from nightglass.recurrence.telling import Telling

__all__ = ["portray"]

_CORE = 0.75  # share of the occurrences that tell a beat of the core
_HOT = 0.15  # threat or grief below this is no hot spot
_OFTEN = 0.5  # share of the tellings that tell a hot spot, and of these that found it hard
_HARD = 2  # tellings in which a hot spot is hard: what one reading found once is no basis
_LABEL = 44  # characters
_LEADING = re.compile(r"^(?:\W|_|(?:and|but|so|then|well|also|now|because|when|while|again)\b)+", re.IGNORECASE)
_TOLD = {"ending": "ends", "emotion": "feeling", "waking_affect": "on waking"}
_PLAIN = {
    ("ending", "bad"): "badly", ("ending", "good"): "well", ("ending", "mixed"): "partly resolved",
    ("ending", "unresolved"): "still open", ("ending", "neutral"): "with nothing at stake",
    ("emotion", "neutral"): "no strong feeling", ("emotion", "guilt_shame"): "shame or guilt",
}  # fmt: skip
_FLAGS = {
    "immobile": "cannot move", "muted": "cannot speak or be heard", "metamorphosis": "somebody changes shape",
    "known_dies": "somebody known dies", "rescue": "somebody is saved",
}  # fmt: skip
_SURE = 0.5  # probability from which a finding counts as a change


def portray(
    tellings: Sequence[Telling],
    texts: Sequence[str],
    dates: Sequence[str | None],
    readings: Sequence[Reading | None],
) -> Portrait:
    """Return a recurrence with its occurrences aligned.

    Parameters
    ----------
    tellings, texts, dates, readings
        Of its occurrences, in the order in which they came. A date or a reading may be missing.
    """
    cells = columns(tellings)
    told = [_told(tellings, cell) for cell in cells]
    least = max(2, round(_CORE * len(tellings)))
    beats = tuple(
        Beat(
            label=_label(tellings, texts, cell, readings),
            told=steps,
            threat=_threat(steps, readings),
            grief=_grief(steps, readings),
            core=sum(map(bool, steps)) >= least,
        )
        for cell, steps in zip(cells, told, strict=True)
    )
    return Portrait(
        occurrences=tuple(Occurrence(t.id, d) for t, d in zip(tellings, dates, strict=True)),
        beats=beats,
        alone=_alone(tellings, cells),
        drift=tuple(_drift(beats, readings)),
        hot_spot=_hot_spot(beats, readings),
    )


def _told(tellings: Sequence[Telling], cell: list[tuple[int, int]]) -> tuple[tuple[Aligned, ...], ...]:
    return tuple(
        tuple(Aligned(*telling.steps[step]) for k, step in cell if k == place) for place, telling in enumerate(tellings)
    )


def _alone(tellings: Sequence[Telling], cells: list[list[tuple[int, int]]]) -> tuple[tuple[Aligned, ...], ...]:
    shared = {place for cell in cells for place in cell}
    return tuple(
        tuple(Aligned(*span) for step, span in enumerate(telling.steps) if (k, step) not in shared)
        for k, telling in enumerate(tellings)
    )


def _label(
    tellings: Sequence[Telling], texts: Sequence[str], cell: list[tuple[int, int]], readings: Sequence[Reading | None]
) -> str:
    """Return the words of one step of a beat, cut to a few.

    Where there is threat it is the step that has most of it, so that the words show why the beat is hard; else the one
    that is most like the others.
    """
    vectors = np.stack([tellings[k].vectors[step] for k, step in cell])
    typical = (vectors @ vectors.T).sum(axis=1)
    threat = [_hardest((Aligned(*tellings[k].steps[step]),), readings[k]) for k, step in cell]
    hot = max(threat) >= _HOT
    k, step = cell[max(range(len(cell)), key=lambda c: (threat[c] if hot else 0.0, float(typical[c])))]
    words = " ".join(texts[k][slice(*tellings[k].steps[step])].split())
    words = _LEADING.sub("", words).rstrip(" ,;:.-–—") or words
    if len(words) <= _LABEL:
        return words
    return words[:_LABEL].rpartition(" ")[0].rstrip(" ,;:.-–—") + " …"


def _hardest(steps: tuple[Aligned, ...], reading: Reading | None) -> float:
    """Return the greatest threat that a reading found in some steps."""
    if reading is None:
        return 0.0
    return max((b.threat for s in steps for b in reading.beats if b.start < s.end and s.start < b.end), default=0.0)


def _grieves(steps: tuple[Aligned, ...], reading: Reading) -> bool:
    """Tell whether a reading found sadness or loss in some steps."""
    losses = {t.beat for t in reading.turning_points if t.reason == "loss"}
    here = [k for k, b in enumerate(reading.beats) if any(b.start < s.end and s.start < b.end for s in steps)]
    return any(reading.beats[k].feeling == "sadness" or k in losses for k in here)


def _read(
    told: tuple[tuple[Aligned, ...], ...], readings: Sequence[Reading | None]
) -> list[tuple[tuple[Aligned, ...], Reading]]:
    """Return the steps of those who tell a beat and have a reading."""
    return [(steps, r) for steps, r in zip(told, readings, strict=True) if steps and r is not None]


def _threat(told: tuple[tuple[Aligned, ...], ...], readings: Sequence[Reading | None]) -> float:
    found = [_hardest(*one) for one in _read(told, readings)]
    return round(sum(found) / len(found), 3) if found else 0.0


def _grief(told: tuple[tuple[Aligned, ...], ...], readings: Sequence[Reading | None]) -> float:
    found = [_grieves(*one) for one in _read(told, readings)]
    return round(sum(found) / len(found), 3) if found else 0.0


def _hot_spot(beats: tuple[Beat, ...], readings: Sequence[Reading | None]) -> HotSpot | None:
    """Return the beat of greatest threat or grief among those told often; of equals the one that is told most often.

    A beat that few tell, or that few found hard, says nothing of the dream that comes back.
    """
    hard = [sum(_hardest(*o) >= _HOT or _grieves(*o) for o in _read(b.told, readings)) for b in beats]
    hot = [
        k
        for k, beat in enumerate(beats)
        if beat.times >= _OFTEN * len(beat.told)
        and hard[k] >= max(_HARD, _OFTEN * beat.times)
        and max(beat.threat, beat.grief) >= _HOT
    ]
    if not hot:
        return None
    hottest = max(hot, key=lambda k: (max(beats[k].threat, beats[k].grief), beats[k].times))
    return HotSpot(hottest, hottest - 1 if hottest else None, hard[hottest])


def _drift(beats: tuple[Beat, ...], readings: Sequence[Reading | None]) -> list[Drift]:
    """Return what changed: beats that are told for the first time, or for the last, and findings that change.

    What kind of dream it is, nightmare or bad dream, is not among them: it turns on how one wakes and how the readings
    part the two, not on what is dreamt.
    """
    found: list[Drift] = []
    for number, beat in enumerate(beats):
        there = [k for k, steps in enumerate(beat.told) if steps]
        if there[0] > 0:
            found.append(Drift(there[0], "beat_comes", f"first told: “{beat.label}”", number))
        if there[-1] < len(beat.told) - 2 and len(there) > 1:
            found.append(Drift(there[-1], "beat_goes", f"last told: “{beat.label}”", number))
    before: dict[str, str | bool] = {}
    for k, reading in enumerate(readings):
        if reading is None:
            continue
        for name, value in _findings(reading).items():
            if name in before and before[name] != value:
                found.append(Drift(k, name, _changed(name, before[name], value)))
            before[name] = value
    return sorted(found, key=lambda d: d.occurrence)


def _findings(reading: Reading) -> dict[str, str | bool]:
    facets = reading.facets
    return {
        name: value
        for name in (*_TOLD, *_FLAGS)
        if name in facets
        and facets[name].probability >= _SURE
        and isinstance(value := facets[name].value, str | bool)
        and value not in {"none", "other", "unclear", "not_told"}
    }


def _changed(name: str, before: str | bool, now: str | bool) -> str:  # noqa: FBT001 - a facet's value
    if name in _FLAGS:
        return f"{'now' if now else 'no longer'}: {_FLAGS[name]}"
    was, becomes = (_PLAIN.get((name, str(v)), str(v).replace("_", " ")) for v in (before, now))
    return f"{_TOLD[name]}: {was}, now {becomes}"
