"""When the reader in the background begins: after those who have just opened the journal, and not too late."""

from __future__ import annotations

import datetime as dt
import threading
import time
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import not_read
from nightglass.web.held import reader as module
from nightglass.web.held.reader import Reader
from served import PASSPHRASE, add_dream, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nightglass.journal import Journal

TEXT = "A man ran after me through the boiler room. I hid and I was afraid. I woke up crying."


class Opened:
    """A reader of a journal in which a dream waits, and what it has done so far."""

    def __init__(self, journal: Journal) -> None:
        add_dream(journal, TEXT, dt.date(2026, 3, 2), read=False)
        self.journal, self.still = journal, 0.0
        self.done: list[str] = []
        self.over = threading.Event()
        self.reader = Reader(journal, lambda: self.still, lambda: self.done.append("first"), self._then)

    def _then(self) -> None:
        self.done.append("then")
        self.over.set()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    with serving(tmp_path / "home") as app:
        app.keeper.reader.stop()  # the app's own
        found = Opened(app.journal)
        yield found
        found.reader.stop()


def test_it_waits_for_who_is_there_and_begins_when_it_is_still(opened: Opened) -> None:
    assert not opened.over.wait(0.5)
    assert opened.done == []
    assert opened.reader.working  # something may be left to read
    assert len(not_read(opened.journal)) == 1
    opened.still = 2.0
    assert opened.over.wait(30)
    assert opened.done == ["first", "then"]
    assert not_read(opened.journal) == []


def test_it_begins_at_once_when_something_was_written(opened: Opened) -> None:
    opened.reader.wake()
    assert opened.over.wait(30)
    assert not_read(opened.journal) == []
    opened.over.clear()
    opened.reader.wake()
    assert opened.over.wait(30)
    assert opened.done == ["first", "then", "then"]


def test_whoever_goes_on_asking_does_not_keep_it_from_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LATEST", 0.2)
    with serving(tmp_path / "home") as app:
        opened = Opened(app.journal)
        assert opened.over.wait(30)
        opened.reader.stop()


def test_a_lock_does_not_wait_for_what_has_not_begun(tmp_path: Path) -> None:
    with serving(tmp_path / "home", opened=False) as app:
        app.keeper.unlock(PASSPHRASE)
        assert app.keeper.still_for() < 5
        began = time.monotonic()
        app.keeper.lock()
        assert time.monotonic() - began < 3
        assert not app.keeper.is_open
