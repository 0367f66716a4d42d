"""What is shown goes away when the journal is locked, and when the app ends."""

from __future__ import annotations

import datetime as dt
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import init_journal, open_journal
from served import CHEAP, PASSPHRASE, Served, add_dream

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

TEXT = "The heron on the landing had my mother's coat, and it asked me for the key."
NIGHT = dt.date(2026, 3, 1)


@pytest.fixture
def dream(app: Served) -> str:
    return f"{app.address}/dreams/{add_dream(app.journal, TEXT, NIGHT, read=False)}?show=yes"


def locked_away(window: Page) -> None:
    """Wait until a window shows the lock; the page and its parts may each lead there, and break each other off."""
    expect(window).to_have_url(re.compile("/unlock"))
    expect(window.get_by_label("Passphrase")).to_be_visible()


def test_in_every_window_when_it_is_locked_in_one(app: Served, context: BrowserContext, page: Page, dream: str) -> None:
    page.goto(dream)
    assert "heron" in page.inner_text("body")
    other = context.new_page()
    other.clock.install()
    other.goto(dream)
    assert "heron" in other.inner_text("body")
    page.locator("form[action='/lock'] button").click()
    locked_away(page)
    locked_away(other)  # at once: its clock stands still
    assert "heron" not in other.content()
    other.go_back()
    assert "heron" not in other.content()
    page.go_back()
    locked_away(page)
    assert "heron" not in page.content()


def test_by_itself_when_nobody_is_there(app: Served, page: Page, dream: str) -> None:
    page.clock.install()
    page.goto(dream)
    app.keeper.set_idle(0)
    page.clock.run_for(16_000)
    while app.keeper.is_open:
        page.wait_for_timeout(100)
    page.clock.run_for(16_000)
    locked_away(page)
    assert "heron" not in page.content()


def test_somebody_who_reads_is_there(app: Served, page: Page, dream: str) -> None:
    page.clock.install()
    page.goto(dream)
    before = vars(app.keeper)["_seen"]
    page.clock.run_for(16_000)
    assert vars(app.keeper)["_seen"] == before
    page.evaluate("addEventListener('wheel', () => { window.turned = true; })")
    page.mouse.wheel(0, 300)
    while not page.evaluate("window.turned === true"):  # a turn of the wheel takes a moment to arrive
        page.wait_for_timeout(20)
    with page.expect_response("**/pulse?here=yes"):
        page.clock.run_for(16_000)
    assert vars(app.keeper)["_seen"] > before


def test_when_the_app_ends(tmp_path: Path, context: BrowserContext) -> None:
    journal = init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0]
    dream = add_dream(journal, TEXT, NIGHT, read=False)
    journal.close()
    command = [sys.executable, "-m", "nightglass", "open", "--no-browser", "--port", "0"]
    surroundings = {"NIGHTGLASS_HOME": str(tmp_path / "home"), "NIGHTGLASS_PASSPHRASE": PASSPHRASE, "PATH": "/usr/bin"}
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        window = context.new_page()
        window.clock.install()
        window.goto(address)
        window.goto(f"{address.partition('/enter')[0]}/dreams/{dream}?show=yes")
        assert "heron" in window.inner_text("body")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    for _ in range(2):
        with window.expect_event("requestfailed"):
            window.clock.run_for(16_000)
    window.get_by_role("alert").wait_for()
    assert "heron" not in window.content()
    assert "has ended" in window.inner_text("body")
    open_journal(PASSPHRASE, tmp_path / "home").close()
