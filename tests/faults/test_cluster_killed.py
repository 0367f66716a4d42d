"""Kill workers of a Dask run midway: no row may be lost or doubled."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROWS = 300


def command(table, out, *options):
    return [sys.executable, "-m", "nightglass", "code", str(table), "-o", str(out), "--engine", "dask", *options]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, invent):
    """A folder of Parquet files."""
    folder = tmp_path_factory.mktemp("dataset") / "dreams"
    folder.mkdir()
    texts = list(invent(ROWS))
    for part in range(3):
        rows = range(part * 100, part * 100 + 100)
        table = pa.table({"id": [f"d{i}" for i in rows], "text": [texts[i] for i in rows]})
        pq.write_table(table, folder / f"part.{part}.parquet")
    return folder


@pytest.fixture(scope="module")
def undisturbed(dataset, tmp_path_factory):
    """The coded table of a run that nobody broke, without Dask."""
    out = tmp_path_factory.mktemp("undisturbed") / "out.parquet"
    plain = [*command(dataset, out, "--workers", "2")]
    plain[plain.index("dask")] = "local"
    subprocess.run(plain, check=True, capture_output=True, timeout=240)
    return out.read_bytes()


def wait_for(partial, size, patience=120):
    end = time.monotonic() + patience
    while not (partial.exists() and partial.stat().st_size >= size):
        assert time.monotonic() < end, "the run has not begun"
        time.sleep(0.02)


def workers_of(pid):
    """The processes below ``pid`` that read: those that have loaded the model."""
    found = []
    for child in psutil.Process(pid).children(recursive=True):
        try:
            if any("onnxruntime" in m.path for m in child.memory_maps()):
                found.append(child)
        except psutil.Error:
            continue
    return found


def test_a_killed_local_worker_costs_no_row(dataset, undisturbed, tmp_path):
    out = tmp_path / "out.parquet"
    process = subprocess.Popen(
        command(dataset, out, "--workers", "2"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    wait_for(tmp_path / "out.parquet.partial", 20_000)
    process.send_signal(signal.SIGSTOP)  # so that its workers do not end while they are looked for
    killed = workers_of(process.pid)
    assert killed
    os.kill(killed[0].pid, signal.SIGKILL)
    process.send_signal(signal.SIGCONT)
    _, said = process.communicate(timeout=240)
    assert process.returncode == 0, said
    assert out.read_bytes() == undisturbed
    ids = pq.read_table(out)["id"].to_pylist()
    assert ids == [f"d{i}" for i in range(ROWS)]


@contextmanager
def a_cluster(workers):
    """A scheduler and workers of their own, on this machine's loopback."""
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "distributed.cli.dask_scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    ]
    try:
        address = None
        while address is None:
            line = started[0].stderr.readline()
            assert line, "the scheduler has ended"
            address = next(iter(re.findall(r"Scheduler at:\s+(tcp://\S+)", line)), None)
        for _ in range(workers):
            arguments = [address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_worker", *arguments],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()
        started[0].stderr.close()


def test_a_killed_worker_of_a_cluster_costs_no_row(dataset, undisturbed, tmp_path):
    out = tmp_path / "out.parquet"
    with a_cluster(2) as (address, workers):
        process = subprocess.Popen(
            command(dataset, out, "--scheduler", address, "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for(tmp_path / "out.parquet.partial", 20_000)
        workers[0].kill()
        told, said = process.communicate(timeout=240)
    assert process.returncode == 0, said
    assert json.loads(told)["coded"] == ROWS
    assert out.read_bytes() == undisturbed
