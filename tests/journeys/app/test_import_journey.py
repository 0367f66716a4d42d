"""A journal kept elsewhere comes in, is looked at before, and its course is read: by keyboard, on a narrow screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import nights, reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from served import Served

pytestmark = pytest.mark.browser

DIARY = Path(__file__).parents[3] / "examples" / "diary.jsonl"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()")
        if said == name:
            return
    pytest.fail(f"{name} cannot be reached by keyboard")


def fits(page: Page) -> bool:
    page.wait_for_load_state()  # before its styles are there, nothing does
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def clean(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """Return what axe finds, dark and light."""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += axe(page)
    return found


def test_a_diary_comes_in_and_its_course_is_read(app: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_viewport_size({"width": 320, "height": 720})
    page.goto(f"{app.address}/import")
    assert clean(page, axe) == []
    tab_to(page, "file")
    page.locator("#file").set_input_files(DIARY)  # the system's own dialog is not ours to drive
    tab_to(page, "Look through it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in it")
    expect(page.locator(".counts")).to_contain_text("49 new dreams")
    assert list(nights(app.journal)) == []
    assert page.get_by_text("water").count() == 0
    assert clean(page, axe) == []
    assert fits(page)
    tab_to(page, "Take it in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("It is in your journal")
    assert len(list(reports(app.journal))) == 49
    assert clean(page, axe) == []
    tab_to(page, "To the course")
    page.keyboard.press("Enter")
    expect(page.locator("svg.chart").locator("visible=true")).to_have_count(2)
    expect(page.locator("#course")).to_contain_text("105 of 305 known nights were dreamt badly")
    expect(page.locator("#course")).to_contain_text("From baseline to rehearsal: 79 nightmares in 177 known nights")
    assert fits(page)
    assert clean(page, axe) == []


def test_it_is_put_out_again_and_had_back(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/import")
    page.locator("#file").set_input_files(DIARY)
    page.get_by_role("button", name="Look through it").click()
    page.get_by_role("button", name="Take it in").click()
    page.get_by_role("button", name="Put it back out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is out again")
    assert list(reports(app.journal)) == []
    page.get_by_role("button", name="Have it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is in your journal")
    assert len(list(reports(app.journal))) == 49


def test_a_table_s_columns_are_named(app: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{app.address}/import")
    table = b"When,What I saw\n2026-03-02,A bird spoke to me.\n"
    page.locator("#file").set_input_files({"name": "mine.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in this file?")
    page.set_viewport_size({"width": 320, "height": 720})
    assert clean(page, axe) == []
    assert fits(page)
    page.get_by_label("The day").select_option("When")
    page.get_by_label("The dream’s text").select_option("What I saw")
    page.get_by_role("button", name="Look through it").click()
    expect(page.locator(".counts")).to_contain_text("1 new dream")
    page.get_by_role("link", name="Show the first words of the dreams").click()
    expect(page.locator(".report")).to_have_text("A bird spoke to me.")


def test_nothing_in_a_file_runs(app: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(f"{app.address}/import")
    rows = f'Day,Entry,Title,{HOSTILE}\n2026-03-02,"{HOSTILE}","{HOSTILE}",x\n"{HOSTILE}",x,y,z\n'
    page.locator("#file").set_input_files({"name": f"{HOSTILE}.csv", "mimeType": "text/html", "buffer": rows.encode()})
    page.get_by_role("button", name="Look through it").click()
    expect(page.locator(".counts")).to_contain_text("1 new dream")
    page.get_by_role("link", name="Show the first words of the dreams").click()
    expect(page.locator(".report")).to_have_text(HOSTILE)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is in your journal")
    assert asked == []


def test_no_file_is_said_at_once_and_without_scripts_that_it_cannot_be(
    app: Served, page: Page, chromium: Browser
) -> None:
    page.goto(f"{app.address}/import")
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_role("alert")).to_have_text("Choose a file first.")
    with chromium.new_context(java_script_enabled=False) as plain:
        window = plain.new_page()
        window.goto(app.way_in())
        window.goto(f"{app.address}/import")
        expect(window.locator("noscript p")).to_be_visible()


def test_what_is_given_out_can_be_taken_in(app: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{app.address}/export")
    assert clean(page, axe) == []
    page.get_by_role("button", name="Make one beside the journal").click()
    expect(page.get_by_role("status")).to_contain_text("is written and verified")
    page.set_viewport_size({"width": 320, "height": 720})
    assert fits(page)
    assert clean(page, axe) == []
    page.get_by_role("radio", name="Notes (Markdown").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    assert saved.value.suggested_filename.endswith(".zip")
    assert not any((app.journal.folder / "passing").iterdir())
