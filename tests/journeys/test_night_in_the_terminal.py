"""The first night, typed in a dark terminal; and a terminal that is closed half-way."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "four or five words"


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(self, home: Path, *words: str) -> None:
        self._master, slave = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "NIGHTGLASS_PASSPHRASE"}
        environment |= {"NIGHTGLASS_HOME": str(home), "TERM": "xterm-256color", "COLUMNS": "80", "TZ": "Europe/Vienna"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nightglass", *words],
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def expect(self, pattern: str, seconds: float = 60) -> str:
        """Wait until something is shown, and return all that was since the last time."""
        end, fresh = time.monotonic() + seconds, ""
        while not re.search(pattern, fresh):
            assert time.monotonic() < end, fresh
            if select.select([self._master], [], [], 0.2)[0]:
                try:
                    fresh += os.read(self._master, 4096).decode("utf-8", "replace")
                except OSError:  # the program has gone
                    break
        assert re.search(pattern, fresh), fresh
        self.seen += fresh
        return fresh

    def answer(self, text: str) -> None:
        """Type a line."""
        os.write(self._master, f"{text}\n".encode())

    def end(self) -> int:
        """Wait for the program to end."""
        while self.process.poll() is None:
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._master, 4096).decode("utf-8", "replace")
                except OSError:
                    break
        code = self.process.wait()
        os.close(self._master)
        return code


def listed(home: Path, *words: str) -> str:
    environment = os.environ | {
        "NIGHTGLASS_HOME": str(home),
        "NIGHTGLASS_PASSPHRASE": PASSPHRASE,
        "TZ": "Europe/Vienna",
    }
    command = [sys.executable, "-m", "nightglass", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_from_nothing_to_a_saved_night(home: Path) -> None:
    screen = Terminal(home, "log")
    screen.expect("not shown")
    screen.answer(PASSPHRASE)
    screen.expect("once more")
    screen.answer(PASSPHRASE)
    screen.expect("recovery key(.|\n)*Nightmares tonight")
    screen.answer("1")
    screen.expect("The dream")
    screen.answer("A man with no face stood at the end of my bed.")
    screen.answer("I could not move and he turned into my mother.")
    screen.answer("")
    screen.expect("How bad")
    screen.answer("9")
    screen.expect("How did you wake")
    screen.answer("sad")
    screen.expect("your body")
    screen.answer("cry, shak")
    screen.expect("until calm")
    screen.answer("")
    screen.expect("sleep again")
    screen.answer("n")
    screen.expect("Saved: .*You can lie down")
    assert screen.end() == 0
    assert PASSPHRASE not in screen.seen
    assert "\x1b[38;5;131m" in screen.seen  # dim red, no bright white
    out = listed(home, "list", "--show")
    assert "1 nightmare, distress 9 of 10" in out
    assert "no face" in out
    shown = listed(home, "show", "tonight")
    assert "woke: sadness, crying, shaking, did not sleep again" in shown


def test_every_question_can_be_skipped(home: Path) -> None:
    listed(home, "init")
    screen = Terminal(home, "log", "--night", "2026-03-02")
    screen.expect("Passphrase")
    screen.answer(PASSPHRASE)
    for _ in range(8):
        time.sleep(0.3)
        screen.answer("")
    screen.expect("Nothing was written|Saved")
    assert screen.end() == 0
    assert "dreamt badly" not in listed(home, "list", "--from", "2026-03-01", "--to", "2026-03-03")


def test_a_terminal_that_is_closed_half_way_loses_no_line(home: Path) -> None:
    listed(home, "init")
    screen = Terminal(home, "log", "--night", "2026-03-02")
    screen.expect("Passphrase")
    screen.answer(PASSPHRASE)
    screen.expect("Nightmares tonight")
    screen.answer("1")
    screen.expect("The dream")
    screen.answer("The stairs went on and on.")
    screen.answer("Half a")
    time.sleep(1)
    os.kill(screen.process.pid, signal.SIGKILL)
    screen.end()
    again = Terminal(home, "log", "--night", "2026-03-02")
    again.expect("Passphrase")
    again.answer(PASSPHRASE)
    again.expect("Nightmares tonight")
    again.answer("1")
    again.expect("7|8|words\\) is kept")
    again.answer("y")
    again.expect("The dream")
    again.answer("")
    for _ in range(5):
        time.sleep(0.3)
        again.answer("")
    again.expect("Saved")
    assert again.end() == 0
    assert "The stairs went on and on." in listed(home, "list", "stairs", "--show")
