"""A power cut at random moments: unsynced writes are gone, and what was acknowledged is there.

Needs a C compiler for the layer between the journal and the disk; Debian's package gcc with libc6-dev.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from journal_worker import WORDS, report_of

from nightglass.journal import back_up, check_journal, init_journal, open_journal, reports, save_report
from nightglass.journal.keys import Cost

HERE = Path(__file__).parent
COMPILER = shutil.which("cc") or shutil.which("gcc")


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None:
        pytest.skip("no C compiler here")
    library = tmp_path_factory.mktemp("layer") / "power.so"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", library, HERE / "power.c", "-ldl"], check=True)
    return library


@pytest.mark.parametrize("what", ["log", "passphrase"])
def test_what_was_acknowledged_is_on_the_disk(layer: Path, tmp_path: Path, what: str, many: bool) -> None:
    chance = random.Random(6)
    for number in range(30 if many else 3):
        home, disk = tmp_path / f"home{number}", tmp_path / f"disk{number}"
        init_journal(WORDS[0], home, Cost(passes=1, memory=64, threads=1))[0].close()
        shutil.copytree(home, disk)
        said = cut_while(layer, home, disk, what, chance)
        opens = [word for word in WORDS if _opens(word, disk)]
        assert len(opens) == 1
        with open_journal(opens[0], disk) as journal:
            assert [line for line in check_journal(journal).wrong if "backup" not in line] == []
            kept = {r.id: r.text for r in reports(journal)}
            for k in (int(line) for line in said if what == "log"):
                assert kept[report_of(k).id] == report_of(k).text
        if what == "passphrase" and said:
            assert opens[0] in {"other": (WORDS[1], WORDS[0]), "first": (WORDS[0], WORDS[1])}[said[-1]]
        if what == "log":
            assert said


def test_a_journal_that_was_moved_in_is_on_the_disk(layer: Path, tmp_path: Path, many: bool) -> None:
    chance = random.Random(7)
    for number in range(30 if many else 3):
        home, disk = tmp_path / f"home{number}", tmp_path / f"disk{number}"
        journal, _ = init_journal(WORDS[0], home, Cost(passes=1, memory=64, threads=1))
        save_report(journal, report_of(1))
        back_up(journal)
        save_report(journal, report_of(2))
        journal.close()
        shutil.copytree(home, disk)
        said = cut_while(layer, home, disk, "restore", chance)
        with open_journal(WORDS[0], disk) as journal:
            assert [line for line in check_journal(journal).wrong if "backup" not in line] == []
            assert len(list(reports(journal))) in {1, 2}
        assert "backup" in said


def _opens(word: str, folder: Path) -> bool:
    try:
        open_journal(word, folder).close()
    except Exception:  # noqa: BLE001 - any refusal counts
        return False
    finally:
        (folder / "wrong-tries").unlink(missing_ok=True)
    return True


def cut_while(layer: Path, home: Path, disk: Path, what: str, chance: random.Random) -> list[str]:
    """Let a worker work on ``home`` with the layer below it, cut the power, and return what was acknowledged."""
    out = home.parent / f"{home.name}-acknowledged"
    environment = os.environ | {"LD_PRELOAD": str(layer), "POWER_ROOT": str(home), "POWER_DISK": str(disk)}
    with out.open("w") as stream:
        worker = subprocess.Popen(
            [sys.executable, HERE / "journal_worker.py", home, what, "0"], stdout=stream, env=environment
        )
    while not out.read_text():
        assert worker.poll() is None
        time.sleep(0.01)
    time.sleep(0.5 + chance.random())
    assert worker.poll() is None
    worker.kill()
    worker.wait()
    for part in disk.rglob("*~cut"):
        part.unlink()  # of the layer's own
    return out.read_text().split("\n")[1:-1]


def test_the_layer_loses_what_was_not_synced(layer: Path, tmp_path: Path) -> None:
    root, disk = tmp_path / "root", tmp_path / "disk"
    root.mkdir()
    disk.mkdir()
    code = (
        "import os, sys; f = open(sys.argv[1], 'w'); f.write('kept'); f.flush(); os.fsync(f.fileno()); f.write(' lost')"
    )
    environment = os.environ | {"LD_PRELOAD": str(layer), "POWER_ROOT": str(root), "POWER_DISK": str(disk)}
    subprocess.run([sys.executable, "-c", code, root / "f"], env=environment, check=True)
    assert (root / "f").read_text() == "kept lost"
    assert (disk / "f").read_text() == "kept"
