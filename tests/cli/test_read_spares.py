"""``nightglass read`` writes over nobody's report: it may be the only copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "I was in the cellar and I could not move."


def _read(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nightglass", "read", *words]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "night.txt").write_text(REPORT)
    (tmp_path / "deep").mkdir()
    (tmp_path / "soft.txt").symlink_to("night.txt")
    os.link(tmp_path / "night.txt", tmp_path / "hard.txt")
    return tmp_path


@pytest.mark.parametrize("out", ["night.txt", "./deep/../night.txt", "soft.txt", "hard.txt"])
@pytest.mark.parametrize("option", ["--html", "--svg"])
def test_the_report_is_never_written_over(place: Path, option: str, out: str) -> None:
    done = _read(place, "night.txt", option, out)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "name another file" in done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "night.txt").read_text() == REPORT


def test_page_and_picture_are_not_written_over_each_other(place: Path) -> None:
    done = _read(place, "night.txt", "--html", "out", "--svg", "out")
    assert done.returncode == 1
    assert not (place / "out").exists()


def test_a_page_may_be_written_again(place: Path) -> None:
    for _ in range(2):
        assert _read(place, "night.txt", "--html", "out.html", "--svg", "out.svg").returncode == 0
    assert (place / "out.html").read_text().startswith("<!doctype html>")
    assert (place / "out.svg").read_text().startswith("<svg")
    assert (place / "night.txt").read_text() == REPORT
