"""The app in a real browser: ``page`` is inside an open journal; a request that leaves the machine fails the test."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from served import Served, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "home") as served:
        yield served


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of its own; what leaves the machine, fails in a script or is refused by the policy fails the test."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    left: list[str] = []
    opened.on("request", lambda r: left.append(r.url) if urlsplit(r.url).hostname not in {"127.0.0.1", None} else None)
    opened.on("weberror", lambda e: left.append(f"error in a script: {e.error}"))
    opened.on("console", lambda m: left.append(m.text) if "Content Security Policy" in m.text else None)
    yield opened
    opened.close()
    assert left == []


@pytest.fixture
def page(app: Served, context: BrowserContext) -> Page:
    """A window inside the app."""
    window = context.new_page()
    window.goto(app.way_in())
    return window


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """A function that returns what axe finds wrong with a page (WCAG 2.2 AA and its best practices)."""

    def run(window: Page) -> list[str]:
        found = Axe().run(window).response["violations"]
        return [f"{v['id']}: {n['html'][:160]}" for v in found for n in v["nodes"]]

    return run
