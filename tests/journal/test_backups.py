"""Backups hold everything, verify, rotate, and restoring never loses the journal that was there."""

from __future__ import annotations

import datetime as dt
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.journal import (
    DamagedError,
    Journal,
    JournalError,
    Night,
    NotKeptError,
    WrongPassphraseError,
    back_up,
    back_up_daily,
    init_journal,
    list_backups,
    night,
    nights,
    open_journal,
    restore,
    save_night,
    set_passphrase,
    verify_backup,
)
from nightglass.journal import backups as module
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "four or five words"
EVENING = dt.date(2026, 3, 2)


def test_a_backup_holds_everything_and_is_encrypted(journal: Journal, folder: Path, tmp_path: Path) -> None:
    save_night(journal, Night(date=EVENING, state="badly", note="The unmistakable zeppelin."))
    target = back_up(journal, tmp_path)
    assert b"zeppelin" not in target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    verify_backup(target, PASSPHRASE, folder)
    elsewhere = tmp_path / "elsewhere"
    assert restore(target, PASSPHRASE, elsewhere) is None
    with open_journal(PASSPHRASE, elsewhere) as other:
        assert list(nights(other)) == list(nights(journal))


def test_it_can_be_made_while_others_write(journal: Journal, folder: Path) -> None:
    stop = threading.Event()
    written = []

    def write() -> None:
        date = dt.date(2000, 1, 1)
        while not stop.is_set():
            save_night(journal, Night(date=date, state="quiet"))
            written.append(date)
            date += dt.timedelta(days=1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            pass
        before = len(written)
        target = back_up(journal)
    finally:
        stop.set()
        writer.join()
    journal.close()
    restore(target, PASSPHRASE, folder)
    with open_journal(PASSPHRASE, folder) as restored:
        assert before <= len(list(nights(restored))) <= len(written)


def test_restoring_keeps_the_journal_that_was_there(journal: Journal, folder: Path) -> None:
    save_night(journal, Night(date=EVENING, state="quiet"))
    target = back_up(journal)
    save_night(journal, Night(date=EVENING, state="badly"))
    journal.close()
    kept = restore(target, PASSPHRASE, folder)
    assert kept is not None
    with open_journal(PASSPHRASE, folder) as now:
        assert night(now, EVENING).state == "quiet"
    kept.rename(folder / "was")
    (folder / "journal").rename(folder / "restored-one")
    (folder / "was").rename(folder / "journal")
    with open_journal(PASSPHRASE, folder) as before:
        assert night(before, EVENING).state == "badly"


def test_a_backup_keeps_the_passphrase_of_its_day(journal: Journal, folder: Path) -> None:
    target = back_up(journal)
    set_passphrase(journal, "other words altogether")
    verify_backup(target, PASSPHRASE, folder)
    with pytest.raises(WrongPassphraseError):
        verify_backup(target, "other words altogether", folder)


def test_nothing_is_overwritten(journal: Journal, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.write_text("precious")
    with pytest.raises(JournalError, match="left as it is"):
        back_up(journal, target)
    assert target.read_text() == "precious"


def test_a_place_that_cannot_be_written_leaves_nothing(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(NotKeptError):
        back_up(journal, tmp_path / "no" / "such" / "folder")


def test_automatic_ones_rotate_and_ones_of_a_person_stay(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = back_up(journal)

    class Day(dt.date):
        today_is = dt.date(2024, 1, 1)

        @classmethod
        def today(cls) -> dt.date:
            return cls.today_is

    monkeypatch.setattr(module.dt, "date", Day)
    for k in range(120):
        Day.today_is = dt.date(2024, 1, 1) + dt.timedelta(days=5 * k)
        assert back_up_daily(journal) is not None
        assert back_up_daily(journal) is None
    names = [b.path for b in list_backups(folder) if b.automatic]
    assert mine.exists()
    assert 12 <= len(names) <= 7 + 12
    assert any("2025-08" in n for n in names)
    assert any("2024-09" in n for n in names)
    assert not any("2024-01" in n for n in names)


@pytest.fixture(scope="module")
def a_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    journal, _ = init_journal(PASSPHRASE, folder / "home", Cost(passes=1, memory=64, threads=1))
    save_night(journal, Night(date=EVENING, state="badly"))
    target = back_up(journal, folder / "one.nightglass")
    journal.close()
    return target


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_harmed_backup_is_refused_and_the_journal_stays(
    a_backup: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = a_backup.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    harmed = tmp_path_factory.mktemp("harmed") / "one.nightglass"
    harmed.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    home = harmed.parent / "home"
    try:
        restore(harmed, PASSPHRASE, home)
    except (DamagedError, JournalError):
        assert not (home / "journal").exists()
    else:  # a byte of the archive's own that means nothing to the contents
        with open_journal(PASSPHRASE, home) as journal:
            assert night(journal, EVENING).state == "badly"
    assert [p.name for p in home.glob("trial-*")] == []


def test_what_is_no_backup(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "note.txt").write_text("no backup")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("holiday.txt", "sea")
    for name, kind in (("note.txt", DamagedError), ("other.zip", DamagedError), ("nowhere", JournalError)):
        with pytest.raises(kind):
            restore(tmp_path / name, PASSPHRASE, folder)


def test_a_clock_that_was_years_ahead_does_not_push_out_backups(journal: Journal, folder: Path) -> None:
    back_up_daily(journal)
    (made,) = (folder / "backups").iterdir()
    ahead = [made.with_name(f"automatic-2099-01-{day:02}.nightglass") for day in range(1, 11)]
    for path in ahead:
        path.write_bytes(made.read_bytes())
    made.unlink()
    for days in range(4):
        own = made.with_name(f"automatic-2026-02-{days + 2:02}.nightglass")
        own.write_bytes(ahead[0].read_bytes())
    assert back_up_daily(journal) == made
    assert len(list((folder / "backups").iterdir())) == 10 + 4 + 1
