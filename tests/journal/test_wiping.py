"""What is left in memory of a journal that was closed, seen from another process."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from memory_of import found_in
from nightglass.journal import (
    ClosedError,
    Report,
    WrongPassphraseError,
    init_journal,
    new_id,
    report,
    reports,
    save_report,
)
from nightglass.journal.keys import Cost, make_keys, unlock
from nightglass.journal.recovery import make_recovery_key
from nightglass.journal.wiping import wipe

HOLDER = Path(__file__).with_name("memory_holder.py")
CHEAP = Cost(passes=1, memory=64, threads=1)
PASSPHRASE = "four or five words"
TEXT = "The heron on the landing had my mother's coat."


def test_the_key_is_gone_from_memory_when_a_journal_is_closed(tmp_path: Path) -> None:
    journal, _ = init_journal(PASSPHRASE, tmp_path, CHEAP)
    key = bytes(journal.key)
    save_report(journal, Report(id=new_id(), night=dt.date(2026, 3, 1), text=TEXT))
    journal.close()
    wanted = (key, key.hex().encode(), key.hex().upper().encode())
    holder = subprocess.Popen(
        [sys.executable, HOLDER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(f"{PASSPHRASE}\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "open\n"
        try:
            while_open = found_in(holder.pid, *wanted)
        except PermissionError:
            holder.kill()
            pytest.skip("another process may not be looked into here")
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "closed\n"
        afterwards = found_in(holder.pid, *wanted)
        holder.stdin.write("\n")
    assert sum(while_open) > 0  # one can find it where it is
    assert afterwards == [0, 0, 0]


def test_nobody_begins_anything_with_a_closed_journal(tmp_path: Path) -> None:
    journal, _ = init_journal(PASSPHRASE, tmp_path, CHEAP)
    journal.close()
    with pytest.raises(ClosedError, match="locked meanwhile"):
        save_report(journal, Report(id=new_id(), night=dt.date(2026, 3, 1), text=TEXT))
    assert journal.key == b""
    assert open_files(tmp_path) == []


def test_who_was_writing_when_it_was_closed_may_finish(tmp_path: Path) -> None:
    journal, _ = init_journal(PASSPHRASE, tmp_path, CHEAP)
    one = Report(id=new_id(), night=dt.date(2026, 3, 1), text=TEXT)
    save_report(journal, one)
    reading = reports(journal)
    assert next(reading) == one
    closing = threading.Thread(target=journal.close)
    closing.start()
    closing.join(10)
    assert list(reading) == []
    assert open_files(tmp_path) == []
    with pytest.raises(ClosedError):
        report(journal, one.id)


def open_files(folder: Path) -> list[str]:
    """Return which files of a folder this process still has open."""
    names = (str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink())
    return [name for name in names if name.startswith(str(folder))]


def test_what_is_wiped_is_gone_in_its_place() -> None:
    fresh, array, text = bytes([7, 8, 9]), bytearray(b"abc"), "ab-cd".replace("-", "")
    wipe(fresh, array, text)
    assert (fresh, array, text) == (bytes(3), b"", "\0" * 4)


@pytest.mark.parametrize("nothing", ["", "\n", "x", "\udcff"])
def test_what_python_shares_is_not_wiped(nothing: str) -> None:
    """An empty passphrase must not take a word of the program with it."""
    document, key = make_keys(PASSPHRASE, make_recovery_key(), CHEAP)
    for secret in (nothing, nothing):
        with pytest.raises(WrongPassphraseError):
            unlock(document, secret)
    wipe(b"", "", b"x", "y", bytearray())
    assert (b"x" + b"y", "y" * 2) == (b"xy", "yy")
    assert unlock(document, PASSPHRASE) == key
