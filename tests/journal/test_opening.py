"""Making and opening a journal, and every way in which that is refused."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from nightglass.journal import (
    DamagedError,
    Journal,
    JournalError,
    NewerJournalError,
    NoJournalError,
    WrongPassphraseError,
    attempts,
    back_up,
    init_journal,
    list_backups,
    new_id,
    open_journal,
    opening,
    reports,
    save_night,
    save_report,
    set_passphrase,
    verify_backup,
)
from nightglass.journal import night as night_kept
from nightglass.journal.keys import Cost
from nightglass.journal.migrations import NEWEST
from nightglass.journal.values import Night, Report

CHEAP = Cost(passes=1, memory=64, threads=1)
PASSPHRASE = "four or five words"
EVENING = date(2026, 3, 2)


@pytest.fixture
def made(folder: Path) -> str:
    """Make a journal with one night in it, close it, and return its recovery key."""
    journal, recovery_key = init_journal(PASSPHRASE, folder, CHEAP)
    save_night(journal, Night(date=EVENING, state="quiet"))
    journal.close()
    return recovery_key


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note how long a try would have waited, and do not wait."""
    waited: list[float] = []
    monkeypatch.setattr(attempts, "sleep", waited.append)
    return waited


def test_passphrase_and_recovery_key_open_it(folder: Path, made: str) -> None:
    for secret in (PASSPHRASE, made, made.lower().replace("-", " ")):
        with open_journal(secret, folder) as journal:
            assert night_kept(journal, EVENING).state == "quiet"


def test_only_the_owner_can_open_the_files(folder: Path, made: str) -> None:
    with open_journal(PASSPHRASE, folder) as journal:
        back_up(journal)
        save_night(journal, Night(date=EVENING, state="badly"))
        paths = [folder, *folder.rglob("*")]
        assert len(paths) >= 6
        for path in paths:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_each_failure_makes_the_next_try_wait_longer(folder: Path, made: str, nobody_waits: list[float]) -> None:
    for _ in range(9):
        with pytest.raises(WrongPassphraseError):
            open_journal("wrong words here", folder)
    assert nobody_waits == [0, 0, 1, 2, 4, 8, 16, 32, 60]
    open_journal(PASSPHRASE, folder).close()
    nobody_waits.clear()
    open_journal(PASSPHRASE, folder).close()
    assert nobody_waits == [0]


def test_a_changed_passphrase(folder: Path, made: str) -> None:
    with open_journal(made, folder) as journal:
        set_passphrase(journal, "other words altogether")
    for secret in ("other words altogether", made):
        open_journal(secret, folder).close()
    with pytest.raises(WrongPassphraseError):
        open_journal(PASSPHRASE, folder)


def test_a_second_journal_is_not_made_over_the_first(folder: Path, made: str) -> None:
    with pytest.raises(JournalError, match="left as it is"):
        init_journal("other words altogether", folder, CHEAP)
    open_journal(PASSPHRASE, folder).close()


def test_a_new_journal_is_not_made_where_backups_of_a_lost_one_lie(folder: Path, made: str) -> None:
    with open_journal(PASSPHRASE, folder) as journal:
        back_up(journal)
    (folder / "journal" / "journal.db").unlink()
    with pytest.raises(JournalError, match="nightglass restore"):
        init_journal("other words altogether", folder, CHEAP)


def test_a_short_passphrase_is_refused_before_anything_is_made(folder: Path) -> None:
    with pytest.raises(JournalError, match="8 characters"):
        init_journal("short", folder, CHEAP)
    assert not folder.exists()


def test_no_journal(folder: Path) -> None:
    with pytest.raises(NoJournalError, match="nightglass init"):
        open_journal(PASSPHRASE, folder)


@pytest.mark.parametrize("name", ["keys.json", "keys-copy.json"])
@pytest.mark.parametrize("harm", ["cut", "flipped", "gone"])
def test_one_damaged_copy_of_the_keys_does_not_matter(folder: Path, made: str, name: str, harm: str) -> None:
    _harm(folder / "journal" / name, harm)
    with open_journal(PASSPHRASE, folder) as journal:
        assert night_kept(journal, EVENING).state == "quiet"


@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_both_copies_damaged_is_not_a_wrong_passphrase(folder: Path, made: str, harm: str) -> None:
    for name in ("keys.json", "keys-copy.json"):
        _harm(folder / "journal" / name, harm)
    with pytest.raises(DamagedError, match="not about your passphrase"):
        open_journal(PASSPHRASE, folder)


@pytest.mark.parametrize("harm", ["cut", "flipped", "gone", "empty"])
def test_a_damaged_file_is_told_apart_from_a_wrong_passphrase(folder: Path, made: str, harm: str) -> None:
    _harm(folder / "journal" / "journal.db", harm)
    with pytest.raises(DamagedError, match="restore"):
        open_journal(PASSPHRASE, folder)
    with pytest.raises(WrongPassphraseError):
        open_journal("wrong words here", folder)


def test_a_journal_of_a_newer_version_is_left_alone(folder: Path, made: str) -> None:
    with open_journal(PASSPHRASE, folder) as journal, journal.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    before = (folder / "journal" / "journal.db").read_bytes()
    with pytest.raises(NewerJournalError, match="newer Nightglass"):
        open_journal(PASSPHRASE, folder)
    assert (folder / "journal" / "journal.db").read_bytes() == before


def test_an_older_journal_is_copied_before_it_is_brought_up_to_date(
    folder: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_up_to_date", lambda _: False)
    with open_journal(PASSPHRASE, folder) as journal:
        assert night_kept(journal, EVENING).state == "quiet"
    (copy,) = list_backups(folder)
    assert "before-update" in copy.path
    verify_backup(Path(copy.path), PASSPHRASE, folder)


def _harm(path: Path, harm: str) -> None:
    data = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "cut":
        path.write_bytes(bytes(data[: len(data) // 3]))
    else:
        for place in range(20, len(data), max(1, len(data) // 40)):
            data[place] ^= 0x10
        path.write_bytes(bytes(data))


def test_a_journal_of_the_first_version_is_brought_up_to_date(journal: Journal, folder: Path) -> None:
    save_report(journal, Report(id=new_id(), night=EVENING, text="A zeppelin over the garden."))
    with journal.writing() as connection:
        for statement in (
            "DROP TRIGGER tellings_outdated",
            "DROP TABLE tellings",
            "DROP TABLE recording_pieces",
            "DROP TABLE recordings",
            "UPDATE alembic_version SET version_num = '001'",
            "PRAGMA user_version = 1",
        ):
            connection.exec_driver_sql(statement)
    journal.close()
    with open_journal(PASSPHRASE, folder) as again:
        assert [r.text for r in reports(again)] == ["A zeppelin over the garden."]
        with again.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar() == NEWEST
            assert connection.exec_driver_sql("SELECT count(*) FROM tellings").scalar() == 0
    assert list((folder / "backups").glob("*"))
