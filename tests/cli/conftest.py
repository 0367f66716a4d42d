"""A home of one's own and a way to give commands there, with a passphrase that is quick to try."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from nightglass.cli import main
from nightglass.journal import opening
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from pathlib import Path


class Said:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGHTGLASS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NIGHTGLASS_PASSPHRASE", "four or five words")
    monkeypatch.setenv("TZ", "Europe/Vienna")
    monkeypatch.setattr(opening, "usual_cost", lambda: Cost(passes=1, memory=64, threads=1))
    return tmp_path / "home"


@pytest.fixture
def typed(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def run(*words: str, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main([*words])
        captured = capsys.readouterr()
        return Said(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def begun(typed):
    assert typed("init").code == 0
    return typed
