"""From the address to the first word: one unlock and nothing else, and nothing is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nightglass.journal import drafts
from served import PASSPHRASE, serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

_FETCHED = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.includes("/static/") && one.transferSize > 0).map((one) => one.name)"""


def test_one_unlock_and_nothing_else(tmp_path: Path, context: BrowserContext) -> None:
    with serving(tmp_path / "home", opened=False) as app:
        window = context.new_page()
        asked: list[str] = []
        window.on("request", lambda r: asked.append(f"{r.method} {urlsplit(r.url).path}"))
        window.goto(app.way_in())
        window.wait_for_function("() => document.activeElement.id === 'passphrase'")
        window.wait_for_load_state("networkidle")
        window.keyboard.insert_text(PASSPHRASE)
        window.keyboard.press("Enter")
        window.wait_for_function("() => document.activeElement.id === 'text'")
        with window.expect_response("**/tonight/draft"):
            window.keyboard.type("The tide was in the house.")
        pages = [a for a in asked if "/static/" not in a and "draft" not in a]
        proofs = [a for a in pages if a == "GET /proof"]  # before words are sent: that it is the app that answers
        assert pages == ["GET /enter", "GET /unlock", "POST /unlock", "GET /", *proofs]
        assert window.evaluate(_FETCHED) == []
        _wait_until_kept(window)
        assert [d.text for d in drafts(app.journal)] == ["The tide was in the house."]


def _wait_until_kept(window: Page) -> None:
    window.wait_for_function("() => document.querySelector('[data-said]').textContent !== ''")
    window.wait_for_function("() => !('stays' in document.documentElement.dataset)")


def test_a_page_of_the_day_brings_what_the_night_does_not_need(tmp_path: Path, context: BrowserContext) -> None:
    with serving(tmp_path / "home") as app:
        window = context.new_page()
        window.goto(app.way_in())
        assert window.evaluate("() => typeof window.htmx") == "undefined"
        window.goto(f"{app.address}/nights")
        window.wait_for_function("() => typeof window.htmx === 'object'")
        assert window.evaluate("() => window.htmx.config.allowEval") is False
