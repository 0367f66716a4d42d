"""From a report to its page in a browser: nothing leaves it, every mark can be reached and shows its words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "ferry.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the example, made by the command as a person would."""
    out = tmp_path_factory.mktemp("page") / "ferry.html"
    command = [sys.executable, "-m", "nightglass", "read", str(EXAMPLE), "--html", str(out), "--title", "The ferryman"]
    subprocess.run(command, check=True, capture_output=True)
    return out.as_uri()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The page, opened; what it asks for and what goes wrong in it is kept in ``page.asked`` and ``page.errors``."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.asked, page.errors = [], []  # type: ignore[attr-defined]
    page.on("request", lambda r: page.asked.append(r.url))  # type: ignore[attr-defined]
    page.on("pageerror", lambda e: page.errors.append(str(e)))  # type: ignore[attr-defined]
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)  # type: ignore[attr-defined]
    page.goto(address)
    yield page
    page.close()


def test_nothing_is_asked_for_and_nothing_fails(page: Page, address: str) -> None:
    page.wait_for_timeout(200)
    assert page.asked == [address]  # type: ignore[attr-defined]
    assert page.errors == []  # type: ignore[attr-defined]


def test_the_report_is_hidden_until_it_is_asked_for(page: Page) -> None:
    report = page.get_by_text("then midstream the oars stopped", exact=False).last
    assert not report.is_visible()
    page.get_by_text("Show the report").click()
    assert page.locator("#report").is_visible()
    assert page.locator("#report").inner_text().strip() == EXAMPLE.read_text().strip()


def test_focus_shows_the_words_and_lights_them_up(page: Page) -> None:
    page.get_by_text("Show the report").click()
    mark = page.locator(".mark[data-label*='cannot move']").first
    mark.focus()
    said = page.locator("#words").inner_text()
    assert "cannot move" in said
    assert "my arms would not lift" in said
    lit = page.locator("#report mark").all_inner_texts()
    assert "my arms would not lift" in " ".join(lit)


def test_hovering_does_the_same_and_leaving_undoes_it(page: Page) -> None:
    rest = page.locator("#words").inner_text()
    page.locator(".mark[data-label*='sound is missing']").first.hover()
    assert "no sound" in page.locator("#words").inner_text()
    page.mouse.move(2, 2)
    assert page.locator("#words").inner_text() == rest


def test_the_tab_key_reaches_every_mark(page: Page) -> None:
    count = page.locator(".mark").count()
    assert count > 20
    seen = set()
    for _ in range(count + 12):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.dataset ? document.activeElement.dataset.label : null")
        if label:
            seen.add(label)
    assert seen == {m.get_attribute("data-label") for m in page.locator(".mark").all()}


def test_every_mark_has_a_name_for_screen_readers(page: Page) -> None:
    names = [m.get_attribute("aria-label") for m in page.locator(".mark").all()]
    assert all(names)
    assert any("rests on" in (n or "") for n in names)


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for details in page.locator("details").all():
        details.evaluate("e => e.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "light"), [("dark", False), ("light", True)])
def test_dark_and_light_follow_the_person(page: Page, scheme: str, *, light: bool) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(part) for part in ground[4:-1].split(","))
    assert (brightness > 600) == light


def test_paper_is_light_and_has_the_table(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(21, 17, 14)"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table").first.is_visible()
