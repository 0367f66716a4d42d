"""docs/hvdc.md: every command and every line of Python on it does what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hvdc.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^nightglass .*$", PAGE, re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("page")
    shutil.copytree(ROOT / "examples", place / "examples")
    return place


def test_the_page_has_commands_and_python() -> None:
    assert {command.split()[2] for command in COMMANDS} >= {"validate", "profile", "compare", "agree"}
    assert PYTHON


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(command: str, folder: Path) -> None:
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "80"}, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    if "--csv" not in command:
        assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_page_runs(code: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
