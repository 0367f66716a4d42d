"""A week of nights in a real browser: kept, corrected, found again in the calendar; by mouse, by keyboard, narrow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import Draft, Night, Waking, keep_draft, new_id, night, night_of, now, save_night
from served import add_dream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from served import Served

pytestmark = pytest.mark.browser

TEXT = "I was on a stage and the curtain was made of wet hair. I could not speak. I woke up sweating."
TODAY = night_of(now())
WEEK = [TODAY - dt.timedelta(days=k) for k in range(7)]


def wide(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_a_week_of_nights(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/nights")
    expect(page.get_by_role("heading", level=1)).to_have_text("There are no nights here yet")
    for k, date in enumerate(reversed(WEEK)):
        page.get_by_label("Go to a night").fill(date.isoformat()) if k == 0 else None
        if k == 0:
            page.get_by_role("button", name="Go").click()
        else:
            page.get_by_role("link", name="The night after").click()
        expect(page).to_have_url(f"{app.address}/nights/{date}")
        badly = k % 3 == 0
        page.get_by_label("dreamt badly" if badly else "quiet", exact=True).check()
        if badly:
            page.get_by_label("How many nightmares").fill("1")
            page.locator("input[name=distress][value='7']").check(force=True)
            page.get_by_label("To bed").fill("23:10")
            page.get_by_role("group", name="How you woke").get_by_label("afraid").check()
            page.get_by_label("heart racing").check()
            page.get_by_label("What", exact=True).first.fill("wine")
            page.get_by_label("How much, or a word about it").first.fill("2 glasses")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_role("status")).to_have_text("Kept.")
    page.get_by_role("navigation", name="Nights").get_by_role("link", name="Nights").click()
    first, second = WEEK[-1], WEEK[-2]
    if first.year == TODAY.year:
        assert (
            page.get_by_role("link", name=f"{first.day} {first:%B}: dreamt badly, 1 nightmare", exact=True).count() == 1
        )
        assert page.get_by_role("link", name=f"{second.day} {second:%B}: quiet", exact=True).count() == 1
    expect(page.locator(".last li")).to_have_count(7)
    kept = night(app.journal, first)
    assert (kept.state, kept.distress, kept.wakings) == ("badly", 7, (Waking(feeling="fear", body=("heart",)),))
    assert [(c.name, c.amount, c.unit) for c in kept.contexts] == [("wine", 2.0, "glasses")]


def test_a_night_is_put_away_and_brought_back(app: Served, page: Page) -> None:
    add_dream(app.journal, TEXT, TODAY)
    page.goto(f"{app.address}/nights/{TODAY}")
    page.locator("summary", has_text="Put this night into the bin").click()
    page.get_by_role("button", name="Put this night into the bin").click()
    assert night(app.journal, TODAY).state == "unknown"
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("status")).to_have_text("It is back.")
    assert night(app.journal, TODAY).state == "badly"


def test_a_text_shows_itself_in_place_and_veils_again(app: Served, page: Page) -> None:
    add_dream(app.journal, TEXT, TODAY)
    page.goto(f"{app.address}/nights/{TODAY}")
    assert "wet hair" not in page.content()
    page.get_by_role("link", name="Show the text").click()
    expect(page.locator(".report")).to_have_text(TEXT)
    expect(page.locator(".report")).to_be_focused()
    page.get_by_role("link", name="Veil it again").click()
    expect(page.get_by_role("link", name="Show the text")).to_be_visible()
    assert "wet hair" not in page.content()


def test_the_calendar_is_one_stop_of_the_tab_key_and_arrows_go_on(app: Served, page: Page) -> None:
    for date in WEEK:
        save_night(app.journal, Night(date=date, state="quiet"))
    page.goto(f"{app.address}/nights")
    assert page.locator("[data-calendar] a[tabindex='0']").count() == 1
    page.locator("[data-calendar] a[tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    before = TODAY - dt.timedelta(days=1)
    if before.year == TODAY.year:
        assert page.evaluate("document.activeElement.dataset.night") == before.isoformat()
    first = max(WEEK[-1], TODAY.replace(month=1, day=1)).replace(day=1).isoformat()
    for key in ("Home", "ArrowUp"):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.night") == first
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{app.address}/nights/{TODAY}")


def test_what_was_begun_waits_there(app: Served, page: Page) -> None:
    keep_draft(app.journal, Draft(new_id(), TODAY, "a corridor that", dt.datetime.now(dt.UTC)))
    page.goto(f"{app.address}/nights")
    expect(page.locator(".waiting li")).to_contain_text("not kept yet (3 words)")
    assert "a corridor that" not in page.content()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_nothing_is_wrong_for_anybody(app: Served, page: Page, axe: Callable[[Page], list[str]], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{app.address}/nights")
    assert axe(page) == []
    add_dream(app.journal, TEXT, TODAY, title="The stage")
    add_dream(app.journal, TEXT, TODAY - dt.timedelta(days=400))
    keep_draft(app.journal, Draft(new_id(), TODAY, "a corridor that", dt.datetime.now(dt.UTC)))
    for place in ("/nights", f"/nights/{TODAY}", f"/nights?gone={TODAY}"):
        page.goto(app.address + place)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert axe(page) == [], place


def test_nothing_scrolls_sideways_on_a_small_phone(app: Served, page: Page) -> None:
    add_dream(app.journal, TEXT, TODAY, title="W" * 90)
    save_night(app.journal, Night(date=WEEK[1], state="badly", note="N" * 200))
    page.set_viewport_size({"width": 320, "height": 640})
    for place in ("/nights", f"/nights/{TODAY}", f"/nights/{WEEK[1]}"):
        page.goto(app.address + place)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert wide(page) <= 0, place
    page.goto(f"{app.address}/nights")
    last = page.locator("#last").evaluate("e => e.getBoundingClientRect().top")
    assert last < page.locator("[data-calendar]").evaluate("e => e.getBoundingClientRect().top")
    box = page.locator("[data-calendar] a .hit").last.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 36
