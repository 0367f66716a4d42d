"""Where a journal lies, and what is swept up there."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from nightglass.journal import NotKeptError, home
from nightglass.journal.place import Place, make_private_folder, put_whole


def test_the_folder_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIGHTGLASS_HOME", str(tmp_path / "named"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert home(tmp_path / "given") == tmp_path / "given"
    assert home() == tmp_path / "named"
    monkeypatch.delenv("NIGHTGLASS_HOME")
    assert home() == tmp_path / "data" / "nightglass"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert home() == Path.home() / ".local" / "share" / "nightglass"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotKeptError, match=r"NIGHTGLASS_HOME\.$"):
        make_private_folder(tmp_path / "file" / "folder")


def test_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "keys.json").mkdir()
    with pytest.raises(NotKeptError, match="what was there before is untouched"):
        put_whole(tmp_path / "keys.json", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["keys.json"]


def test_only_old_leftovers_are_swept_up(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.journal.mkdir()
    young, old, trial = place.journal / "a.new", place.journal / "b.new", tmp_path / "trial-1"
    trial.mkdir()
    for path in (young, old, trial / "journal.db"):
        path.touch()
    for path in (old, trial):
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    place.sweep()
    assert young.exists()
    assert not old.exists()
    assert not trial.exists()


def test_an_interrupted_restore_is_finished(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.restored.mkdir()
    (place.restored / "keys.json").write_text("{}")
    place.finish_restoring()
    assert (place.journal / "keys.json").exists()
    assert not place.restored.exists()
