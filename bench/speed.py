"""How fast tables are coded and the command starts: measured as a person runs them.

usage: python bench/speed.py        DATA (environment) says where the research data is; ROWS limits the reports.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pyarrow.parquet as pq

from bert_large import reports_a_second

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
NIGHTGLASS = Path(sys.executable).parent / "nightglass"


def table(folder: Path) -> tuple[Path, int]:
    """Write all reports of DreamBank with an id of their own, and return the file and how many there are."""
    reports = pq.read_table(DATA / "dreambank" / "dreambank.parquet").to_pylist()
    rows = reports[: int(os.environ.get("ROWS", len(reports)))]
    path = folder / "reports.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for k, row in enumerate(rows):
            out.write(json.dumps({"id": f"{row['series']}_{row['number']}_{k}", "text": row["text"]}) + "\n")
    return path, len(rows)


def watch_memory(process: psutil.Process, peak: list[float], stop: threading.Event) -> None:
    """Keep the largest memory of a process and its children, in MB, in ``peak``."""
    while not stop.wait(0.5):
        try:
            every = [process, *process.children(recursive=True)]
            peak[0] = max(peak[0], sum(p.memory_info().rss for p in every) / 1e6)
        except psutil.Error:
            continue


def time_coding(folder: Path) -> float:
    """Print reports per second over the whole of DreamBank, none lost, and return them."""
    source, expected = table(folder)
    out = folder / "coded.jsonl"
    began = time.perf_counter()
    process = subprocess.Popen([NIGHTGLASS, "code", source, "-o", out, "--quiet"], stderr=subprocess.DEVNULL)
    peak, stop = [0.0], threading.Event()
    watcher = threading.Thread(target=watch_memory, args=(psutil.Process(process.pid), peak, stop))
    watcher.start()
    code = process.wait()
    taken = time.perf_counter() - began
    stop.set()
    watcher.join()
    coded = sum(1 for _ in out.open(encoding="utf-8"))
    problems = Path(f"{out}.problems.jsonl")
    found = [json.loads(line) for line in problems.open(encoding="utf-8")] if problems.exists() else []
    refused = sum(1 for p in found if p["kind"] == "refused")
    cores = len(os.sched_getaffinity(0))
    print(
        f"{coded:,} of {expected:,} reports coded in {taken:.0f} s on {cores} cores: {coded / taken:.0f} a second, "
        f"peak memory of all processes {peak[0]:.0f} MB; {refused} refused, {len(found) - refused} with limits "
        f"(other languages), exit code {code}"
    )
    return coded / taken


def time_start() -> None:
    """Print how long ``nightglass --help`` takes against a bare Python."""

    def median(command: list[str]) -> float:
        times = []
        for _ in range(15):
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    bare, helped = median([sys.executable, "-c", "pass"]), median([str(NIGHTGLASS), "--help"])
    print(f"python -c pass: {1000 * bare:.0f} ms, nightglass --help {1000 * helped:.0f} ms: {helped / bare:.1f} times")


def time_peer(ours: float) -> None:
    """Print how fast a BERT-large reads some of the same reports, and how many times faster we are."""
    reports = pq.read_table(DATA / "dreambank" / "dreambank.parquet", columns=["text"]).to_pylist()
    chosen = [row["text"] for row in reports[:: max(1, len(reports) // 40)][:40]]
    peer = reports_a_second(chosen)
    print(
        f"a BERT-large (random weights, onnxruntime, all cores) reads {peer:.2f} of them a second: "
        f"{ours / peer:.0f} times"
    )


def time_first() -> None:
    """Print how long a fresh process takes to its first reading, start of Python included."""
    text = "I was in my old school. A man came after me. I could not run. I woke up crying."
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import nightglass; nightglass.read({text!r})"], check=True)
        times.append(time.perf_counter() - began)
    print(f"first reading of a fresh process: {statistics.median(times):.2f} s")


def main() -> None:
    """Measure and print."""
    if not DATA.exists():
        sys.exit(f"There is no research data at {DATA}; say where it is: make bench DATA=/path/to/data")
    time_start()
    time_first()
    with tempfile.TemporaryDirectory() as name:
        time_peer(time_coding(Path(name)))


if __name__ == "__main__":
    main()
