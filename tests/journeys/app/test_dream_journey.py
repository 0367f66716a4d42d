"""A dream by day in a real browser: its score lights the words, a wrong finding is corrected and stays so."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from playwright.sync_api import expect

from nightglass.journal import (
    corrections_of,
    drafts,
    read_again,
    report,
    save_report,
)
from nightglass.journal.readings import put_reading
from nightglass.reading import read
from served import add_dream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from served import Served

pytestmark = pytest.mark.browser

DATE = dt.date(2026, 3, 2)
TEXT = (
    "I was in the boiler room with my aunt Vera. A man made of pipes came in and I could not move my arms. "
    "He turned into my aunt. Then there was no sound at all. I was so afraid. I woke up crying."
)


@pytest.fixture
def dream(app: Served) -> str:
    return add_dream(app.journal, TEXT, DATE, title="The boiler room")


def lit(page: Page) -> str:
    """Return the words that are lit up in the report."""
    return "".join(page.locator("#report mark").all_inner_texts())


def at(app: Served, page: Page, place: str) -> Page:
    page.goto(f"{app.address}{place}")
    return page


def test_a_mark_lights_its_words_once_the_text_is_shown(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}")
    mark = page.locator("svg.score .mark[data-label*='cannot move']").first
    mark.focus()
    expect(page.locator("#words")).to_contain_text("cannot move")
    expect(page.locator("#words")).to_contain_text("Show the text below to see the words.")
    assert page.locator("#words q").count() == 0
    page.get_by_role("link", name="Show the text").click()
    expect(page.locator("#report .report")).to_have_text(TEXT)
    mark.focus()
    expect(page.locator("#words q").first).to_contain_text("could not move")
    assert "could not move" in lit(page)
    expect(mark).to_have_attribute("aria-label", re.compile("It rests on: “"))
    page.keyboard.press("Escape")
    assert page.locator("#report mark").count() == 0
    page.locator("svg.score .mark[data-label*='sound is missing']").first.hover()
    assert "no sound" in lit(page)
    page.locator("#findings .mark").first.click()
    assert lit(page)
    page.get_by_role("link", name="Veil it again").click()
    expect(page.locator("#report .report")).to_have_count(0)
    mark.focus()
    expect(page.locator("#words")).to_contain_text("Show the text below")


def test_the_score_by_keyboard_alone(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}?show=yes")
    page.locator("#score .picture").focus()
    said = set()
    count = page.locator("svg.score .mark").count()
    for _ in range(count):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.classList.contains('mark')")
        said.add(page.locator("#words b").inner_text())
    assert len(said) > count / 2
    page.keyboard.press("Tab")
    expect(page.locator("#table > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#table table")).to_be_visible()


def test_a_wrong_finding_is_corrected_and_still_so_after_reading_again(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}?show=yes")
    row = page.locator("#finding-immobile")
    expect(row.locator("b")).to_have_text(re.compile("yes$"))
    row.get_by_text("Change").click()
    row.get_by_label("no", exact=True).check()
    row.get_by_role("button", name=re.compile(r"Keep\s*: The body will not obey")).click()
    expect(page.locator("#notice")).to_contain_text("Kept as yours: The body will not obey.")
    expect(page.locator("#notice")).to_be_focused()
    expect(page.locator("#finding-immobile b")).to_have_text("no")
    expect(page.locator("svg.score")).not_to_contain_text("the body will not obey")
    expect(page.locator("#report .report")).to_have_text(TEXT)  # what was shown stays shown
    with app.journal.writing() as connection:
        put_reading(connection, dream, msgspec.structs.replace(read(TEXT), version="an older one"))
    assert list(read_again(app.journal)) == [(1, 1)]
    page.reload()
    expect(page.locator("#finding-immobile b")).to_have_text("no")
    expect(page.locator("#finding-immobile .sure")).to_have_text("yours")
    page.locator("#finding-immobile").get_by_text("Change").click()
    page.locator("#finding-immobile").get_by_role("button", name="Take yours back").click()
    expect(page.locator("#finding-immobile b")).to_have_text(re.compile("yes$"))
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(page.locator("#finding-immobile b")).to_have_text("no")
    assert corrections_of(app.journal, dream)["facets.immobile"].value is False


def test_codes_are_explained_refused_and_added(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}")
    page.locator("#finding-hvdc > summary").click()
    page.get_by_label("Add a code").fill("1MKX")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("the age, is one of A T C B; nearest: 1MK")
    page.get_by_label("Add a code").fill("1mka")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("one known person, male, adult")
    page.get_by_role("button", name="Take out char:1MKA").click()
    expect(page.locator("#notice")).to_contain_text("char:1MKA is out of the list.")


def test_a_beat_and_somebody_who_is_there_are_corrected_in_place(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}?show=yes")
    page.locator("#finding-beats > summary").click()
    page.get_by_role("link", name=re.compile(r"Change\s*: Beat 2")).click()
    expect(page.get_by_role("combobox", name="Threat")).to_be_focused()
    page.get_by_role("combobox", name="The body").select_option("free to move")
    page.get_by_role("button", name=re.compile(r"Keep\s*: Beat 2")).click()
    expect(page.locator("#notice")).to_contain_text("Kept as yours: Beat 2.")
    expect(page.locator("#notice")).to_be_focused()
    assert page.locator("svg.score .mark[data-label^='Beat 2, body: cannot move']").count() == 0
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(page.locator("svg.score .mark[data-label^='Beat 2, body: cannot move']")).to_have_count(1)
    page.get_by_text("Add somebody").click()
    page.locator("#finding-characters details").get_by_label("What they are called in the dream").fill("the caretaker")
    page.get_by_role("combobox", name="Who they are to you").select_option("known by their work")
    page.get_by_role("button", name=re.compile(r"Add\s*: Who is there")).click()
    expect(page.locator("#finding-characters")).to_contain_text("the caretaker is in the list.")
    page.get_by_role("link", name=re.compile(r"Change\s*: the caretaker")).click()
    expect(page.get_by_label("What they are called in the dream").first).to_be_focused()
    page.get_by_role("button", name="Take out the caretaker").click()
    expect(page.locator("#notice")).to_contain_text("the caretaker is out of the list.")
    page.locator("#finding-senses summary").nth(1).click()
    page.locator("#finding-senses").get_by_label("there", exact=True).nth(1).check()
    page.get_by_role("button", name=re.compile(r"Keep\s*: sound")).click()
    expect(page.locator("#notice")).to_contain_text("Kept as yours: sound.")
    assert set(corrections_of(app.journal, dream)) == {"characters", "senses.sound"}


def test_a_dream_that_is_being_read_appears_by_itself(app: Served, page: Page) -> None:
    identity = add_dream(app.journal, TEXT, DATE, read=False)
    wake, app.keeper.reader.wake = app.keeper.reader.wake, lambda: None  # type: ignore[method-assign]
    app.keeper.reader.working = True
    at(app, page, f"/dreams/{identity}")
    expect(page.get_by_role("status")).to_contain_text("It is being read now.")
    page.get_by_role("link", name="Show the text").click()
    expect(page.locator("#report .report")).to_have_text(TEXT)
    wake()
    expect(page.locator("svg.score")).to_be_visible()
    expect(page.locator("#findings h2").first).to_have_text("What was found")
    expect(page.locator("#report [data-from]").nth(5)).to_be_attached()
    page.locator("svg.score .mark[data-label*='cannot move']").first.focus()
    assert "could not move" in lit(page)


def test_two_windows_change_the_same_dream_and_nothing_is_lost(
    app: Served, page: Page, context: BrowserContext, dream: str
) -> None:
    other = context.new_page()
    for window in (page, other):
        at(app, window, f"/dreams/{dream}/edit")
    page.get_by_label("The dream", exact=True).fill("What the first window wrote.")
    expect(page.locator("[data-said]")).to_have_text("Kept.")
    other.get_by_label("The dream", exact=True).fill("What the second window wrote.")
    expect(other.locator("[data-said]")).to_contain_text("Kept, apart")
    assert {d.text for d in drafts(app.journal)} == {"What the first window wrote.", "What the second window wrote."}
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The boiler room")
    other.get_by_role("button", name="Keep", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("changed in another window")
    expect(other.locator(".kept-now")).to_contain_text("What the first window wrote.")
    expect(other.get_by_label("The dream", exact=True)).to_have_value("What the second window wrote.")
    other.get_by_role("button", name="Keep what I wrote").click()
    expect(other).to_have_url(f"{app.address}/dreams/{dream}?said=kept")
    assert report(app.journal, dream).text == "What the second window wrote."
    assert drafts(app.journal) == []
    at(app, other, f"/dreams/{dream}/history")
    expect(other.locator(".version")).to_have_count(2)
    other.locator(".version").first.get_by_role("link", name="Show the text").click()
    expect(other.locator(".version del").first).to_contain_text("first")
    other.locator(".version").first.get_by_role("button", name="Make this the dream again").click()
    expect(other.get_by_role("status").first).to_contain_text("That version is the dream again")
    assert report(app.journal, dream).text == "What the first window wrote."


def test_what_was_typed_survives_a_closed_window(app: Served, page: Page, context: BrowserContext, dream: str) -> None:
    at(app, page, f"/dreams/{dream}/edit")
    page.get_by_label("The dream", exact=True).fill("Half a sentence and")
    expect(page.locator("[data-said]")).to_have_text("Kept.")
    page.close()
    again = context.new_page()
    at(app, again, f"/dreams/{dream}/edit")
    again.get_by_role("link", name="Go on with it").click()
    expect(again.get_by_label("The dream", exact=True)).to_have_value("Half a sentence and")
    expect(again.locator(".kept-now")).to_contain_text(TEXT)
    again.get_by_role("button", name="Leave it as it is kept").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("The boiler room")
    assert drafts(app.journal) == []
    assert report(app.journal, dream).text == TEXT


def test_a_dream_is_put_away_and_brought_back(app: Served, page: Page, dream: str) -> None:
    at(app, page, f"/dreams/{dream}")
    page.locator("summary", has_text="Put this dream into the bin").click()
    page.get_by_role("button", name="Put this dream into the bin").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("status").first).to_have_text("It is back.")
    assert report(app.journal, dream).text == TEXT


def test_the_hint_covers_nothing_until_a_mark_is_chosen(app: Served, page: Page, dream: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    at(app, page, f"/dreams/{dream}")
    how = "getComputedStyle(document.getElementById('words')).position"
    assert page.evaluate(how) == "static"
    page.locator("#score svg .mark").first.focus()
    assert page.evaluate(how) == "sticky"
    page.keyboard.press("Escape")
    assert page.evaluate(how) == "static"


def test_on_paper_a_veiled_text_is_said_to_be_veiled_and_nothing_asks_to_be_pressed(
    app: Served, page: Page, dream: str
) -> None:
    at(app, page, f"/dreams/{dream}")
    veiled = page.get_by_text("The text was veiled when this was printed.")
    assert not veiled.is_visible()
    page.emulate_media(media="print")
    assert veiled.is_visible()
    assert page.locator("button:visible, .button:visible, summary:visible, input:visible").count() == 0
    assert not page.get_by_text("Where it is wrong").first.is_visible()
    page.emulate_media(media="screen")
    at(app, page, f"/dreams/{dream}?show=yes")
    page.emulate_media(media="print")
    assert veiled.count() == 0


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_nothing_is_wrong_with_a_dream_for_anybody(
    app: Served, page: Page, dream: str, axe: Callable[[Page], list[str]], scheme: str
) -> None:
    save_report(app.journal, msgspec.structs.replace(report(app.journal, dream), title="The boiler", tags=("heat",)))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for place in ("?show=yes", "", "/edit", "/history"):
        at(app, page, f"/dreams/{dream}{place}")
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert axe(page) == [], place
    page.locator(".version").first.get_by_role("link", name="Show the text").click()
    expect(page.locator(".version .report")).to_be_visible()
    page.wait_for_load_state()
    assert axe(page) == []


def test_a_dream_does_not_scroll_sideways_on_a_small_phone(app: Served, page: Page) -> None:
    long = add_dream(app.journal, TEXT + " " + "a" * 300, DATE, title="W" * 80, tags=("t" * 60,))
    page.set_viewport_size({"width": 320, "height": 640})
    for place in ("?show=yes", "/edit", "/history"):
        at(app, page, f"/dreams/{long}{place}")
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) <= 0, place
