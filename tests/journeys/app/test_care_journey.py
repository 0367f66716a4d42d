"""The page of care in a real browser: from the night, from a locked journal, by keyboard alone, on a small phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import keep_setting, night_of, now
from served import PASSPHRASE, add_dream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from served import Served

pytestmark = pytest.mark.browser

PEOPLE = [{"name": "Ida", "number": "+43 1 234 56", "word": "she said: any time"}]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_what_was_written_at_night_brings_the_offer_and_it_can_be_waved_away(app: Served, page: Page) -> None:
    evening = night_of(now())
    add_dream(app.journal, "The house was on fire. I woke up and I don't want to live any more.", evening, read=False)
    page.goto(f"{app.address}/tonight/after/{evening}")
    offer = page.get_by_role("complementary", name="When it is too much")
    expect(offer).to_contain_text("You decide")
    expect(page.get_by_role("heading", name="How did you wake")).to_be_visible()  # nothing is blocked
    offer.get_by_role("link", name="Not now").click()
    expect(page.get_by_role("heading", name="How did you wake")).to_be_visible()
    expect(offer).to_have_count(0)


def test_the_offer_leads_to_the_page(app: Served, page: Page) -> None:
    evening = night_of(now())
    add_dream(app.journal, "I woke up and I want to die.", evening, read=False)
    keep_setting(app.journal, "country", "AT")
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{app.address}/tonight/after/{evening}")
    page.get_by_role("complementary").get_by_role("link", name="When it is too much").click()
    expect(page.get_by_role("heading", name="not wanting to live")).to_be_in_viewport()
    for number in ("112", "142"):
        expect(page.locator(f"#living .people a[href='tel:{number}']")).to_be_in_viewport(ratio=1)


def test_where_no_country_is_known_one_is_chosen_where_it_is_needed(
    app: Served, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{app.address}/care#living")
    expect(page.locator("#living a[href='tel:112']")).to_be_in_viewport(ratio=1)
    page.locator("#living").get_by_label("Your country").select_option(label="New Zealand")
    page.locator("#living").get_by_role("button", name="Show").click()
    expect(page.locator("#living .people a[href='tel:1737']")).to_be_in_viewport(ratio=1)


def test_the_numbers_of_all_countries_can_be_hit_by_a_thumb(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/care")
    page.get_by_text("All countries", exact=True).click()
    low = page.evaluate(
        "[...document.querySelectorAll('a.dial')].filter((a) => a.getBoundingClientRect().height < 43.9).length"
    )
    assert low == 0


def test_people_are_written_down_by_keyboard_alone(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/care")
    page.get_by_role("link", name="Write them down").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/care/people")
    page.get_by_label("Name").first.focus()
    for words in ("Ida", "+43 1 234 56", "any time"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("Name").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/care?changed=people#people")
    expect(page.get_by_role("status")).to_have_text("Kept.")
    assert page.get_by_role("link", name="+43 1 234 56").get_attribute("href") == "tel:+43123456"
    expect(page.get_by_role("button", name="Bring back")).to_have_count(0)  # there was nothing before
    page.get_by_role("link", name="Change them").click()
    page.get_by_label("Name").first.fill("Noor")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Ida", exact=True)).to_be_visible()


def test_when_the_journal_locks_itself_the_page_stays_without_what_is_private(app: Served, page: Page) -> None:
    keep_setting(app.journal, "people", PEOPLE)
    page.goto(f"{app.address}/care")
    expect(page.get_by_text("Ida", exact=True)).to_be_visible()
    app.keeper.lock()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("it is locked")).to_be_visible()
    expect(page.get_by_text("Ida", exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="In this hour")).to_be_visible()
    page.get_by_role("link", name="Open it").click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ida", exact=True)).to_be_visible()


def test_a_country_is_chosen_and_stands_first(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/nights")
    page.get_by_role("link", name="When it is too much").click()
    page.locator("#call").get_by_label("Your country").select_option(label="New Zealand")
    page.locator("#call").get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="In New Zealand")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("stands first")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()  # the look of the day stays
    page.goto(f"{app.address}/care")
    expect(page.get_by_role("heading", name="In New Zealand")).to_be_visible()


@pytest.mark.parametrize(
    ("look", "path"),
    [("dark", "/care?by=day"), ("light", "/care?by=day"), ("dark", "/care"), ("light", "/care/people?by=day"),
     ("dark", "/care/people")],
)  # fmt: skip
def test_axe_finds_nothing_and_320_pixels_suffice(
    app: Served, page: Page, axe: Callable[[Page], list[str]], look: str, path: str
) -> None:
    keep_setting(app.journal, "people", PEOPLE)
    page.emulate_media(color_scheme=look)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(app.address + path)
    for closed in page.locator("details:not([open]) > summary").all():
        closed.click()
    assert axe(page) == []
    assert page.evaluate(WIDER) == 0


def test_locked_and_not_let_in_it_is_there_too(app: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    app.keeper.lock()
    page.goto(f"{app.address}/unlock")
    page.get_by_role("link", name="When it is too much").click()
    expect(page.get_by_role("heading", name="In this hour")).to_be_visible()
    assert axe(page) == []
    page.context.clear_cookies()
    page.goto(f"{app.address}/care")
    expect(page.get_by_role("heading", name="In this hour")).to_be_visible()
    assert axe(page) == []
