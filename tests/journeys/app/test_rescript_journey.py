"""A recurrence seen, a turning point chosen, a script written, five rehearsals, what it came to read: by keyboard."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from invented_dreams import FERRY, SINGLE
from nightglass.journal import drafts, keep_script, recognise_recurrences, recurrences, rehearsals, scripts
from served import PASSPHRASE, add_dream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from served import Served

FIRST = dt.date(2026, 3, 1)
NEW = "The boat stays dry. I row it myself, and the bank comes nearer."
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def ferry(app: Served) -> str:
    """The last of three tellings of one dream, in a journal that knows that it comes back."""
    texts = [FERRY[0], SINGLE[0], FERRY[1], FERRY[2]]
    told = [add_dream(app.journal, t, FIRST + dt.timedelta(days=k)) for k, t in enumerate(texts)]
    recognise_recurrences(app.journal)
    return told[-1]


def tab_to(page: Page, there: Locator, most: int = 60) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        if there.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{there} cannot be reached by Tab")


def press(page: Page, there: Locator, key: str = "Enter") -> None:
    tab_to(page, there)
    page.keyboard.press(key)


def kept(page: Page) -> None:
    expect(page.locator("[data-said]").first).to_have_text("Kept.")


def test_by_keyboard_from_what_comes_back_to_what_it_came_to(app: Served, page: Page, ferry: str) -> None:
    page.goto(app.address + "/recurrences")
    press(page, page.get_by_role("link", name="Told 3 times since 1 March 2026"))
    press(page, page.get_by_role("link", name="Show the words of the dream"))
    expect(page.locator("#beat-words")).to_contain_text("arrow keys")
    tab_to(page, page.locator("svg.recurrence .mark").first)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    mark = page.locator("svg.recurrence .mark:focus")
    expect(page.locator("#beat-words .where")).to_have_text(str(mark.get_attribute("aria-label")))
    assert page.locator("svg.recurrence .mark[tabindex='0']").count() == 1

    press(page, page.get_by_role("link", name="Write another ending", exact=True))
    expect(page.get_by_role("heading", name="Where could it turn?")).to_be_visible()
    press(page, page.get_by_role("link", name="Show my words there").first)
    expect(page.locator(".turn .report").first).to_be_visible()
    press(page, page.locator("input[name=turn]:checked"), "ArrowDown")
    chosen = page.locator("input[name=turn]:checked")
    assert str(chosen.get_attribute("value")).isdecimal()
    tab_to(page, page.get_by_label("The new dream"))
    page.keyboard.type(NEW)
    kept(page)
    tab_to(page, page.get_by_label("A title, if you like"))
    page.keyboard.type("The dry boat")
    press(page, page.get_by_role("button", name="Keep it", exact=True))
    expect(page.get_by_role("heading", name="The dry boat")).to_be_visible()
    (own,) = scripts(app.journal)
    assert (own.text, own.title, own.report) == (NEW, "The dry boat", ferry)
    assert own.turning_point is not None
    assert drafts(app.journal) == []

    for k in range(5):
        practise(page, before=7, after=4 if k else 5)
    expect(page.get_by_text("5 sessions")).to_contain_text(
        "Distress was 7 before and 4 after (medians of 5 rated sessions); lower after 5 of them."
    )
    assert len(rehearsals(app.journal, own.id)) == 5


def practise(page: Page, before: int, after: int) -> None:
    """Hold one session by keyboard, from the page of a script back to it."""
    press(page, page.get_by_role("link", name="Practise it"))
    tab_to(page, page.locator("input[name=distress_before]").first)
    for _ in range(before):
        page.keyboard.press("ArrowRight")
    press(page, page.get_by_role("button", name="Begin"))
    expect(page.get_by_text(NEW)).to_be_visible()
    expect(page.locator("#left")).to_have_text(re.compile("minutes are left"))
    press(page, page.get_by_role("link", name="Enough for now"))
    tab_to(page, page.locator("input[name=distress_after]").first)
    for _ in range(after):
        page.keyboard.press("ArrowRight")
    press(page, page.get_by_role("button", name="Keep it", exact=True))
    expect(page.get_by_role("status").filter(has_text="Noted.")).to_be_visible()


def test_on_paper_a_recurrence_asks_for_nothing(app: Served, page: Page, ferry: str) -> None:
    assert ferry
    page.goto(f"{app.address}/recurrences/{recurrences(app.journal)[0].id}")
    page.emulate_media(media="print")
    assert page.locator("button:visible, .button:visible, summary:visible, input:visible").count() == 0
    expect(page.get_by_text("The text was veiled when this was printed.")).to_have_count(3)


def test_the_old_dream_is_there_only_when_asked(app: Served, page: Page, ferry: str) -> None:
    page.goto(f"{app.address}/scripts/new?report={ferry}")
    assert "no eyes" not in page.content()
    page.get_by_role("link", name="Show the text").click()
    expect(page.get_by_text("no eyes").first).to_be_visible()


def test_another_beat_is_chosen_from_a_list_by_its_first_words(app: Served, page: Page) -> None:
    page.goto(f"{app.address}/scripts/new?report={add_dream(app.journal, FERRY[0], FIRST)}")
    which = page.get_by_label("Which beat")
    which.select_option("2")
    expect(page.get_by_label("At another beat")).to_be_checked()
    page.get_by_role("link", name="Show how each begins").click()
    expect(which.locator("option:checked")).to_have_text(re.compile(r"^Beat 2: \w"))


def test_what_was_typed_outlives_a_closed_window(app: Served, page: Page, context: BrowserContext, ferry: str) -> None:
    page.goto(f"{app.address}/scripts/new?report={ferry}")
    page.get_by_label("The new dream").press_sequentially("The boat stays dry")
    page.close(run_before_unload=False)
    again = context.new_page()
    while not drafts(app.journal):  # what a closing window sends arrives a moment later
        again.wait_for_timeout(20)
    again.goto(f"{app.address}/scripts")
    again.get_by_role("link", name="Go on with it").click()
    expect(again.get_by_label("The new dream")).to_have_value(re.compile("^The boat"))


def test_locked_in_mid_sentence_and_opened_in_place(app: Served, page: Page, ferry: str) -> None:
    page.goto(f"{app.address}/scripts/new?report={ferry}")
    page.get_by_label("The new dream").fill("The boat")
    kept(page)
    app.keeper.lock()
    page.get_by_label("The new dream").fill("The boat stays dry")
    page.locator("#passphrase-here").fill(PASSPHRASE)
    page.locator("#passphrase-here").press("Enter")
    kept(page)
    assert [d.text for d in drafts(app.journal)] == ["The boat stays dry"]
    expect(page.get_by_label("The new dream")).to_have_value("The boat stays dry")


def test_two_windows_are_asked(app: Served, page: Page, context: BrowserContext, ferry: str) -> None:
    other = context.new_page()
    for window in (page, other):
        window.goto(f"{app.address}/scripts/new?report={ferry}")
    page.get_by_label("The new dream").fill("from the first window")
    kept(page)
    other.get_by_label("The new dream").fill("from the second window")
    expect(other.get_by_role("heading", name="Written in another window, too")).to_be_focused()
    expect(other.get_by_label("Written here")).to_have_value("from the second window")
    expect(other.get_by_label("Written in the other window")).to_have_value("from the first window")
    other.get_by_role("button", name="Both, one below the other").click()
    field = other.get_by_label("The new dream")
    expect(field).to_have_value("from the second window\n\n* * *\n\nfrom the first window")


def test_keeping_right_after_the_last_letter_is_no_other_window(app: Served, page: Page, ferry: str) -> None:
    page.goto(f"{app.address}/scripts/new?report={ferry}")
    page.get_by_label("The new dream").fill("The boat")
    kept(page)
    page.get_by_label("The new dream").fill("The boat stays dry")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="It is here whenever you want it.")).to_be_visible()
    assert [s.text for s in scripts(app.journal)] == ["The boat stays dry"]
    assert drafts(app.journal) == []


def test_the_time_is_told_in_words_and_ends_quietly(app: Served, page: Page, ferry: str) -> None:
    own = keep_script(app.journal, NEW, report=ferry)
    page.goto(f"{app.address}/scripts/{own.id}/rehearse")
    page.get_by_label("5 minutes", exact=True).check()
    page.clock.install()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#left")).to_have_text("About 5 minutes are left.")
    expect(page.get_by_role("status")).to_have_text("The time has begun. It is quiet until it is over.")
    with page.expect_request(lambda request: "here=yes" in request.url):
        page.clock.fast_forward("04:05")
    expect(page.locator("#left")).to_have_text("About one minute is left.")
    page.clock.fast_forward("01:10")
    expect(page.get_by_role("status")).to_have_text(re.compile("^The 5 minutes are over. Take the time you like"))
    expect(page.locator("#left")).to_have_text("")
    page.reload()
    expect(page.get_by_text(NEW)).to_be_visible()


def test_on_a_phone_one_line_stays_below_and_covers_nothing_opened(app: Served, page: Page, ferry: str) -> None:
    page.set_viewport_size({"width": 360, "height": 480})
    own = keep_script(app.journal, NEW, report=ferry)
    page.goto(f"{app.address}/scripts/{own.id}/rehearse")
    page.get_by_role("button", name="Begin").click()
    page.locator("#way-out summary").focus()
    page.keyboard.press("Enter")
    line = page.locator(".enough")
    assert line.evaluate("e => e.getBoundingClientRect().height") < 70
    opened = "document.querySelector('#way-out p').getBoundingClientRect().bottom"
    page.wait_for_function(f"{opened} <= document.querySelector('.enough').getBoundingClientRect().top")
    left = "e => e.getBoundingClientRect().left"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("#enough").evaluate(left) == page.locator(".practised").evaluate(left)


@pytest.mark.parametrize("look", ["dark", "light"])
def test_axe_and_a_narrow_window(
    app: Served, page: Page, axe: Callable[[Page], list[str]], ferry: str, look: str
) -> None:
    page.emulate_media(color_scheme=look, reduced_motion="reduce")
    own = keep_script(app.journal, NEW, report=ferry, title="The dry boat")
    one = recurrences(app.journal)[0].id
    app.enter()
    session = app.post(f"/scripts/{own.id}/rehearse", {"distress_before": "5"}).headers["location"]
    app.post(f"/scripts/{own.id}/text", {"text": NEW + " Then I sleep.", "version": "1"})
    app.post(f"/scripts/{own.id}/plan", {"begin": "2026-11-01", "at": "19:30", "minutes": "10"})
    wrong, wide = {}, {}
    for place in (
        "/recurrences", f"/recurrences/{one}", f"/recurrences/{one}?show=yes", f"/recurrences/{one}/choose?words=lamp",
        "/scripts", f"/scripts/new?recurrence={one}&words=yes&show=0", f"/scripts/{own.id}?first=1&second=2",
        f"/scripts/{own.id}/edit", f"/scripts/{own.id}/rehearse", session, session + "&look=night",
        session.replace("?", "/after?"),
    ):  # fmt: skip
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(app.address + place)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        wrong[place] = axe(page)
        page.set_viewport_size({"width": 320, "height": 700})
        wide[place] = page.evaluate(_WIDER)
    assert {place: found for place, found in wrong.items() if found} == {}
    assert {place: more for place, more in wide.items() if more > 0} == {}


def test_everything_can_be_read_and_sent_without_scripts(app: Served, chromium: object, ferry: str) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(app.way_in())
    page.goto(f"{app.address}/scripts/new?report={ferry}")
    page.get_by_label("The new dream").fill(NEW)
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.get_by_role("link", name="Practise it").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("10 minutes are over at")).to_be_visible()
    page.get_by_role("link", name="Enough for now").click()
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    assert len(rehearsals(app.journal)) == 1
    context.close()
