"""A phone is let in, writes, and is let go of: at the desk in one browser, at the bedside in another."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from pytest_socket import socket_allow_hosts

from nightglass.journal import drafts
from served import Served, add_dream, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

HERE = "127.0.0.2"


@pytest.fixture(autouse=True)
def another_address_of_this_machine() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", HERE], allow_unix_socket=True)


@pytest.fixture
def bedside(chromium: Browser) -> Iterator[BrowserContext]:
    """The phone: small, touched, and its person has compared the fingerprint and gone on."""
    opened = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, ignore_https_errors=True
    )
    yield opened
    opened.close()


def test_a_phone_comes_in_writes_and_is_let_go_of(
    app: Served, page: Page, bedside: BrowserContext, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{app.address}/settings")
    page.locator("a[href='/phone']").first.click()
    page.get_by_text("answers on this machine alone").wait_for()
    assert axe(page) == []
    assert page.input_value("#address") == HERE
    page.get_by_role("button", name="Let a phone in").click()
    page.get_by_role("img", name=re.compile("code for the camera")).wait_for()
    assert axe(page) == []
    assert len(re.findall(r"[0-9A-F]{2}", page.inner_text(".fingerprint"))) == 32
    phone = bedside.new_page()
    phone.goto(page.inner_text(".address"))
    phone.fill("#text", "The stairs went on and on.")
    page.get_by_text("A phone is let in").wait_for()  # by itself
    for _ in range(300):
        if any("on and on" in d.text for d in drafts(app.journal)):
            break
        phone.wait_for_timeout(100)
    assert any("on and on" in d.text for d in drafts(app.journal))
    phone.goto(phone.url.partition("/enter")[0].rstrip("/") + "/nights")
    assert "on the machine where the journal is" in phone.inner_text("body")
    page.get_by_role("button", name="Let go of this phone").click()
    page.get_by_role("img", name=re.compile("code for the camera")).wait_for()
    phone.reload()
    assert "This phone is not let in" in phone.inner_text("body")
    page.get_by_role("button", name="Answer on this machine alone").click()
    page.get_by_text("answers on this machine alone").wait_for()


def test_by_keyboard_and_at_320_pixels(app: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{app.address}/phone")
    page.focus("#address")
    page.keyboard.press("Enter")
    page.get_by_role("img", name=re.compile("code for the camera")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="A new code").focus()
    before = page.inner_text(".address")
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelector('.address').innerText !== before", arg=before)


def test_the_phone_shows_no_dream_that_is_kept(
    tmp_path: Path, bedside: BrowserContext, context: BrowserContext
) -> None:
    with serving(tmp_path / "second") as app:
        dream = add_dream(
            app.journal, "The heron on the landing had my mother's coat.", dt.date(2026, 3, 1), read=False
        )
        window = context.new_page()
        window.goto(app.way_in())
        window.goto(f"{app.address}/phone")
        window.get_by_role("button", name="Let a phone in").click()
        phone = bedside.new_page()
        phone.goto(window.inner_text(".address"))
        place = phone.url.rstrip("/")
        for path in (
            f"/dreams/{dream}?show=yes",
            f"/dreams/{dream}/text",
            "/search?q=heron",
            "/nights",
            "/export",
            "/",
        ):
            phone.goto(place + path)
            assert "heron" not in phone.content()
