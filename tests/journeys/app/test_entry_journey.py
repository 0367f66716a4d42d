"""The way in, by keyboard alone: making the journal, its recovery key, the lock, a slip, the pause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nightglass.web.door import tries
from served import PASSPHRASE, serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser, BrowserContext, Page

    from served import Served

_LONG = 60.0  # seconds: a pause that is not over before a slow machine comes to it
_FOCUSED = "document.activeElement.id === 'passphrase'"
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_what_is_typed_can_be_seen_and_is_hidden_before_it_is_sent(tmp_path: Path, context: BrowserContext) -> None:
    with serving(tmp_path / "home", made=False) as app:
        window = context.new_page()
        window.goto(app.way_in())
        kinds = "[...document.querySelectorAll('#passphrase, #again')].map((field) => field.type).join()"
        window.get_by_label("Passphrase").fill("short")
        window.get_by_label("The same once more").fill("short")
        window.get_by_label("Show what I type").check()
        assert window.evaluate(kinds) == "text,text"
        window.evaluate(
            f"document.querySelector('form').addEventListener('submit', () => {{ window.name = {kinds}; }})"
        )
        window.get_by_role("button", name="Make it").click()
        assert "8" in window.inner_text("[role=alert]")  # our sentence, not a bubble of the browser's
        assert window.evaluate("window.name") == "password,password"


def test_without_a_script_there_is_nothing_to_show_it_with(tmp_path: Path, chromium: Browser) -> None:
    with serving(tmp_path / "home", made=False) as app:
        plain = chromium.new_context(java_script_enabled=False)
        window = plain.new_page()
        window.goto(app.way_in())
        assert window.get_by_role("button", name="Make it").is_visible()
        assert not window.get_by_label("Show what I type").is_visible()
        plain.close()


def test_without_a_script_pages_say_what_does_not_work_here(app: Served, chromium: Browser) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    window = plain.new_page()
    window.goto(app.way_in())
    assert "kept only when you press" in window.inner_text("main")
    window.goto(f"{app.address}/tonight/speak")
    assert "JavaScript, which is turned off here" in window.inner_text("main")
    assert "This browser cannot record" not in window.inner_text("main")
    window.goto(f"{app.address}/import")
    assert "To choose a file this page needs JavaScript" in window.inner_text("main")
    assert not window.locator("#file-form").is_visible()
    plain.close()


def test_from_nothing_to_the_first_page_and_back_in(
    tmp_path: Path, context: BrowserContext, axe: Callable[[Page], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "seconds_to_wait", lambda _, known=0: _LONG if known > 1 else 0.0)
    with serving(tmp_path / "home", made=False) as app:
        window = context.new_page()
        window.set_viewport_size({"width": 320, "height": 640})
        window.goto(app.way_in())
        window.wait_for_url("**/unlock**")
        assert axe(window) == []
        window.wait_for_function(_FOCUSED)
        window.keyboard.type(PASSPHRASE)
        window.keyboard.press("Tab")
        window.keyboard.type(PASSPHRASE)
        window.keyboard.press("Enter")
        window.locator(".key").wait_for()
        key = re.sub(r"\s", "", window.inner_text(".key"))
        assert len(key) == 47
        assert axe(window) == []
        assert window.evaluate(_WIDER) <= 0
        app.keeper.lock()
        window.wait_for_timeout(200)
        assert key[:5] in window.inner_text(".key")  # it is shown only once, so it stays until somebody has it
        window.get_by_role("link", name="I have it").press("Enter")
        window.wait_for_url("**/unlock**")
        for wrong in ("not these words", "nor these words"):
            window.wait_for_function(_FOCUSED)
            window.keyboard.type(wrong)
            with window.expect_navigation():
                window.keyboard.press("Enter")
            assert "does not open" in window.inner_text("[role=alert]")
        assert axe(window) == []
        assert window.evaluate(_WIDER) <= 0
        window.wait_for_function(_FOCUSED)
        window.keyboard.type(PASSPHRASE)
        window.keyboard.press("Enter")
        window.get_by_text("there is a pause").wait_for()
        assert axe(window) == []
        vars(app.keeper)["_tries"]._not_before -= _LONG  # it is over
        window.wait_for_function(_FOCUSED)
        window.keyboard.type(key.lower().replace("-", " "))
        window.keyboard.press("Enter")
        window.locator("#text").wait_for()
        assert app.keeper.is_open


def test_a_window_that_was_not_let_in(
    tmp_path: Path, context: BrowserContext, axe: Callable[[Page], list[str]]
) -> None:
    with serving(tmp_path / "home") as app:
        window = context.new_page()
        window.goto(f"{app.address}/nights")
        assert "has not been let in" in window.inner_text("main")
        assert axe(window) == []
        address = app.way_in()
        window.goto(address)
        context.clear_cookies()
        window.goto(address)
        assert "used already" in window.inner_text("main")
        assert axe(window) == []


def test_a_file_on_this_machine_leads_in(
    tmp_path: Path, context: BrowserContext, axe: Callable[[Page], list[str]]
) -> None:
    """As where ``nightglass open`` gives the browser a file: a cookie for this site alone is kept back at first."""
    with serving(tmp_path / "home") as app:
        file = tmp_path / "open.html"
        file.write_text(f'<!doctype html><title>x</title><meta http-equiv="refresh" content="0;url={app.way_in()}">')
        window = context.new_page()
        window.goto(file.as_uri())
        window.locator("#text").wait_for()
        assert window.url == f"{app.address}/"
        assert axe(window) == []
