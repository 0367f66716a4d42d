"""The way back: whichever passphrase, whatever was interrupted, nothing is lost and nothing half-made is opened."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.journal import (
    BusyError,
    DamagedError,
    Journal,
    JournalError,
    Night,
    Report,
    WayIn,
    WrongPassphraseError,
    back_up,
    bring_aside_back,
    differ,
    holding_of,
    init_journal,
    new_id,
    night,
    nights,
    open_journal,
    put_in_place,
    put_into_bin,
    restore,
    save_night,
    save_report,
    set_aside,
    set_passphrase,
    state_of,
    unpack_backup,
    verify_backup,
)
from nightglass.journal.keys import Cost, decode_keys, encode_keys
from nightglass.journal.place import Place

CHEAP = Cost(passes=1, memory=64, threads=1)
PASSPHRASE, OTHER = "four or five words", "other words altogether"
EVENING = dt.date(2026, 3, 2)


def keep(journal: Journal, state: str) -> None:
    save_night(journal, Night(date=EVENING, state=state))  # type: ignore[arg-type]


def kept(folder: Path, passphrase: str = PASSPHRASE) -> str:
    with open_journal(passphrase, folder) as journal:
        return night(journal, EVENING).state


@pytest.fixture
def backup(journal: Journal) -> Path:
    """A backup of a quiet night; afterwards the night was dreamt badly."""
    keep(journal, "quiet")
    made = back_up(journal)
    keep(journal, "badly")
    return made


def test_until_it_is_put_in_place_the_journal_stays(journal: Journal, folder: Path, backup: Path) -> None:
    ready = unpack_backup(backup, PASSPHRASE, folder, journal)
    assert night(ready.journal, EVENING).state == "quiet"
    assert night(journal, EVENING).state == "badly"
    assert not ready.own_passphrase
    assert abs(ready.made - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    ready.leave()
    ready.leave()
    assert [p.name for p in folder.glob("trial-*")] == []
    with pytest.raises(JournalError, match="Look into it once more"):
        put_in_place(ready, folder)


def test_there_and_back_and_there_again(journal: Journal, folder: Path, backup: Path) -> None:
    journal.close()
    assert restore(backup, PASSPHRASE, folder) is not None
    assert kept(folder) == "quiet"
    for state in ("badly", "quiet", "badly"):
        (aside,) = set_aside(folder)
        assert aside.size > 0
        assert bring_aside_back(aside.name, folder) is not None
        assert kept(folder) == state
    assert abs(set_aside(folder)[0].when - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("name", ["../home/journal", "journal", "backups", "", ".", "kept-none"])
def test_nothing_else_is_brought_back(journal: Journal, folder: Path, name: str) -> None:
    with pytest.raises(JournalError, match="no such journal"):
        bring_aside_back(name, folder)


def test_the_present_passphrase_opens_an_older_backup_and_stays(journal: Journal, folder: Path, backup: Path) -> None:
    set_passphrase(journal, OTHER)
    journal.close()
    restore(backup, OTHER, folder)
    assert kept(folder, OTHER) == "quiet"
    with pytest.raises(WrongPassphraseError):
        open_journal(PASSPHRASE, folder)


def test_the_passphrase_of_its_day_comes_back_where_no_other_is_known(
    journal: Journal, folder: Path, backup: Path
) -> None:
    set_passphrase(journal, OTHER)
    journal.close()
    ready = unpack_backup(backup, PASSPHRASE, folder)
    assert ready.own_passphrase
    put_in_place(ready, folder)
    assert kept(folder, PASSPHRASE) == "quiet"


def test_to_somebody_inside_the_present_passphrase_stays(journal: Journal, folder: Path, backup: Path) -> None:
    set_passphrase(journal, OTHER)
    ready = unpack_backup(backup, PASSPHRASE, folder, journal)
    assert not ready.own_passphrase
    way = WayIn(ready.journal)
    journal.close()
    put_in_place(ready, folder)
    again = way.open(folder)
    assert again is not None
    again.close()
    assert way.open(folder) is None
    assert kept(folder, OTHER) == "quiet"


def test_a_backup_of_another_journal_brings_its_own_passphrase(
    journal: Journal, folder: Path, backup: Path, tmp_path: Path
) -> None:
    other, _ = init_journal(OTHER, tmp_path / "other", CHEAP)
    keep(other, "badly")
    way = WayIn(other)
    with pytest.raises(WrongPassphraseError):
        unpack_backup(backup, OTHER, tmp_path / "other", other)
    ready = unpack_backup(backup, PASSPHRASE, tmp_path / "other", other)
    assert ready.own_passphrase
    other.close()
    put_in_place(ready, tmp_path / "other")
    assert way.open(tmp_path / "other") is None
    assert kept(tmp_path / "other") == "quiet"


def test_wrong_tries_are_counted_and_leave_nothing(journal: Journal, folder: Path, backup: Path) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            unpack_backup(backup, "not these words", folder, journal)
    assert (folder / "wrong-tries").read_text() == "2"
    assert [p.name for p in folder.glob("trial-*")] == []


def test_an_older_backup_is_brought_up_to_date_before_it_is_moved_in(journal: Journal, folder: Path) -> None:
    keep(journal, "quiet")
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
    made = back_up(journal)
    ready = unpack_backup(made, PASSPHRASE, folder)
    assert holding_of(ready.journal).counts["recordings"] == 0
    journal.close()
    put_in_place(ready, folder)
    before = len(list(made.parent.iterdir()))
    assert kept(folder) == "quiet"
    assert len(list(made.parent.iterdir())) == before  # it was not brought up to date once more


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_moved(journal: Journal, folder: Path) -> None:
    with journal.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    made = back_up(journal)
    with pytest.raises(JournalError, match="newer Nightglass"):
        unpack_backup(made, PASSPHRASE, folder)
    with pytest.raises(JournalError, match="newer Nightglass"):
        verify_backup(made, PASSPHRASE, folder)
    assert set_aside(folder) == []
    assert [p.name for p in folder.glob("trial-*")] == []


def test_a_journal_that_another_process_has_open_is_not_moved(journal: Journal, folder: Path, backup: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from nightglass.journal import nights, open_journal\n"
        "journal = open_journal(sys.argv[1], Path(sys.argv[2])); print(len(list(nights(journal))), flush=True)\n"
        "sys.stdin.read()"
    )
    journal.close()
    ready = unpack_backup(backup, PASSPHRASE, folder)
    with subprocess.Popen(
        [sys.executable, "-c", code, PASSPHRASE, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1\n"
        with pytest.raises(BusyError, match="nothing was changed"):
            put_in_place(ready, folder)
        process.communicate()
    assert kept(folder) == "badly"
    assert put_in_place(ready, folder) is not None
    assert kept(folder) == "quiet"


@pytest.mark.parametrize("cut", ["before", "between", "after"])
def test_an_interruption_ends_with_the_one_or_the_other(journal: Journal, folder: Path, backup: Path, cut: str) -> None:
    journal.close()
    ready = unpack_backup(backup, PASSPHRASE, folder)
    trial = ready.journal.folder
    ready.journal.close()
    if cut != "before":
        trial.rename(folder / "restored")
    if cut == "after":
        (folder / "journal").rename(folder / "kept-2026-03-03-010203-000000")
    assert state_of(folder) == "there"
    assert kept(folder) == ("badly" if cut == "before" else "quiet")
    assert len(set_aside(folder)) == (cut != "before")
    assert not (folder / "restored").exists()


def test_what_was_to_come_back_when_it_was_interrupted_is_not_lost(
    journal: Journal, folder: Path, backup: Path
) -> None:
    journal.close()
    restore(backup, PASSPHRASE, folder)
    (aside,) = set_aside(folder)
    (folder / aside.name).rename(folder / "restored")  # killed here
    restore(backup, PASSPHRASE, folder)
    with_badly = [one.name for one in set_aside(folder)]
    assert len(with_badly) == 2
    bring_aside_back(with_badly[0], folder)
    assert kept(folder) == "badly"


def test_a_folder_in_which_nothing_may_be_moved_stays_as_it_was(
    journal: Journal, folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.close()
    ready = unpack_backup(backup, PASSPHRASE, folder)
    plain = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == "journal":
            raise OSError(28, "No space left on device")
        return plain(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(JournalError, match="nothing is lost"):
        put_in_place(ready, folder)
    monkeypatch.undo()
    ready.leave()
    assert kept(folder) == "badly"
    assert sorted(p.name for p in folder.iterdir()) == ["backups", "journal", "wrong-tries"]


def test_what_is_in_a_journal_s_place(journal: Journal, folder: Path, backup: Path) -> None:
    journal.close()
    assert state_of(folder) == "there"
    file, keys, copy = (folder / "journal" / name for name in ("journal.db", "keys.json", "keys-copy.json"))
    keys.unlink()
    assert state_of(folder) == "there"
    copy.write_bytes(b"{}")
    assert state_of(folder) == "keys"
    file.write_bytes(b"")
    assert state_of(folder) == "missing"
    shutil.rmtree(folder / "journal")
    assert state_of(folder) == "missing"
    shutil.rmtree(folder / "backups")
    assert state_of(folder) == "none"
    assert state_of(folder / "nowhere") == "none"


@pytest.mark.parametrize("harm", ["file", "keys", "both", "folder"])
def test_over_a_journal_that_is_gone_or_damaged(journal: Journal, folder: Path, backup: Path, harm: str) -> None:
    journal.close()
    if harm in {"file", "both"}:
        (folder / "journal" / "journal.db").write_bytes(b"no journal at all" * 500)
    if harm in {"keys", "both"}:
        for name in ("keys.json", "keys-copy.json"):
            (folder / "journal" / name).unlink()
    if harm == "folder":
        shutil.rmtree(folder / "journal")
    ready = unpack_backup(backup, PASSPHRASE, folder)
    assert (put_in_place(ready, folder) is None) == (harm == "folder")
    assert kept(folder) == "quiet"
    if harm != "folder":  # a damaged one can be had again too
        bring_aside_back(set_aside(folder)[0].name, folder)
        with pytest.raises(DamagedError):
            open_journal(PASSPHRASE, folder)


def test_keys_without_a_journal_are_set_aside_when_a_new_one_is_made(folder: Path) -> None:
    init_journal(PASSPHRASE, folder, CHEAP)[0].close()
    keys = (folder / "journal" / "keys.json").read_bytes()
    (folder / "journal" / "journal.db").unlink()
    init_journal(OTHER, folder, CHEAP)[0].close()
    (aside,) = set_aside(folder)
    assert (folder / aside.name / "keys.json").read_bytes() == keys
    open_journal(OTHER, folder).close()


def test_how_much_is_in_it_and_what_differs(journal: Journal, folder: Path) -> None:
    assert holding_of(journal).last is None
    keep(journal, "badly")
    removed, later = (Report(id=new_id(), night=EVENING, text=text) for text in ("The mill.", "The weir."))
    save_report(journal, removed)
    ready = unpack_backup(back_up(journal), PASSPHRASE, folder, journal)
    for k in (1, 2):
        save_night(journal, Night(date=EVENING + dt.timedelta(days=k), state="quiet"))
    save_report(journal, later)
    put_into_bin(journal, "reports", removed.id)
    found = differ(journal, ready.journal)
    assert (found.nights_going, found.reports_going, found.nights_coming, found.reports_coming) == (2, 1, 0, 1)
    assert holding_of(journal).counts["nights"] == 3
    assert holding_of(journal).last == EVENING + dt.timedelta(days=2)
    assert holding_of(ready.journal).last == EVENING
    ready.leave()


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_what_differs_is_what_the_nights_say(two: tuple[Journal, Journal], one: set[int], other: set[int]) -> None:
    for journal, wanted in zip(two, (one, other), strict=True):
        with journal.writing() as connection:
            connection.exec_driver_sql("DELETE FROM nights")
        for k in sorted(wanted):
            save_night(journal, Night(date=EVENING + dt.timedelta(days=k), state="quiet"))
    found = differ(*two)
    assert (found.nights_going, found.nights_coming) == (len(one - other), len(other - one))
    assert holding_of(two[0]).counts["nights"] == len(list(nights(two[0]))) == len(one)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Journal, Journal]:
    folder = tmp_path_factory.mktemp("two")
    first, second = (init_journal(PASSPHRASE, folder / name, CHEAP)[0] for name in ("one", "other"))
    return first, second


def repacked(backup: Path, change: object, compress: int = zipfile.ZIP_STORED) -> Path:
    """Write a backup anew with its keys changed, as somebody might who wants to do harm."""
    with zipfile.ZipFile(backup) as archive:
        document, data = decode_keys(archive.read("keys.json"), "keys"), archive.read("journal.db")
    made = backup.with_name("repacked.nightglass")
    with zipfile.ZipFile(made, "w", compress) as archive:
        archive.writestr("keys.json", encode_keys(change(document)))  # type: ignore[operator]
        archive.writestr("journal.db", data)
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda d: msgspec.structs.replace(d, cost=Cost(passes=1, memory=1 << 30, threads=1)),
        lambda d: msgspec.structs.replace(d, cost=Cost(passes=1 << 20, memory=64, threads=1)),
        lambda d: msgspec.structs.replace(d, cost=Cost(passes=0, memory=64, threads=1)),
        lambda d: msgspec.structs.replace(d, salt="a"),
        lambda d: msgspec.structs.replace(d, salt="YQ=="),
    ],
)
def test_a_backup_that_was_made_to_do_harm_is_refused(
    journal: Journal, tmp_path: Path, backup: Path, change: object
) -> None:
    with pytest.raises(DamagedError):
        unpack_backup(repacked(backup, change), PASSPHRASE, tmp_path / "elsewhere")


def test_a_backup_that_would_grow_is_refused(journal: Journal, folder: Path, backup: Path) -> None:
    with pytest.raises(DamagedError):
        unpack_backup(repacked(backup, lambda d: d, zipfile.ZIP_DEFLATED), PASSPHRASE, folder)
    assert Place(folder).journal.exists()
