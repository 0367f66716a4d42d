"""What is loaded ahead: for opening the journal and the first page, and for hearing what was written at night."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from nightglass.web import worry_model, worrying
from nightglass.web.held import warming

if TYPE_CHECKING:
    import pytest

    from served import Served

_ADDED = """
import sys
from nightglass.web import Keeper
from nightglass.web.held import warming
from nightglass.web.held.warming import get_ready
warming._AFTER_THE_PAGE = 0
assert not {"numpy", "scipy", "sqlcipher3", "argon2.low_level"} & set(sys.modules)
get_ready(lambda name: None, lambda: False)
before = set(sys.modules)
import pathlib
Keeper(pathlib.Path(sys.argv[1])).unlock("four or five words")
print(sorted(n for n in set(sys.modules) - before if n.split(".")[0] in {"argon2", "cryptography", "sqlcipher3"}))
"""


def test_nothing_is_left_to_load_when_the_passphrase_comes(locked: Served) -> None:
    command = [sys.executable, "-c", _ADDED, str(locked.keeper.folder)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_page_for_the_passphrase_begins_it(locked: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "_AFTER_THE_PAGE", 0.0)
    loaded: list[str] = []
    monkeypatch.setattr(warming, "import_module", loaded.append)
    assert locked.get("/unlock").status_code == 200
    locked.keeper.ahead.wait("getting ready", 10)
    assert "argon2.low_level" in loaded


def test_who_opens_the_journal_waits_for_no_further_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(warming, "import_module", loaded.append)
    monkeypatch.setattr(warming, "get_ready_to_hear", lambda: loaded.append("hearing"))
    warming.get_ready_for_later(lambda: len(loaded) == 1)
    assert loaded == ["numpy"]
    warming.get_ready_for_later()
    assert loaded[1:] == ["numpy", "scipy.optimize", "hearing"]


def test_a_passphrase_that_is_tried_counts_as_opening(locked: Served) -> None:
    assert not locked.keeper.is_opening
    with locked.keeper._tries.one():
        assert locked.keeper.is_opening
    locked.keeper.unlock("four or five words")
    assert locked.keeper.is_opening


def test_the_model_is_there_before_anybody_has_written(app: Served) -> None:
    worrying._rules.cache_clear()
    worry_model._weights.cache_clear()
    app.keeper.lock()
    app.keeper.unlock("four or five words")
    app.keeper.reader.wake()
    end = time.monotonic() + 30
    while app.keeper.reader.working and time.monotonic() < end:
        time.sleep(0.02)
    assert worrying._rules.cache_info().currsize == worry_model._weights.cache_info().currsize == 1
