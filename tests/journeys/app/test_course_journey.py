"""The course, search and settings in a real browser: by keyboard, narrow, on paper, and without scripts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import Night, night_of, now, phases, put_into_bin, save_night, setting
from served import add_dream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from served import Served

pytestmark = pytest.mark.browser

TODAY = night_of(now())
STAIRS = "A man in a grey coat chased me down the stairs. I could not move my legs and I was terrified."
CAKE = "My sister and I baked a cake on the stairs. I was happy."


@pytest.fixture
def year(app: Served) -> dt.date:
    """Keep some months of nights, and return the first."""
    first = TODAY - dt.timedelta(days=199)
    for k in range(199):
        if k % 6:
            bad = k % 4 == 1
            save_night(app.journal, Night(date=first + dt.timedelta(days=k), state="badly" if bad else "quiet"))
    return first


def clean(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """Return what axe finds, dark and light."""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += axe(page)
    return found


def fits(page: Page) -> bool:
    page.wait_for_load_state()  # before its styles are there, nothing does
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_phase_is_added_by_keyboard_and_taken_away_and_brought_back(
    app: Served, page: Page, axe: Callable[[Page], list[str]], year: dt.date
) -> None:
    page.goto(f"{app.address}/course")
    expect(page.locator("svg.chart").first).to_be_visible()
    page.get_by_text("Add a phase").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("before")
    page.get_by_label("Its first night").fill(str(year + dt.timedelta(days=10)))
    page.get_by_label("Its last night, where it is over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The phase is kept.")).to_be_visible()
    assert [k.phase.name for k in phases(app.journal)] == ["before"]
    expect(page.locator("svg.chart [aria-label^='before:']").filter(visible=True)).to_have_count(1)
    assert clean(page, axe) == []
    page.get_by_role("button", name="Remove before").press("Enter")
    page.get_by_role("button", name="Bring it back").press("Enter")
    expect(page.get_by_text("The phase is kept.")).to_be_visible()
    assert len(phases(app.journal)) == 1


def test_numbers_stand_behind_each_picture_and_on_paper_they_are_open(app: Served, page: Page, year: dt.date) -> None:
    page.goto(f"{app.address}/course?wait=yes")
    assert year < TODAY
    points = page.locator("svg.chart").first.locator("[aria-label*='known nights']")
    rows = page.locator("details.behind").first.locator("tbody tr td:nth-child(5)")
    assert points.count() == rows.count() >= 7
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details.behind:not([open])").count() == 0
    expect(page.locator(".printed")).to_be_visible()
    for hidden in (".top", ".files", ".adding"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.claim p')).color") == "rgb(43, 33, 26)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.behind[open]").count() == 0


@pytest.mark.parametrize("width", [360, 1180])
def test_nothing_of_the_course_is_slid_sideways_and_its_letters_can_be_read(
    app: Served, page: Page, year: dt.date, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{app.address}/course?wait=yes")
    assert year < TODAY
    assert fits(page)
    shown = page.locator("svg.chart").filter(visible=True)
    assert shown.evaluate_all("all => all.map((e) => e.classList[1])") == ["narrow" if width == 360 else "wide"] * 2
    letters = """all => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a).filter(Boolean)"""
    assert min(shown.locator("text").evaluate_all(letters)) >= 12
    over = "all => all.filter((e) => e.scrollWidth > e.clientWidth + 1).length"
    assert page.locator(".picture").evaluate_all(over) == 0


def test_the_charts_have_the_colours_of_the_page(app: Served, page: Page, year: dt.date) -> None:
    page.goto(f"{app.address}/course?wait=yes")
    assert year < TODAY
    seen = set()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seen.add(page.locator("svg.chart path[role=graphics-symbol]").first.evaluate("e => getComputedStyle(e).fill"))
    assert len(seen) == 2
    assert "rgba(0, 0, 0, 0)" not in seen


def test_a_file_is_saved_for_a_therapist(app: Served, page: Page, year: dt.date) -> None:
    page.goto(f"{app.address}/course?wait=yes")
    assert year < TODAY
    page.get_by_text("The files", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="How often, as a picture (PNG)").click()
    assert saved.value.suggested_filename == "nightglass-course.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_search_finds_as_one_types_and_shows_words_when_asked(
    app: Served, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    add_dream(app.journal, STAIRS, dt.date(2026, 3, 1))
    add_dream(app.journal, CAKE, dt.date(2026, 3, 2))
    page.set_viewport_size({"width": 320, "height": 720})
    page.goto(f"{app.address}/search")
    assert clean(page, axe) == []
    page.keyboard.type("stairs")
    expect(page.locator("#count")).to_have_text("2 dreams")
    assert page.get_by_text("grey coat").count() == 0
    page.locator("summary").press("Enter")
    page.get_by_label("the body will not obey (1)").press("Space")
    expect(page.locator("#count")).to_have_text("1 dream")
    page.get_by_role("button", name="Show the words").press("Enter")
    expect(page.locator("mark")).to_have_text("stairs")
    expect(page.get_by_role("button", name="Hide the words")).to_be_focused()
    assert page.url == f"{app.address}/search"
    assert page.evaluate("history.length") <= 3  # nothing was added by typing
    assert clean(page, axe) == []
    assert fits(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_search_works_without_scripts(app: Served, chromium: Browser) -> None:
    add_dream(app.journal, STAIRS, dt.date(2026, 3, 1))
    with chromium.new_context(java_script_enabled=False) as plain:
        window = plain.new_page()
        window.goto(app.way_in())
        window.goto(f"{app.address}/search")
        window.get_by_label("Words").fill("stairs")
        window.get_by_role("button", name="Find").click()
        expect(window.locator("#count")).to_have_text("1 dream")
        window.get_by_role("button", name="Show the words").click()
        expect(window.locator("mark")).to_have_text("stairs")
        assert window.url == f"{app.address}/search"


def test_settings_are_changed_and_undone(app: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    save_night(app.journal, Night(date=TODAY - dt.timedelta(days=3), state="quiet"))
    put_into_bin(app.journal, "nights", str(TODAY - dt.timedelta(days=3)))
    page.set_viewport_size({"width": 320, "height": 720})
    page.goto(f"{app.address}/settings")
    page.get_by_label("light").check()
    page.locator("#look").get_by_role("button", name="Keep").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-look", "light")
    assert axe(page) == []
    page.get_by_role("button", name="Back to: as the system does").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-look", "system")
    assert setting(app.journal, "look") == "system"
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator(".token")).to_be_visible()
    page.get_by_role("button", name="Look the journal over").click()
    expect(page.locator("#checked")).to_contain_text("There is no backup yet.")
    assert fits(page)
    assert axe(page) == []
    page.goto(f"{app.address}/settings/bin")
    assert clean(page, axe) == []
    page.get_by_role("button", name="Bring back: a night").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is back where it was.")
    assert axe(page) == []
