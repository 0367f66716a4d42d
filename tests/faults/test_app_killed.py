"""The app killed, without room, and twice on one journal: what was acknowledged to the browser is there, and whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from test_journal_room import in_small_space

from nightglass.journal import Journal, check_journal, drafts, init_journal, new_id, open_journal, reports, sound_of
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "four or five words"
ROUNDS, MANY = 3, 60
NIGHT = "2026-03-01"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    init_journal(PASSPHRASE, tmp_path / "home", Cost(passes=1, memory=64, threads=1))[0].close()
    return tmp_path / "home"


@contextmanager
def app_of(home: Path) -> Iterator[tuple[subprocess.Popen[str], Browser]]:
    """Serve a journal in a process of its own, with a browser inside."""
    surroundings = dict(os.environ, NIGHTGLASS_HOME=str(home), NIGHTGLASS_PASSPHRASE=PASSPHRASE)
    command = [sys.executable, "-m", "nightglass", "open", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=surroundings, text=True, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            browser = Browser(process.stdout.readline().strip())
            yield process, browser
            browser.client.close()
        finally:
            process.kill()


class Browser:
    """Somebody who writes and speaks, and what they were told was kept."""

    def __init__(self, address: str) -> None:
        place = address.partition("/enter")[0]
        self.client = httpx.Client(base_url=place, headers={"origin": place, "accept": "application/json"}, timeout=20)
        assert self.client.get(address).status_code == 303
        self.token = self.client.get("/pulse").json()["csrf"]
        self.kept: dict[str, str] = {}  # reports
        self.under_way: dict[str, str] = {}
        self.draft, self.typed, self.sent = new_id(), "", ""
        self.recording, self.pieces = "", 0

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        return self.client.post(path, data=fields, headers={"x-csrftoken": self.token}, **more)

    def work(self) -> None:
        """Type, keep and speak until the app is gone."""
        with suppress(httpx.TransportError):
            self.recording = self.post("/recordings/begin", {"kind": "audio/webm", "night": NIGHT}).json()["id"]
            seen = ""
            for k in range(100_000):
                self.sent = f"{self.typed}word {k} "
                told = self.post("/tonight/draft", {"id": self.draft, "text": self.sent, "night": NIGHT, "seen": seen})
                assert told.status_code == 200, told.text
                seen, self.typed = told.json()["seen"], self.sent
                answer = self.post(f"/recordings/{self.recording}/pieces/{k}", content=piece(k))
                assert answer.status_code == 200, answer.text
                self.pieces = k + 1
                if k % 3 == 0:
                    self._keep(k)

    def _keep(self, k: int) -> None:
        identity, text = new_id(), f"Report {k}. The tide came up the stairs. " * (1 + k % 40)
        self.under_way = {identity: text.strip()}
        answer = self.post("/tonight/keep", {"id": identity, "text": text, "night": NIGHT, "seen": ""})
        assert answer.status_code == 303, answer.text
        self.kept |= self.under_way


def piece(k: int) -> bytes:
    return f"[{k}]".encode() * 500


def check(journal: Journal, browser: Browser) -> None:
    """Make sure that what was acknowledged is there, and what was under way is wholly there or wholly not."""
    assert [line for line in check_journal(journal).wrong if "backup" not in line] == []
    there = {r.id: r.text.strip() for r in reports(journal)}
    for identity, text in browser.kept.items():
        assert there[identity] == text
    for identity, text in browser.under_way.items():
        assert there.get(identity) in {None, text}
    begun = {d.id: d.text for d in drafts(journal)}
    assert begun.get(browser.draft, "") in {browser.typed, browser.sent}
    whole = b"".join(piece(k) for k in range(browser.pieces + 1))
    if browser.pieces:
        _, sound = sound_of(journal, browser.recording)
        assert whole.startswith(sound)
        assert len(sound) >= len(whole) - len(piece(browser.pieces))


def test_killed_while_somebody_writes_and_speaks(home: Path, many: bool) -> None:
    chance, kept = random.Random(7), 0
    for _ in range(MANY if many else ROUNDS):
        with app_of(home) as (process, browser):
            writing = threading.Thread(target=browser.work)
            writing.start()
            time.sleep(0.3 + chance.random())
            process.kill()
            process.wait(10)
            writing.join(20)
            assert not writing.is_alive()
        with open_journal(PASSPHRASE, home) as journal:
            check(journal, browser)
        kept += browser.pieces
    assert kept > 0


def test_ended_by_the_system_while_somebody_writes(home: Path) -> None:
    with app_of(home) as (process, browser):
        writing = threading.Thread(target=browser.work)
        writing.start()
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        writing.join(20)
    with open_journal(PASSPHRASE, home) as journal:
        check(journal, browser)
    assert browser.pieces > 0


def test_two_apps_on_one_journal(home: Path) -> None:
    with app_of(home) as (one, first), app_of(home) as (other, second):
        writing = [threading.Thread(target=browser.work) for browser in (first, second)]
        for thread in writing:
            thread.start()
        time.sleep(1.0)
        for process in (one, other):
            process.send_signal(signal.SIGTERM)
        assert [process.wait(30) for process in (one, other)] == [0, 0]
        for thread in writing:
            thread.join(20)
    with open_journal(PASSPHRASE, home) as journal:
        check(journal, first)
        check(journal, second)
    assert min(first.pieces, second.pieces) > 0


FULL = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from served import serving

TEXT = "The heron on the landing had my mother's coat. " * 200
JSON = {{"accept": "application/json"}}
with serving(Path("home")) as app:
    app.enter()
    begun = {{"id": "ab" * 16, "text": "Begun.", "night": "2026-03-01"}}
    assert app.post("/tonight/draft", begun, headers=JSON).status_code == 200
    filler = Path("filler").open("wb", 0)
    try:
        while True:
            filler.write(b"x" * 4096)
    except OSError:
        pass
    for path in ("/tonight/draft", "/tonight/keep"):
        fields = {{"id": "cd" * 16, "text": TEXT, "night": "2026-03-01"}}
        answer = app.post(path, fields, headers=JSON if path == "/tonight/draft" else {{}})
        shown = answer.text.replace("&#39;", "'")
        print(path, answer.status_code, "full" in shown, TEXT.strip() in shown, flush=True)
    filler.close()
    Path("filler").unlink()
    print("after", app.post("/tonight/keep", fields).status_code, flush=True)
"""


def test_no_room_while_somebody_writes(tmp_path: Path) -> None:
    """One sentence; what was typed stays in the page; and with room again it is kept."""
    tests = str(Path(__file__).parent.parent)
    done = in_small_space(FULL.format(tests=tests), tmp_path, "2m")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "/tonight/draft 507 True False",
        "/tonight/keep 507 True True",
        "after 303",
    ]
    with open_journal(PASSPHRASE, tmp_path / "saved" / "home") as journal:
        assert sum("heron" in r.text for r in reports(journal)) == 1
        assert [d.text for d in drafts(journal)] == ["Begun."]
