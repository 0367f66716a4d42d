"""What ``nightglass open`` gives to the browser, and what it leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from nightglass.cli._browser import show, show_by_file
from nightglass.journal import init_journal
from served import CHEAP, PASSPHRASE

ADDRESS = 'http://127.0.0.1:8757/enter?token=abc&"<'


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser is asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


def test_the_address_itself_where_nobody_else_is_answered(opened: list[str]) -> None:
    clear = show(ADDRESS, refuses_others=True)
    clear()
    assert opened == [ADDRESS]


def test_a_file_for_nobody_else_that_is_removed(opened: list[str]) -> None:
    clear = show(ADDRESS, refuses_others=False)
    file = Path(unquote(urlsplit(opened[0]).path))
    assert opened[0].startswith("file:///")
    assert "token" not in opened[0]
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert 'content="0;url=http://127.0.0.1:8757/enter?token=abc&amp;&quot;&lt;"' in file.read_text()
    clear()
    assert not file.parent.exists()
    clear()


def test_the_file_is_removed_by_itself(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightglass.cli._browser._LONG_ENOUGH", 0.05)
    show_by_file(ADDRESS)
    file = Path(unquote(urlsplit(opened[0]).path))
    for _ in range(200):
        if not file.parent.exists():
            break
        time.sleep(0.02)
    assert not file.parent.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells whose a connection is.")
def test_the_browser_is_not_given_the_passphrase(tmp_path: Path) -> None:
    init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0].close()
    browser = tmp_path / "browser"
    asked = tmp_path / "asked"
    browser.write_text(f'#!/bin/sh\nenv > {tmp_path}/env\necho "$1" > {asked}.part\nmv {asked}.part {asked}\n')
    browser.chmod(0o755)
    surroundings = os.environ | {
        "NIGHTGLASS_HOME": str(tmp_path / "home"), "NIGHTGLASS_PASSPHRASE": PASSPHRASE, "BROWSER": f"{browser} %s",
    }  # fmt: skip
    command = [sys.executable, "-m", "nightglass", "open", "--port", "0"]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = process.stdout.readline().strip()
        for _ in range(500):
            if asked.exists():
                break
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{43}", printed)
    assert asked.read_text().strip() == printed
    assert "NIGHTGLASS_HOME" in (tmp_path / "env").read_text()
    assert PASSPHRASE not in (tmp_path / "env").read_text()
