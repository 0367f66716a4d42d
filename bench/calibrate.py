"""Count how often each kind of finding is right, and write the counts into the package.

A coding item is right when the human coding of the dream holds one of the same kind (for characters the same identity,
for interactions the same subclass, for emotions the same emotion), each matched once; a facet's value when both coders
gave it. The counts make the probability of every finding (nightglass.reading.calibration).

usage: python bench/calibrate.py
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from nightglass import read
from nightglass.reading.calibration import key_of

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
OUT = ROOT / "src" / "nightglass" / "reading" / "calibration.json"


BY_HAND = {
    "body:crying": (20, 22),
    "body:sweat": (7, 7),
    "body:frozen": (16, 20),
    "body:gasping": (4, 4),
    "body:racing_heart": (4, 4),
    "body:tight_throat": (1, 1),
}
"""Body signs have no coders: (right, judged) of those found in 5,000 DreamBank reports, read by hand on 2026-11-23."""


def rows(part: str) -> list[dict[str, Any]]:
    """Return the rows of one part of the research data."""
    return [json.loads(line) for line in (DATA / part / "dev.jsonl").open(encoding="utf-8")]


def count_codings(right: Counter[str], every: Counter[str]) -> None:
    """Count the coding items, each matched with a human one of the same key."""
    for row in rows("hvdc"):
        found = Counter(key_of(c.item) for c in read(row["text"], images=False).hvdc)
        gold = Counter(key_of(item) for item in row["hvdc"])
        if not any(item.startswith("set:") for item in row["hvdc"]):
            found = Counter({k: n for k, n in found.items() if not k.startswith("set:")})
        every.update(found)
        right.update(found & gold)


def count_facets(right: Counter[str], every: Counter[str]) -> None:
    """Count the facets' values and the themes."""
    for row in rows("facets"):
        gold = row["facets"]
        for name, facet in read(row["text"], images=False).facets.items():
            if name == "themes":
                themes = facet.value if isinstance(facet.value, tuple) else ()
                for theme in themes or ("none",):
                    if theme not in gold["themes_disputed"]:
                        every[f"theme:{theme}"] += 1
                        right[f"theme:{theme}"] += theme in gold["themes"] or (theme == "none" and not gold["themes"])
            elif gold[name] is not None:
                key = f"{name}:{str(facet.value).lower()}"
                every[key] += 1
                right[key] += facet.value == gold[name]


def main() -> None:
    """Count and write."""
    if not DATA.exists():
        sys.exit(f"There is no research data at {DATA}; say where it is with DATA=/path/to/data")
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    count_codings(right, every)
    count_facets(right, every)
    for key, (good, judged) in BY_HAND.items():
        right[key], every[key] = good, judged
    lines = ",\n".join(f'  "{key}": [{right[key]}, {every[key]}]' for key in sorted(every))
    OUT.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(f"{len(every)} kinds of finding counted; written to {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
