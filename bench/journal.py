"""How fast a journal of ten years opens and answers, how large it is, and how a huge Apple Health export comes in.

usage: python bench/journal.py        HEALTH_GB (environment) is the size of the export, by default 2.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from decade import FIRST, NIGHTS, PASSPHRASE, build
from nightglass.journal import Query, drafts, night, open_journal, reports, search
from nightglass.journal.keys import unlock
from nightglass.journal.opening import read_keys
from nightglass.journal.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

NIGHTGLASS = Path(sys.executable).parent / "nightglass"
QUERIES = {
    "one word": Query(words="tide"),
    "two words": Query(words="mother water"),
    "a phrase": Query(words='"could not move"'),
    "a beginning": Query(words="sing*"),
    "a facet": Query(facets=("immobile",)),
    "a feeling": Query(feeling="sadness"),
    "somebody": Query(who="mother"),
    "words, facet and dates": Query(words="water", facets=("immobile",), begin=FIRST, end=FIRST + dt.timedelta(900)),
}


def median(work: Callable[[], object], times: int = 15) -> float:
    """Return the median time of a piece of work in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def time_decade(folder: Path) -> None:
    """Print the times and the size of ten years."""
    began = time.perf_counter()
    build(folder).close()
    print(f"built: 3,650 nights, 2,500 reports with readings, in {time.perf_counter() - began:.0f} s")
    size = sum(p.stat().st_size for p in (folder / "journal").iterdir())
    print(f"the journal's files: {size / 1e6:.1f} MB (bar: 100)")
    document = read_keys(Place(folder))
    deriving = median(lambda: unlock(document, PASSPHRASE), 5)
    tonight = FIRST + dt.timedelta(days=NIGHTS - 1)

    def open_and_show() -> None:
        with open_journal(PASSPHRASE, folder) as journal:
            night(journal, tonight), list(reports(journal, tonight, tonight)), drafts(journal)

    opening = median(open_and_show, 5)
    print(f"open and show tonight: {opening:.3f} s, the key alone {deriving:.3f} s (bar: 0.5 s beyond the key)")
    with open_journal(PASSPHRASE, folder) as journal:
        for name, query in QUERIES.items():
            found = len(search(journal, query))
            taken = median(partial(search, journal, query))
            print(f"search by {name}: {1000 * taken:.1f} ms, {found} found (bar: 50 ms)")


def write_health(path: Path, size: float) -> int:
    """Write an invented export of about ``size`` bytes, and return how many nights it holds."""
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n')
        day, written = 0, 0
        while written < size:
            evening = dt.datetime(2005, 1, 1, 22, 40) + dt.timedelta(days=day)  # noqa: DTZ001 - the zone is written below
            written += out.write(_health_night(evening))
            day += 1
        out.write("</HealthData>\n")
    return day


def _health_night(evening: dt.datetime) -> str:
    lines = []
    moment = evening
    for stage in ("InBed", "AsleepCore", "AsleepDeep", "AsleepREM", "Awake", "AsleepCore", "AsleepREM"):
        end = moment + dt.timedelta(minutes=64)
        lines.append(
            '<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" sourceVersion="10.1" '
            f'creationDate="{end} +0100" startDate="{moment} +0100" endDate="{end} +0100" '
            f'value="HKCategoryValueSleepAnalysis{stage}"/>'
        )
        moment = end
    for k in range(280):
        at = evening + dt.timedelta(minutes=5 * k)
        lines.append(
            '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" sourceVersion="10.1" unit="count/min" '
            f'creationDate="{at} +0100" startDate="{at} +0100" endDate="{at} +0100" value="{52 + k % 30}"/>'
        )
    return "\n".join(lines) + "\n"


def time_health(folder: Path) -> None:
    """Print rate and memory of ``nightglass import`` on a huge export, as a person runs it."""
    source = folder / "export.xml"
    nights = write_health(source, float(os.environ.get("HEALTH_GB", "2")) * 1e9)
    settings = os.environ | {"NIGHTGLASS_HOME": str(folder / "home"), "NIGHTGLASS_PASSPHRASE": PASSPHRASE}
    subprocess.run([NIGHTGLASS, "init"], env=settings, check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    process = subprocess.Popen([NIGHTGLASS, "import", source], env=settings)
    _, status, used = os.wait4(process.pid, 0)
    taken, size = time.perf_counter() - began, source.stat().st_size / 1e6
    print(
        f"Apple Health: {size:,.0f} MB, {nights:,} nights, {taken:.0f} s: {size / taken:.0f} MB/s, "
        f"peak memory {used.ru_maxrss / 1000:.0f} MB (bar: 200), exit code {os.waitstatus_to_exitcode(status)}"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        time_health(Path(name))  # first: a process's peak memory counts what its parent held when it was forked
        time_decade(Path(name) / "decade")


if __name__ == "__main__":
    main()
