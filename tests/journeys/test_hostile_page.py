"""The score's page in a browser when the report is written to break it, and when characters are hard to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nightglass
from nightglass.pictures import score_html, score_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ATTACK = "<script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">\"'><svg onload=alert(1)>"
ODD = "😱😱 I was in a lift.\r\n\r\nA man \u202echased\u202c me 👩‍👧.\r\nThen my legs would not move. I woke up crying."


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the page of a report; whatever it asks for or says is kept in ``page.noticed``."""
    context = chromium.new_context()

    def open_page(report: str, title: str | None = None, dreamer: str | None = None) -> Page:
        file = tmp_path / "score.html"
        sheet = score_sheet(nightglass.read(report, dreamer), report, title)
        file.write_text(score_html(sheet), "utf-8", newline="")
        page = context.new_page()
        page.noticed = []
        page.on("request", lambda r: page.noticed.append(r.url) if r.url != file.as_uri() else None)
        page.on("dialog", lambda d: page.noticed.append(d.message))
        page.on("pageerror", lambda e: page.noticed.append(str(e)))
        page.goto(file.as_uri())
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("dreamer", [None, ATTACK])
def test_hostile_words_stay_words(opened, dreamer):
    page = opened(f"I was in a hall. {ATTACK} A man chased me and I could not move.", f"Night {ATTACK}"[:80], dreamer)
    for mark in page.locator(".mark").all():
        mark.focus()
    page.get_by_text("Show the report").click()
    assert page.title().startswith("Night <script>")
    assert page.noticed == []
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert ATTACK in page.locator("#report").text_content()


def test_words_are_found_whatever_stands_before_them(opened):
    page = opened(ODD)
    page.get_by_text("Show the report").click()
    mark = page.locator(".mark[data-label*='body: cannot move']").first
    mark.focus()
    reading = nightglass.read(ODD)
    expected = [e.text for b in reading.beats if b.agency == "immobile" for e in b.evidence["agency"]]
    assert expected
    assert page.locator("#words q").all_inner_texts() == expected
    assert "".join(page.locator("#report mark").all_inner_texts()) == "".join(expected)


def test_escape_puts_the_words_away(opened):
    page = opened(ODD)
    rest = page.locator("#words").inner_text()
    page.locator(".mark").first.focus()
    assert page.locator("#words").inner_text() != rest
    page.keyboard.press("Escape")
    assert page.locator("#words").inner_text() == rest
    assert page.locator("#report mark").count() == 0
