"""What holds for every page: axe finds nothing, nothing leaves the machine, 320 px suffice, care is one step away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from served import lived_in, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from served import Served

_KEPT = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def lived(app: Served) -> Served:
    """An app whose journal has nights, dreams that come back, a script, rehearsals and phases."""
    lived_in(app.journal)
    return app


@pytest.mark.parametrize("look", ["dark", "light"])
def test_axe_finds_nothing(lived: Served, page: Page, axe: Callable[[Page], list[str]], look: str) -> None:
    page.emulate_media(color_scheme=look, reduced_motion="reduce")
    found = {}
    for name, address in pages(lived.journal).items():
        page.goto(lived.address + address)
        found[name] = axe(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_no_page_is_wider_than_a_small_phone_nor_at_twice_the_size(lived: Served, page: Page) -> None:
    wide = {}
    for name, address in pages(lived.journal).items():
        for width in (320, 640):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(lived.address + address)
            if width == 640:
                page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            if page.evaluate(_WIDER) > 0:
                wide[name, width] = page.evaluate(_WIDER)
    assert wide == {}


_OUTSIDE = """() => [...document.querySelectorAll("input:not([type=hidden]), textarea, select")]
  .filter((one) => !one.form).map((one) => one.outerHTML)"""


def test_care_is_one_step_from_every_page_and_nothing_is_kept_in_the_browser(lived: Served, page: Page) -> None:
    without = []
    for name, address in pages(lived.journal).items():
        page.goto(lived.address + address)
        assert page.evaluate(_OUTSIDE) == [], name  # a form says that nothing of it is kept
        if name != "care" and page.locator("a[href='/care']").count() == 0:
            without.append(name)
    assert without == []
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    )
    assert kept == [0, 0, 0]


def test_every_page_is_there_without_scripts(lived: Served, context: BrowserContext) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    window = plain.new_page()
    window.goto(lived.way_in())
    missing = []
    for name, address in pages(lived.journal).items():
        answer = window.goto(lived.address + address)
        if answer is None or answer.status != 200 or window.locator("main h1, main h2, main label").count() == 0:
            missing.append(name)
    plain.close()
    assert missing == []
