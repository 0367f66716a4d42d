"""How long the profile of 100,000 coded dreams takes, from the file on the disk to the last p value.

The dreams are invented, a seed decides them. Prints one line; exit code 1 where it took longer than the limit.

usage: python bench/hvdc_profile.py [--dreams 100000] [--limit SECONDS] [--format jsonl|csv|xml]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nightglass.hvdc import CodedDream, write_codings

PEOPLE = [f"{n}{s}{i}{a}" for n in "12" for s in "MFJI" for i in "KSUOFMBTR" for a in "ATC"]
NIGHTGLASS = Path(sys.executable).parent / "nightglass"


def invent(number: int, seed: int = 1966) -> list[CodedDream]:
    """Return so many invented codings, about as long as those of the normative dreams."""
    chance = random.Random(seed)
    return [CodedDream(f"invented_{k}", tuple(_items(chance)), "invented") for k in range(number)]


def _items(chance: random.Random) -> list[str]:
    cast = chance.sample(PEOPLE, chance.randint(1, 5))
    items = [f"char:{code}" for code in cast]
    for tag, classes, share in (("agg", 8, 0.6), ("fri", 7, 0.5), ("sex", 5, 0.1)):
        if chance.random() < share:
            both = [chance.choice(["D", *cast]), chance.choice(["D", f"D + {cast[0]}", *cast])]
            items.append(f"{tag}:{both[0]},{chance.randint(1, classes)}{chance.choice('>>>=R')},{both[1]}")
    if chance.random() < 0.4:
        items.append(f"mf:{chance.randint(1, 6)},D")
    if chance.random() < 0.6:
        items.append(f"emot:{chance.choice(['AN', 'AP', 'SD', 'CO', 'HA'])},D")
    items.append(f"set:{chance.choice('IOA')}{chance.choice('FDGUQ')}")
    return items


def main() -> int:
    """Measure, print, and say by the exit code whether the limit was kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dreams", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--format", default="jsonl", choices=["jsonl", "csv", "xml"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"coded.{asked.format}"
        dreams = invent(asked.dreams)
        write_codings(path, dreams)
        items = sum(len(d.hvdc) for d in dreams)
        began = time.perf_counter()
        subprocess.run([NIGHTGLASS, "hvdc", "profile", path, "--json"], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
    print(
        f"profile of {asked.dreams:,} coded dreams ({items:,} items, .{asked.format}), whole command: "
        f"{seconds:.2f} s (limit {asked.limit:g} s)"
    )
    return int(seconds > asked.limit)


if __name__ == "__main__":
    sys.exit(main())
