"""A look over the journal says what is well and what is not, each with what to do."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from nightglass.journal import Night, Report, back_up, check_journal, new_id, save_night, save_report

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal import Journal

EVENING = dt.date(2026, 3, 2)


def test_all_is_well(journal: Journal) -> None:
    save_night(journal, Night(date=EVENING, state="quiet"))
    back_up(journal)
    found = check_journal(journal)
    assert found.wrong == ()
    assert any("1 nights, 0 reports" in line for line in found.good)


def test_no_backup_is_said(journal: Journal) -> None:
    assert any("nightglass backup" in line for line in check_journal(journal).wrong)


def test_an_old_backup_is_said(journal: Journal) -> None:
    target = back_up(journal)
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=40)).timestamp()
    os.utime(target, (then, then))
    assert any("40 days ago" in line for line in check_journal(journal).wrong)


def test_a_damaged_copy_of_the_keys_is_said(journal: Journal, folder: Path) -> None:
    (folder / "journal" / "keys-copy.json").write_bytes(b"{}")
    assert any("keys-copy.json" in line for line in check_journal(journal).wrong)


def test_files_that_others_may_open_are_said(journal: Journal, folder: Path) -> None:
    (folder / "journal" / "journal.db").chmod(0o644)
    assert any("chmod" in line for line in check_journal(journal).wrong)


def test_a_harmed_page_is_found(journal: Journal, folder: Path) -> None:
    for k in range(30):
        save_report(journal, Report(id=new_id(), night=EVENING, text=f"Night {k}. " + "The wall moved. " * 300))
    journal.write_anew()
    path = folder / "journal" / "journal.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert any("damaged" in line for line in check_journal(journal).wrong)
