"""What the score's page withstands: odd reports, poor eyes, paper, no script, and scripts that are not its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import nightglass
from nightglass.pictures import score_html, score_sheet
from nightglass.pictures.look import contrast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

REPORT = (
    "I was on the roof of the mill with my cousin Ada and it was windy. A woman in a grey apron came out of the hatch. "
    "She nodded and I was afraid. Suddenly there was no sound at all. I wanted to climb down but I could not move my "
    "arms. The woman turned into my cousin. She cried and fell off the edge. Then I could move again, but it was too "
    "late. I woke up crying."
)
"""An invented nightmare."""

_FROZEN = "I could not move"
_TEXTS = "text, p, summary, td, th, caption, .report, .report mark, q, b"
_COLOURS = """(names) => Array.from(document.querySelectorAll(names))
  .filter((e) => e.textContent.trim() && e.getClientRects().length)
  .map((e) => {
    const style = getComputedStyle(e);
    let around = e;
    while (around && getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") around = around.parentElement;
    const ground = around ? getComputedStyle(around).backgroundColor : "rgb(255, 255, 255)";
    return [e.textContent.trim().slice(0, 40), e instanceof SVGElement ? style.fill : style.color, ground];
  })"""


def _written(place: Path, report: str) -> str:
    page = place / "page.html"
    sheet = score_sheet(nightglass.read(report), report, "The mill")
    page.write_text(score_html(sheet), encoding="utf-8", newline="")
    return page.as_uri()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """A function that opens the page of a report; afterwards, whatever the browser complained of fails the test."""
    pages: list[Page] = []
    complaints: list[str] = []

    def opened_page(report: str = REPORT, *, width: int = 1280, **context: str) -> Page:
        page = chromium.new_page(viewport={"width": width, "height": 800}, **context)
        pages.append(page)
        address = _written(tmp_path, report)
        page.on("request", lambda r: None if r.url == address else complaints.append(f"asked for {r.url}"))
        page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("dialog", lambda d: (complaints.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(address)
        return page

    yield opened_page
    for page in pages:
        page.close()
    assert complaints == []


def _hex(colour: str) -> str:
    """Return a colour as browsers compute it, ``rgb(1, 2, 3)``, as ``#010203``."""
    return "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", colour)[:3])


def _poor(found: list[list[str]], ground: str = "") -> list[list[str]]:
    return [f for f in found if contrast(_hex(f[1]), ground or _hex(f[2])) < 4.5]  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_all_words_can_be_read(opened: Callable[..., Page], scheme: str) -> None:
    page = opened(color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    page.locator(".mark[data-label*='cannot move']").first.focus()
    found = page.evaluate(_COLOURS, _TEXTS)
    assert {"The mill", _FROZEN} <= {text for text, _, _ in found}
    assert _poor(found) == []


def test_words_on_paper_are_dark_even_by_night(opened: Callable[..., Page]) -> None:
    page = opened(color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(_COLOURS, _TEXTS)
    assert "The mill" in {text for text, _, _ in found}
    assert _poor(found, "#ffffff") == []
    assert not page.locator("#report").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator("#table").evaluate("table => table.open")


def test_nothing_moves_for_those_who_want_stillness(opened: Callable[..., Page]) -> None:
    page = opened(reduced_motion="reduce")
    moves = "e => getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none'"
    assert page.evaluate(f"Array.from(document.querySelectorAll('*')).filter({moves}).length") == 0


def test_focus_can_be_seen(opened: Callable[..., Page]) -> None:
    page = opened()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) != "none"


def test_pointing_elsewhere_gives_the_focus_its_words_back(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_text("Show the report").click()
    page.locator(".mark[data-label*='cannot move']").first.focus()
    page.locator(".mark[data-label*='sound is missing']").first.hover()
    assert "there was no sound" in page.locator("#words").inner_text()
    page.mouse.move(2, 2)
    assert _FROZEN in page.locator("#words").inner_text()
    page.keyboard.press("Escape")
    assert _FROZEN not in page.locator("#words").inner_text()
    assert page.locator("#report mark").count() == 0
    assert page.locator("#report").inner_text() == REPORT


@pytest.mark.parametrize("between", ["\r\n\r\n", " 😱👩‍👧 ", " \x00\x07 "], ids=["windows", "emoji", "controls"])
def test_words_are_found_again_whatever_stands_before_them(opened: Callable[..., Page], between: str) -> None:
    page = opened(REPORT.replace(". ", "." + between))
    page.locator(".mark[data-label*='cannot move']").first.focus()
    quotes = page.locator("#words q").all_inner_texts()
    assert any(_FROZEN in quote for quote in quotes)


def test_long_words_break(opened: Callable[..., Page]) -> None:
    page = opened(f"{REPORT} {'x' * 3000}", width=320)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_hostile_report_does_nothing(opened: Callable[..., Page]) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'</div></details></svg></style> "
    page = opened(nasty + REPORT)
    page.get_by_text("Show the report").click()
    assert page.locator("#report").inner_text() == nasty + REPORT
    assert page.locator("img").count() == 0


def test_the_page_runs_no_script_but_its_own(chromium: Browser, tmp_path: Path) -> None:
    address = _written(tmp_path, REPORT)
    path = tmp_path / "page.html"
    taken = path.read_text(encoding="utf-8").replace("<main>", "<main><script>document.title = 'taken'</script>", 1)
    path.write_text(taken, encoding="utf-8")
    page = chromium.new_page()
    page.goto(address)
    assert page.title() == "The mill"
    page.close()


def test_without_a_script_the_marks_are_named_and_the_rest_unfolds(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_written(tmp_path, REPORT))
    page.get_by_text("The score as a table").click()
    assert page.locator("#table table").is_visible()
    assert page.locator(".mark").first.get_attribute("aria-label")
    context.close()
