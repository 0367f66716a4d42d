"""A session in a dark terminal: ratings that can be skipped, and Ctrl-C as a calm way out that keeps what was rated."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from test_night_in_the_terminal import PASSPHRASE, Terminal

if TYPE_CHECKING:
    from pathlib import Path


def give(home: Path, *words: str, stdin: str = "") -> str:
    own = {"NIGHTGLASS_HOME": str(home), "NIGHTGLASS_PASSPHRASE": PASSPHRASE, "TZ": "Europe/Vienna"}
    command = [sys.executable, "-m", "nightglass", *words]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, env=os.environ | own, check=True)
    return done.stdout


def test_a_session_that_is_ended_early(tmp_path: Path) -> None:
    give(tmp_path, "init")
    give(tmp_path, "log", "-", "--date", "2026-03-02", "--distress", "6", stdin="A man chased me and I could not move.")
    report = json.loads(give(tmp_path, "script", "choose", "--json"))[0]["candidate"]["report"]
    give(tmp_path, "script", "new", report, "-", "--title", "The swan", stdin="A swan lands between us.")
    terminal = Terminal(tmp_path, "rehearse", "The swan")
    terminal.expect("Passphrase")
    terminal.answer(PASSPHRASE)
    shown = terminal.expect("How heavy is the nightmare for you now")
    assert "A swan lands between us." in shown
    terminal.answer("a lot")
    terminal.expect("or Enter to skip")
    terminal.answer("7")
    terminal.expect("10 minutes left")
    terminal.process.send_signal(signal.SIGINT)
    assert "That is enough for today." in terminal.expect("Kept")
    assert terminal.end() == 0
    (practice,) = json.loads(give(tmp_path, "rehearse", "--json"))
    assert practice["practice"]["sessions"] == 1
