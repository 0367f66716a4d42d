"""No room, no right to write, and two who write at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from journal_worker import WORDS, report_of

from nightglass.journal import (
    Journal,
    NotKeptError,
    check_journal,
    init_journal,
    open_journal,
    reports,
    save_report,
)
from nightglass.journal.keys import Cost

WORKER = Path(__file__).with_name("journal_worker.py")
CHEAP = Cost(passes=1, memory=64, threads=1)


def in_small_space(script: str, tmp_path: Path, size: str = "1m") -> subprocess.CompletedProcess[str]:
    """Run a script whose working folder is a file system of its own of a small size; keep what is in it afterwards."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare here")
    inside, saved = tmp_path / "inside", tmp_path / "saved"
    inside.mkdir()
    line = (
        f'mount -t tmpfs -o size={size} none "$0" || exit 77; cd "$0"; "$@"; code=$?; cp -a "$0"/. "{saved}"; '
        "exit $code"
    )
    (tmp_path / "script.py").write_text(f"import sys\nsys.path.insert(0, {str(WORKER.parent)!r})\n{script}")
    done = subprocess.run(
        [unshare, "--map-root-user", "--mount", "sh", "-c", line, inside, sys.executable, tmp_path / "script.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("a file system of one's own may not be mounted here")
    return done


FULL = """
from pathlib import Path
from journal_worker import WORDS, report_of
from nightglass.errors import NightglassError
from nightglass.journal import back_up, init_journal, save_report, set_passphrase
from nightglass.journal.keys import Cost

journal, _ = init_journal(WORDS[0], Path("home"), Cost(passes=1, memory=64, threads=1))
k = 0
try:
    while True:
        save_report(journal, report_of(k))
        print(k, flush=True)
        k += 1
except NightglassError as error:
    print("told", error, flush=True)
for what in (lambda: back_up(journal), lambda: set_passphrase(journal, WORDS[1])):
    try:
        what()
        print("done", flush=True)
    except NightglassError as error:
        print("told", error, flush=True)
"""


def test_a_full_disk(tmp_path: Path) -> None:
    done = in_small_space(FULL, tmp_path)
    assert done.returncode == 0, done.stderr
    said = [int(line) for line in done.stdout.splitlines() if line.isdigit()]
    told = [line for line in done.stdout.splitlines() if line.startswith("told")]
    assert len(said) > 10
    assert any("full" in line or "room" in line for line in told)
    home = tmp_path / "saved" / "home"
    opens = [word for word in WORDS if _opens(word, home)]
    assert len(opens) == 1
    with open_journal(opens[0], home) as journal:
        _is_whole(journal, said)
    assert not list((home / "backups").glob("*.new*")) if (home / "backups").exists() else True


def _opens(word: str, folder: Path) -> bool:
    try:
        open_journal(word, folder).close()
    except Exception:  # noqa: BLE001
        return False
    finally:
        (folder / "wrong-tries").unlink(missing_ok=True)
    return True


def _is_whole(journal: Journal, said: list[int]) -> None:
    assert [line for line in check_journal(journal).wrong if "backup" not in line] == []
    kept = {r.id: r.text for r in reports(journal)}
    for k in said:
        assert kept[report_of(k).id] == report_of(k).text


READ_ONLY = """
import subprocess
from pathlib import Path
from journal_worker import WORDS, report_of
from nightglass.errors import NightglassError
from nightglass.journal import back_up, init_journal, open_journal, save_report, set_passphrase
from nightglass.journal.keys import Cost

journal, _ = init_journal(WORDS[0], Path("home"), Cost(passes=1, memory=64, threads=1))
save_report(journal, report_of(1))
journal.close()
subprocess.run(["mount", "-o", "remount,ro", Path.cwd()], check=True)
for what in (
    lambda: save_report(open_journal(WORDS[0], Path("home")), report_of(2)),
    lambda: init_journal(WORDS[0], Path("other"), Cost(passes=1, memory=64, threads=1)),
):
    try:
        what()
        print("done", flush=True)
    except NightglassError as error:
        print("told", error, flush=True)
subprocess.run(["mount", "-o", "remount,rw", Path.cwd()], check=True)
"""


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    done = in_small_space(READ_ONLY, tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("told") and "NIGHTGLASS_HOME" in line for line in lines), lines
    with open_journal(WORDS[0], tmp_path / "saved" / "home") as journal:
        assert [r.id for r in reports(journal)] == [report_of(1).id]


def test_two_who_write_at_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    init_journal(WORDS[0], home, CHEAP)[0].close()
    script = (
        f"import sys; sys.path.insert(0, {str(WORKER.parent)!r})\n"
        "from pathlib import Path\nfrom journal_worker import WORDS, report_of\n"
        "from nightglass.journal import open_journal, save_report\n"
        "journal = open_journal(WORDS[0], Path(sys.argv[1]))\n"
        "for k in range(int(sys.argv[2]), int(sys.argv[2]) + 150): save_report(journal, report_of(k))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, home, start]) for start in ("0", "1000")]
    assert [one.wait() for one in both] == [0, 0]
    with open_journal(WORDS[0], home) as journal:
        _is_whole(journal, [*range(150), *range(1000, 1150)])
        assert len(list(reports(journal))) == 300


def test_a_lock_that_is_held_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nightglass.journal import BusyError, database  # noqa: PLC0415

    home = tmp_path / "home"
    init_journal(WORDS[0], home, CHEAP)[0].close()
    monkeypatch.setattr(database, "_PATIENCE", 0.2)
    with open_journal(WORDS[0], home) as one, open_journal(WORDS[0], home) as other, one.writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('a', '1')")
        with pytest.raises(BusyError, match="try again"):
            save_report(other, report_of(1))


def test_a_folder_that_belongs_to_somebody_else(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; the read-only file system above stands for it")
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(NotKeptError):
        init_journal(WORDS[0], tmp_path / "closed" / "home", CHEAP)
