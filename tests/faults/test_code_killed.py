"""Break a run of ``nightglass code`` in every way that a machine does; nothing may be lost, doubled or left hanging."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

ROWS = 400


def command(table, out, *options):
    return [sys.executable, "-m", "nightglass", "code", str(table), "-o", str(out), "--workers", "2", *options]


def run(table, out, *options, **more):
    return subprocess.run(
        command(table, out, *options), capture_output=True, text=True, timeout=120, check=False, **more
    )


def start(table, out, *options):
    return subprocess.Popen(command(table, out, *options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def wait_for(partial, batches, patience=60):
    """Wait until so many batches are on the disk; the last line may still be on its way there."""
    end = time.monotonic() + patience
    while not (partial.exists() and partial.read_bytes().count(b"\n") > 1 + batches):
        assert time.monotonic() < end, "the run has not begun"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def table(tmp_path_factory, invent):
    """A table with reports and, here and there, a row that cannot be read."""
    path = tmp_path_factory.mktemp("table") / "dreams.jsonl"
    lines = [json.dumps({"id": f"d{i}", "text": text}) for i, text in enumerate(invent(ROWS))]
    lines[17] = '{"id": "d17", "text": ""}'
    lines[230] = "no JSON at all"
    lines[231] = '{"id": "d3", "text": "I was in a tower."}'
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def undisturbed(table, tmp_path_factory):
    """The folder of a run that nobody broke."""
    folder = tmp_path_factory.mktemp("undisturbed")
    for suffix in ("jsonl", "csv", "parquet"):
        done = run(table, folder / f"out.{suffix}")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def unfinished(table, tmp_path_factory):
    """The journal of a run that was killed after a few batches."""
    folder = tmp_path_factory.mktemp("unfinished")
    partial = folder / "out.jsonl.partial"
    process = start(table, folder / "out.jsonl")
    wait_for(partial, 3)
    process.kill()
    process.communicate()
    return partial.read_bytes()


def rows_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def assert_same(folder, undisturbed, name="out.jsonl"):
    for file in (name, f"{name}.problems.jsonl"):
        assert (folder / file).read_bytes() == (undisturbed / file).read_bytes()
    assert sorted(p.name for p in folder.iterdir()) == sorted([name, f"{name}.problems.jsonl"])


def test_every_row_is_in_one_place(table, undisturbed):
    coded = [row["id"] for row in rows_of(undisturbed / "out.jsonl")]
    problems = rows_of(undisturbed / "out.jsonl.problems.jsonl")
    assert [p["row"] for p in problems] == [18, 231, 232]
    assert coded == [f"d{i}" for i in range(ROWS) if i not in {17, 230, 231}]


def test_killed_at_random_moments(table, undisturbed, tmp_path, many):
    chance = random.Random(2)
    for turn in range(25 if many else 2):
        folder = tmp_path / str(turn)
        folder.mkdir()
        name = f"out.{('jsonl', 'csv', 'parquet')[turn % 3]}"
        kills = 0
        while True:
            process = start(table, folder / name)
            try:
                process.wait(chance.uniform(0.1, 1.0) if kills < 3 else 120)
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
            process.communicate()
            if process.returncode == 0:
                break
            assert process.returncode == -signal.SIGKILL
        assert_same(folder, undisturbed, name)


def test_a_torn_file_is_gone_on_with(table, undisturbed, unfinished, tmp_path, many):
    """Wherever the journal was torn, the run goes on from the last whole batch."""
    chance = random.Random(3)
    more = [chance.randrange(len(unfinished)) for _ in range(20)] if many else []
    for cut in [1, 12, len(unfinished) // 2, len(unfinished) - 1, *more]:
        folder = tmp_path / str(cut)
        folder.mkdir(exist_ok=True)
        (folder / "out.jsonl.partial").write_bytes(unfinished[:cut])
        done = run(table, folder / "out.jsonl")
        assert done.returncode == 0, done.stderr
        assert_same(folder, undisturbed)
        shutil.rmtree(folder)


def test_garbage_at_the_end_and_in_the_middle(table, undisturbed, unfinished, tmp_path):
    data = bytearray(unfinished)
    data[20_000] ^= 1
    (tmp_path / "out.jsonl.partial").write_bytes(bytes(data) + os.urandom(3000))
    assert run(table, tmp_path / "out.jsonl").returncode == 0
    assert_same(tmp_path, undisturbed)


def test_ctrl_c(table, undisturbed, tmp_path):
    out = tmp_path / "out.jsonl"
    process = start(table, out)
    wait_for(tmp_path / "out.jsonl.partial", 1)
    readers = psutil.Process(process.pid).children()
    process.send_signal(signal.SIGINT)
    words = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert words.splitlines()[-1].startswith("Stopped. What is done so far is kept: give the same command again")
    assert "Traceback" not in words
    assert not out.exists()
    assert not psutil.wait_procs(readers, 10)[1]
    done = run(table, out)
    assert done.returncode == 0
    assert "had been done before" in done.stderr
    assert_same(tmp_path, undisturbed)


def test_readers_end_when_their_parent_is_killed(table, tmp_path):
    process = start(table, tmp_path / "out.jsonl")
    wait_for(tmp_path / "out.jsonl.partial", 1)
    readers = psutil.Process(process.pid).children()
    assert len(readers) == 2
    process.kill()
    process.communicate()
    assert not psutil.wait_procs(readers, 10)[1]


def test_readers_are_killed(table, undisturbed, tmp_path, many):
    """Each is replaced, and its rows are read one by one: none is lost."""
    process = start(table, tmp_path / "out.jsonl")
    wait_for(tmp_path / "out.jsonl.partial", 1)
    for _ in range(6 if many else 2):
        children = psutil.Process(process.pid).children()
        if children and process.poll() is None:
            children[0].kill()
        time.sleep(1.0 if many else 0.05)  # so many that are killed before they have begun end the run, and say so
    words = process.communicate(timeout=120)[1]
    assert process.returncode == 0, words
    coded = [row["id"] for row in rows_of(tmp_path / "out.jsonl")]
    problems = rows_of(tmp_path / "out.jsonl.problems.jsonl")
    assert len(coded) + len(problems) == ROWS
    assert len(set(coded)) == len(coded)


def limited_to(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def assert_told(done):
    words = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert words.startswith("There is no room left on the disk for ")
    assert words.endswith("give the same command again; it goes on where it stopped.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("size", [100, 30_000, 100_000])
def test_files_may_not_grow(table, undisturbed, tmp_path, size):
    """At 100 bytes already the header does not fit; at 100,000 the journal does not."""
    assert_told(run(table, tmp_path / "out.jsonl", preexec_fn=limited_to(size)))
    assert not (tmp_path / "out.jsonl").exists()
    assert run(table, tmp_path / "out.jsonl").returncode == 0
    assert_same(tmp_path, undisturbed)


@pytest.mark.parametrize("size", ["16k", "96k", "200k", "256k"])
def test_a_full_disk(table, undisturbed, tmp_path, size):
    """A disk of that size fills up; then there is room, and the same command goes on."""
    inside = tmp_path / "disk"
    inside.mkdir()
    saved = tmp_path / "saved"
    saved.mkdir()
    line = f'mount -t tmpfs -o size={size} none "$0" || exit 77; "$@"; code=$?; cp -p "$0"/* "{saved}"/; exit $code'
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare here")
    done = subprocess.run(
        [unshare, "--map-root-user", "--mount", "sh", "-c", line, str(inside), *command(table, inside / "out.jsonl")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("a file system of one's own may not be mounted here")
    assert_told(done)
    assert [p.name for p in saved.iterdir() if not p.name.startswith("out.jsonl.p")] == []
    assert run(table, saved / "out.jsonl").returncode == 0
    assert_same(saved, undisturbed)


def test_two_runs_at_once(table, undisturbed, tmp_path):
    out = tmp_path / "out.jsonl"
    first = start(table, out)
    wait_for(tmp_path / "out.jsonl.partial", 0)
    first.send_signal(signal.SIGSTOP)  # so that it does not end before the second has begun
    second = run(table, out)
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 1
    assert second.stderr == f"Another run is writing {out} now: wait for it, or choose another place with -o.\n"
    assert first.wait(120) == 0
    first.communicate()
    assert_same(tmp_path, undisturbed)
