"""Whether the course says what it claims: 2,000 simulated diaries a cell, with 0, 20 and 50 % unknown nights."""

from __future__ import annotations

import datetime as dt
import sys

import numpy as np

from nightglass.course import (
    Gaps,
    Night,
    Rate,
    Silence,
    find_cluster,
    find_gaps,
    find_rate,
    find_silence,
    randomization_p,
    rate_ratio,
)
from nightglass.course.values import Cluster

DIARIES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
FIRST = dt.date(2026, 1, 1)
EVENINGS = [FIRST + dt.timedelta(days=k) for k in range(1000)]


def diary(chance: np.random.Generator, nights: int, rate: float, tied: float) -> np.ndarray:
    """Return bad nights (True) of a Markov chain with a share of bad nights and a correlation with the next night."""
    again, anew = rate + tied * (1 - rate), rate * (1 - tied)
    bad = np.zeros(nights, bool)
    bad[0] = chance.random() < rate
    draws = chance.random(nights)
    for k in range(1, nights):
        bad[k] = draws[k] < (again if bad[k - 1] else anew)
    return bad


def nights_of(chance: np.random.Generator, bad: np.ndarray, unknown: float) -> list[Night]:
    hidden = chance.random(len(bad)) < unknown
    states = np.where(hidden, "unknown", np.where(bad, "badly", "quiet"))
    return [Night(date=e, state=str(s)) for e, s in zip(EVENINGS, states, strict=False)]  # type: ignore[arg-type]


def main() -> None:
    chance = np.random.default_rng(6)
    print(f"{DIARIES} diaries a cell")
    for tied in (0.0, 0.3):
        for unknown in (0.0, 0.2, 0.5):
            held = said = 0
            for _ in range(DIARIES):
                rate = float(chance.uniform(0.1, 0.6))
                found = find_rate(nights_of(chance, diary(chance, 180, rate, tied), unknown))
                if isinstance(found, Rate):
                    said += 1
                    held += found.low <= rate <= found.high
            print(f"rate: nights tied {tied}, unknown {unknown:.0%}: 95 % interval holds in {held / said:.1%}")
    for unknown in (0.0, 0.2, 0.5):
        silent = silences = clustered = clusters = 0
        for _ in range(DIARIES):
            nights = nights_of(chance, diary(chance, 400, 0.3, 0.0), unknown)
            last = max((k for k, n in enumerate(nights) if n.state == "badly"), default=0)
            gaps = find_gaps(nights[:last])  # the last gap as it stood when it ended: one gap like the others
            silence = find_silence(gaps) if isinstance(gaps, Gaps) else gaps
            if isinstance(silence, Silence):
                silences += 1
                silent += silence.p <= 0.05
            cluster = find_cluster(nights)
            if isinstance(cluster, Cluster):
                clusters += 1
                clustered += cluster.p <= 0.05
        rates = f"long silence {silent / silences:.1%}, cluster {clustered / clusters:.1%}"
        print(f"alarms at 5 %: unknown {unknown:.0%}: {rates}")
    effect(chance)


def effect(chance: np.random.Generator) -> None:
    for tied in (0.0, 0.3):
        for unknown in (0.0, 0.2, 0.5):
            rejected = 0
            for _ in range(DIARIES):
                values = diary(chance, 120, 0.4, tied).astype(float)
                values[chance.random(120) < unknown] = np.nan
                p = randomization_p(values, np.arange(120) >= 60)
                rejected += p is not None and p <= 0.05
            cell = f"nights tied {tied}, unknown {unknown:.0%}"
            print(f"randomization test, no effect: {cell}: rejects in {rejected / DIARIES:.1%}")
    for nights in (28, 56, 112):
        held = 0
        for _ in range(DIARIES):
            a, b = chance.poisson(0.5 * nights), chance.poisson(0.3 * nights)
            _, low, high, _ = rate_ratio((int(a), nights), (int(b), nights))
            held += low <= 0.6 <= high
        print(f"rate ratio, 95 % interval: {nights} nights a phase: holds the ratio in {held / DIARIES:.1%}")
    for nights in (28, 42, 60, 90, 150):
        found = 0
        for _ in range(DIARIES // 4):
            values = np.concatenate([diary(chance, nights, 0.5, 0.1), diary(chance, nights, 0.25, 0.1)]).astype(float)
            p = randomization_p(values, np.arange(2 * nights) >= nights)
            found += p is not None and p <= 0.05
        power = found / (DIARIES // 4)
        print(f"power of the randomization test, half as many bad nights: {nights} nights a phase: {power:.0%}")


if __name__ == "__main__":
    main()
