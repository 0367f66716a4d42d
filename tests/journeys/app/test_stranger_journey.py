"""When the app has died, whoever takes its port is told nothing by the windows that are still open."""

from __future__ import annotations

import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from nightglass.journal import init_journal
from served import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext


class Stranger(http.server.BaseHTTPRequestHandler):
    """Answers as the app would that is locked, so that somebody gives it their words and their passphrase."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"GET {self.path}")
        self._answer(200, b'{"open": true, "csrf": "x", "phone": false, "turn": 0}')

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        self.asked.append(f"POST {self.path} {sent}")
        self._answer(423, b'{"error": "The journal is locked."}')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def stranger_at(port: int) -> Iterator[list[str]]:
    """Answer at a port that another had, and give what is asked for there."""
    Stranger.asked = asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield asked
        server.shutdown()


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_words_and_passphrase_stay_here(tmp_path: Path, port: int, context: BrowserContext) -> None:
    init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0].close()
    surroundings = os.environ | {"NIGHTGLASS_HOME": str(tmp_path / "home"), "NIGHTGLASS_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "nightglass", "open", "--no-browser", "--port", str(port)]
    window = context.new_page()
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        window.goto(process.stdout.readline().strip())
        window.locator("#text").press_sequentially("A heron")
        expect(window.get_by_text("Kept.", exact=True)).to_be_visible()
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    with stranger_at(port) as asked:
        window.keyboard.type(" with my mother's coat")
        with window.expect_request("**/proof?**"):
            expect(window.get_by_text("Nightglass has stopped.")).to_be_visible()
        expect(window.locator("[data-unlock]")).to_be_hidden()
        window.evaluate("() => { document.querySelector('[data-unlock]').hidden = false; }")  # as if it had been open
        window.locator("[data-unlock] input[type=password]").fill("my real passphrase")
        window.locator("[data-unlock] input[type=password]").press("Enter")
        expect(window.locator("[data-unlock]")).to_be_hidden()
        assert [one for one in asked if not one.startswith("GET /proof?challenge=")] == []
        assert len(asked) > 1
        expect(window.locator("#text")).to_have_value("A heron with my mother's coat")
