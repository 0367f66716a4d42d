"""Wide pictures in a narrow window: letters can be read, a sentence says that they slide, rows keep their names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from invented_dreams import FERRY
from nightglass.journal import recognise_recurrences, recurrences
from served import add_dream

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from served import Served

pytestmark = pytest.mark.browser

LETTERS = """() => Math.min(...[...document.querySelectorAll('main svg text')].filter((e) => e.getClientRects().length)
    .map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a).filter(Boolean))"""


@pytest.fixture
def ferry(app: Served) -> dict[str, str]:
    """Keep a dream told five times, and return the pages with its pictures."""
    texts = [*FERRY, FERRY[0] + " A gull cries.", FERRY[1] + " There is a gull."]
    told = [add_dream(app.journal, t, dt.date(2026, 3, 1) + dt.timedelta(days=k)) for k, t in enumerate(texts)]
    recognise_recurrences(app.journal)
    return {"score": f"/dreams/{told[0]}", "recurrence": f"/recurrences/{recurrences(app.journal)[0].id}?show=yes"}


@pytest.mark.parametrize(("which", "names"), [("score", ".lanes"), ("recurrence", ".names")])
def test_a_wide_picture_in_a_narrow_window(
    app: Served, page: Page, ferry: dict[str, str], which: str, names: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(app.address + ferry[which])
    hint = page.get_by_text("Slide it sideways to see all of it.")
    expect(hint).to_be_visible()
    assert page.evaluate(LETTERS) >= 11.99
    name = page.locator(f"{names} text").last
    before = name.bounding_box()
    page.locator(".picture").evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert 0 <= after["x"] <= before["x"]
    assert after["y"] == pytest.approx(before["y"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(hint).to_be_hidden()
    assert page.evaluate(LETTERS) >= 11.99


def test_the_lines_of_time_can_be_read_in_a_narrow_window(app: Served, page: Page, ferry: dict[str, str]) -> None:
    assert ferry
    for width, kind in ((360, "narrow"), (1180, "wide")):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(app.address + "/recurrences")
        shown = page.locator(".times svg").filter(visible=True)
        assert shown.evaluate_all("all => all.map((e) => e.classList[1])") == [kind]
        assert page.evaluate(LETTERS) >= 11.99
