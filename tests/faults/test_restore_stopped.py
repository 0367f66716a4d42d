"""A restore that is killed at every single step, and one on a disk that is full: the old journal or the new, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from journal_worker import WORDS, report_of
from test_journal_killed import is_whole_in_every_place
from test_journal_room import in_small_space

from nightglass.journal import attempts, back_up, init_journal, open_journal, reports, save_report
from nightglass.journal.keys import Cost

WORKER = Path(__file__).with_name("restore_worker.py")


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "sleep", lambda _: None)


@pytest.mark.parametrize("what", ["backup", "aside"])
def test_killed_at_every_step(tmp_path: Path, what: str) -> None:
    """After each step that reaches the disk, one after the other, the process is killed."""
    home = tmp_path / "home"
    journal, _ = init_journal(WORDS[0], home, Cost(passes=1, memory=64, threads=1))
    for k in range(30):
        save_report(journal, report_of(k))
    back_up(journal)
    save_report(journal, report_of(30))
    journal.close()
    done = subprocess.run(
        [sys.executable, WORKER, home, tmp_path / "steps", what], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [state for _, state in lines] == ["killed"] * (len(lines) - 1) + ["done"]
    assert len(lines) > (8 if what == "backup" else 4)  # steps
    for number, state in lines:
        there = tmp_path / "steps" / number
        is_whole_in_every_place(there)
        with open_journal(WORDS[0], there) as journal:
            count = len(list(reports(journal)))
        assert count == (30 if what == "backup" else 31) or state == "killed"


FULL = """
import os
from pathlib import Path
from journal_worker import WORDS, report_of
from nightglass.errors import NightglassError
from nightglass.journal import (
    back_up, init_journal, list_backups, open_journal, put_in_place, reports, restore, save_report, unpack_backup
)
from nightglass.journal.keys import Cost

home = Path("home")
journal, _ = init_journal(WORDS[0], home, Cost(passes=1, memory=64, threads=1))
for k in range(100):
    save_report(journal, report_of(k))
backup = back_up(journal)
save_report(journal, report_of(100))
journal.close()

def fill(leave):
    with open("ballast", "ab", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            pass
    os.truncate("ballast", max(0, os.stat("ballast").st_size - leave))

def count():
    with open_journal(WORDS[0], home) as journal:
        return len(list(reports(journal)))

size = os.stat(home / "journal" / "journal.db").st_size
for leave in (0, size // 2, size, size + 4096, size + 16384, size + 32768, size + (2 << 20)):
    fill(leave)
    try:
        ready = unpack_backup(backup, WORDS[0], home)
        ready.leave()
        print("room", leave, flush=True)
    except NightglassError as error:
        print("told", leave, error, flush=True)
    print("trials", len(list(home.glob("trial-*"))), flush=True)
    os.truncate("ballast", 0)
    print("count", count(), flush=True)
ready = unpack_backup(backup, WORDS[0], home)
fill(0)
put_in_place(ready, home)
print("moved", flush=True)
os.truncate("ballast", 0)
print("count", count(), flush=True)
"""


def test_on_a_full_disk(tmp_path: Path) -> None:
    done = in_small_space(FULL, tmp_path, "12m")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert sum(line.startswith("told") for line in lines) >= 3
    assert sum(line.startswith("room") for line in lines) >= 1
    assert all("the journal is as it was. Make room" in line for line in lines if line.startswith("told"))
    assert [line for line in lines if line.startswith("trials")] == ["trials 0"] * 7
    assert [line for line in lines if line.startswith("count")] == ["count 101"] * 7 + ["count 100"]
    assert "moved" in lines  # what is ready needs no room to move in
