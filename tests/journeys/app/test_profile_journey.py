"""Nothing of what is typed or read gets into the folder in which a real browser keeps its profile."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from served import add_dream, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


_ALLOWED = """() => {
  for (const one of document.querySelectorAll("form, input, textarea")) one.removeAttribute("autocomplete");
}"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def lasting(chromium: Browser, profile: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile in a folder, as a person's own does."""
    opened = chromium.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), headless=False,
        args=["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )  # fmt: skip
    yield opened
    opened.close()


def files_with(folder: Path, word: str) -> list[str]:
    """Return the files of a folder in which a word stands, in either way in which a browser writes letters."""
    found = []
    for path in folder.rglob("*"):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if word.encode() in data or word.encode("utf-16-le") in data:
            found.append(str(path.relative_to(folder)))
    return found


def typed(window: Page, address: str, word: str, *, allowed: bool = False) -> None:
    window.goto(address)
    if allowed:
        window.evaluate(_ALLOWED)
    window.locator("textarea[name=text]").press("End")
    window.keyboard.type(f" {word}")


def test_what_is_typed_is_in_no_file_of_it(tmp_path: Path, profile: Path, lasting: BrowserContext) -> None:
    with serving(tmp_path / "home") as app:
        dream = add_dream(app.journal, "A heron stood on the landing.", dt.date(2026, 3, 1))
        window, other = lasting.new_page(), lasting.new_page()
        window.goto(app.way_in())
        window.goto(f"{app.address}/dreams/{dream}?show=yes")
        typed(window, f"{app.address}/dreams/{dream}/edit", "qzcoat")
        typed(other, f"{app.address}/dreams/{dream}/edit", "qzallowed", allowed=True)
        for _ in range(300):  # what a form allows is kept some seconds later: then all else would be too
            if files_with(profile, "qzallowed"):
                break
            other.wait_for_timeout(100)
        lasting.close()
        assert files_with(profile, "qzallowed") != []
        assert files_with(profile, "qzcoat") == []
