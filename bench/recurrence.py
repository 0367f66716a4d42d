"""Recurrences: retold dreams grouped, their beats aligned; 30,000 reports, and one more among 10,000.

The weights were fitted on the same retold dreams; `python -m training recurring` prints the figures with each
recurrence held out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from nightglass.recurrence import Shelf, Telling, find_recurrences, make_telling, place
from nightglass.recurrence.aligning import matches

DATA = Path(os.environ.get("DATA", "../shared/data"))
EVAL = Path(os.environ.get("EVAL", "../shared/eval"))
MANY = int(os.environ.get("MANY", "30000"))


def tell(item: tuple[str, str]) -> Telling:
    return make_telling(*item)


def retold() -> None:
    file = DATA / "retold" / "dev.jsonl"
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    tellings = [make_telling(t["id"], t["text"]) for t in told]
    found = find_recurrences(tellings)
    home = {name: f"r{k}" for k, members in enumerate(found.recurrences) for name in members}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(json.dumps({"id": t["id"], "recurrence": home.get(t["id"])}) + "\n" for t in told)
        out.flush()
        subprocess.run([sys.executable, EVAL / "score_recurrence.py", file, out.name], check=True)
    align(told, tellings)


def align(told: list[dict[str, Any]], tellings: list[Telling]) -> None:
    """Print how far, in shares of a telling, a beat's step is from where the other telling has the beat."""
    groups = defaultdict(list)
    for row, telling in zip(told, tellings, strict=True):
        if row["recurrence"]:
            groups[row["recurrence"]].append((row["beats"], telling))
    errors: dict[str, list[float]] = defaultdict(list)
    chance = np.random.default_rng(1)
    for own in groups.values():
        for (beats, one), (others, other) in permutations(own, 2):
            found = matches(one, other)
            for beat in set(beats) & set(others):
                here = (beats.index(beat) + 0.5) / len(beats)
                there = (others.index(beat) + 0.5) / len(others)
                step = found[min(int(here * len(one.steps)), len(one.steps) - 1)]
                moved = "moved" if abs(here - there) > 0.25 else "in place"
                errors[f"aligned, {moved}"].append(abs((step + 0.5) / len(other.steps) - there))
                errors[f"same place, {moved}"].append(abs(here - there))
                errors[f"by chance, {moved}"].append(abs(chance.random() - there))
    for name, values in sorted(errors.items()):
        print(f"beats {name}: off by {np.mean(values):.2f} of a telling ({len(values)} beats)")


def many() -> None:
    rows = pq.read_table(DATA / "dreambank" / "dreambank.parquet").to_pylist()
    texts = [r["text"][:20_000] for r in rows if r["text"].strip()]
    texts = (texts + texts)[:MANY]
    began = time.monotonic()
    with ProcessPoolExecutor(2) as pool:
        tellings = list(pool.map(tell, ((str(k), t) for k, t in enumerate(texts)), chunksize=64))
    read = time.monotonic()
    found = find_recurrences(tellings)
    print(
        f"{len(texts)} reports: made ready in {read - began:.0f} s, grouped in {time.monotonic() - read:.0f} s, "
        f"{len(found.recurrences)} recurrences"
    )
    add(tellings[:10_000], tellings[-5:])


def add(there: list[Telling], new: list[Telling]) -> None:
    shelf = Shelf(there)
    times = []
    for telling in new:
        began = time.monotonic()
        shelf.add(telling)
        place(shelf, {})
        times.append(time.monotonic() - began)
    print(f"one more among {len(there)}: {1000 * float(np.median(times)):.0f} ms (most {1000 * max(times):.0f} ms)")


if __name__ == "__main__":
    retold()
    many()
