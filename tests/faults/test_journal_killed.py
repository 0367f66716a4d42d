"""kill -9 at random moments: what was acknowledged is there, and what was under way is wholly there or wholly not."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from journal_worker import FIRST, WORDS, report_of

from nightglass.journal import (
    Journal,
    Report,
    WrongPassphraseError,
    attempts,
    back_up,
    check_journal,
    init_journal,
    list_backups,
    nights,
    open_journal,
    reports,
    save_report,
    set_aside,
    verify_backup,
)
from nightglass.journal.database import connect
from nightglass.journal.keys import Cost
from nightglass.journal.verifying import faults_of

WORKER = Path(__file__).with_name("journal_worker.py")
ROUNDS, MANY = 4, 60  # kills for each of the six kinds of work: 24 in make test, 360 in make faults


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "sleep", lambda _: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    journal, _ = init_journal(WORDS[0], folder, Cost(passes=1, memory=64, threads=1))
    for k in range(30):
        save_report(journal, Report(id=f"f{k:031x}", night=FIRST, text=f"Before {k}. " + "The wall moved. " * 40))
    journal.close()
    return folder


def killed_while(folder: Path, what: str, start: int, chance: random.Random) -> list[str]:
    """Let a worker work, kill it at a random moment, and return what it had acknowledged."""
    out = folder.parent / "acknowledged"
    with out.open("w") as stream:
        worker = subprocess.Popen([sys.executable, WORKER, folder, what, str(start)], stdout=stream)
    while not out.read_text():
        assert worker.poll() is None
        time.sleep(0.01)
    time.sleep(chance.random() * 1.2)
    assert worker.poll() is None  # it works until it is killed
    worker.kill()
    worker.wait()
    return out.read_text().split("\n")[1:-1]


def is_well(journal: Journal) -> None:
    """Make sure that the whole journal verifies; that there is no backup is not what is asked here."""
    assert [line for line in check_journal(journal).wrong if "backup" not in line] == []


def test_while_logging(home: Path, many: bool) -> None:
    chance, start, said = random.Random(1), 0, set[int]()
    for _ in range(MANY if many else ROUNDS):
        said |= {int(line) for line in killed_while(home, "log", start, chance)}
        start = max(said, default=start) + 2
        with open_journal(WORDS[0], home) as journal:
            is_well(journal)
            kept = {r.id: r.text for r in reports(journal)}
            logged = {n.date for n in nights(journal) if n.nightmares == 1}
            for k in said:
                assert kept[report_of(k).id] == report_of(k).text
                assert report_of(k).night in logged
            assert len(kept) <= 30 + len(said) + start  # nothing was invented
            for identity, text in kept.items():
                assert identity.startswith("f") or text == report_of(int(identity, 16)).text
    assert said


def test_while_importing(home: Path, many: bool) -> None:
    chance, start, said = random.Random(2), 1, set[int]()
    for _ in range(MANY if many else ROUNDS):
        said |= {int(line) for line in killed_while(home, "import", start, chance)}
        start = max(said, default=start) + 2
        with open_journal(WORDS[0], home) as journal:
            is_well(journal)
            numbers = [int(r.id, 16) for r in reports(journal) if not r.text.startswith("Before")]
            whole = {k: sum(1 for n in numbers if n // 20 == k) for k in {n // 20 for n in numbers}}
            assert set(whole.values()) <= {20}  # an import is wholly there or not at all
            assert said <= set(whole)
    assert said


def test_while_changing_the_passphrase(home: Path, many: bool) -> None:
    chance = random.Random(3)
    for _ in range(MANY if many else ROUNDS):
        said = killed_while(home, "passphrase", 0, chance)
        opens = [word for word in WORDS if _opens(word, home)]
        assert len(opens) == 1  # one of the two, never none and never both
        last = said[-1] if said else "first"
        following = {"first": ("first", "other"), "other": ("other", "first")}[last]
        assert {WORDS[0]: "first", WORDS[1]: "other"}[opens[0]] in following
        with open_journal(opens[0], home) as journal:
            is_well(journal)
            assert len(list(reports(journal))) == 30
            from nightglass.journal import set_passphrase  # noqa: PLC0415

            set_passphrase(journal, WORDS[0])


def _opens(word: str, folder: Path) -> bool:
    try:
        open_journal(word, folder).close()
    except WrongPassphraseError:
        return False
    return True


def test_while_backing_up(home: Path, many: bool) -> None:
    chance, said = random.Random(4), set[str]()
    for _ in range(MANY if many else ROUNDS):
        said |= set(killed_while(home, "backup", 0, chance))
        with open_journal(WORDS[0], home) as journal:
            is_well(journal)
        found = {Path(b.path).name for b in list_backups(home)}
        assert said <= found
    for backup in list_backups(home)[:10]:
        verify_backup(Path(backup.path), WORDS[0], home)
    assert said


def test_while_bringing_up_to_date(home: Path, many: bool) -> None:
    chance = random.Random(5)
    for _ in range(MANY if many else ROUNDS):
        killed_while(home, "migrate", 0, chance)
        with open_journal(WORDS[0], home) as journal:
            is_well(journal)
            assert len(list(reports(journal))) == 30
    for backup in list_backups(home)[:5]:
        verify_backup(Path(backup.path), WORDS[0], home)


def test_while_restoring(home: Path, many: bool) -> None:
    with open_journal(WORDS[0], home) as journal:
        back_up(journal)  # of 30 reports
        save_report(journal, report_of(1))
    chance, said = random.Random(6), set[str]()
    for _ in range(MANY if many else ROUNDS):
        said |= set(killed_while(home, "restore", 0, chance))
        is_whole_in_every_place(home)
    assert "aside" in said


def is_whole_in_every_place(home: Path) -> None:
    """Make sure that the one or the other is in its place, and that nothing of what there was is lost."""
    with open_journal(WORDS[0], home) as journal:
        is_well(journal)
        here = len(list(reports(journal)))
        assert here in {30, 31}
        others = [home / one.name for one in set_aside(home)]
        assert [faults_of(other / "journal.db", journal.key) for other in others] == [[] for _ in others]
        assert here == 31 or 31 in [reports_in(other / "journal.db", journal.key) for other in others]
    assert not (home / "restored").exists()


def reports_in(file: Path, key: bytearray) -> int:
    connection = connect(file, key)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    finally:
        connection.close()
