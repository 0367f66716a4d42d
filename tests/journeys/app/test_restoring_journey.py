"""A backup brought back by somebody who knows only the app: from inside, and where the journal cannot be opened."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nightglass.journal import Night, back_up, save_night
from served import PASSPHRASE, Served, add_dream

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

EVENING = dt.date(2026, 3, 2)
TEXT = "The heron on the landing asked me for the key."
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def well(page: Page, axe: Callable[[Page], list[str]]) -> Callable[[], None]:
    """A function that makes sure that a page can be used by everybody: dark and light, wide and on a small phone."""

    def run() -> None:
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert axe(page) == []
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_WIDER) <= 0

    return run


@pytest.fixture
def backup(app: Served) -> Path:
    """A backup with one dream in it; since then there is one more night."""
    add_dream(app.journal, TEXT, EVENING, read=False)
    made = back_up(app.journal)
    save_night(app.journal, Night(date=EVENING + dt.timedelta(days=1), state="quiet"))
    return made


def harm(app: Served) -> None:
    """Damage the locked journal."""
    folder = app.journal.folder
    app.keeper.lock()
    (folder / "journal" / "journal.db").write_bytes(b"no journal any more" * 400)


def test_from_the_settings_and_back_by_one_press(
    app: Served, context: BrowserContext, page: Page, backup: Path, well: Callable[[], None]
) -> None:
    other = context.new_page()
    other.clock.install()
    later = f"{app.address}/nights/{EVENING + dt.timedelta(days=1)}"
    other.goto(later)
    page.goto(f"{app.address}/settings")
    page.get_by_role("link", name="Bring a backup back").click()
    well()
    page.get_by_label("Your passphrase").fill("not these words")
    page.get_by_role("button", name="See what is in it").click()
    expect(page.get_by_role("alert")).to_contain_text("does not open this backup")
    expect(page.get_by_label("Your passphrase")).to_be_focused()
    well()
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_contain_text("The backup of")
    expect(page.locator(".going")).to_have_text(
        "1 night that the journal has now is not in this backup. It stays in the journal that is set aside."
    )
    well()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("status").first).to_contain_text("is in its place")
    well()
    with other.expect_navigation():  # what another window shows of the journal of before goes away
        other.clock.run_for(16_000)
    expect(other).to_have_url(re.compile("/nights/"))
    page.get_by_role("button", name="Bring that one back").click()
    expect(page.get_by_role("status").first).to_contain_text("The journal that was set aside is in its place again.")
    assert page.goto(later).status == 200  # type: ignore[union-attr]


def test_where_it_is_damaged_the_passphrase_is_typed_once(
    app: Served, page: Page, backup: Path, well: Callable[[], None]
) -> None:
    harm(app)
    page.goto(app.address)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("status").first).to_have_text(
        "Your passphrase is right, but the journal’s file is damaged and cannot be read."
    )
    well()
    page.get_by_role("button", name="Leave all as it is").click()
    expect(page.get_by_role("button", name="See what is in it")).to_be_visible()
    well()
    page.get_by_text("Try the passphrase once more").click()
    page.locator("#again").fill(PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("link", name="To the first page").click()
    expect(page.locator("textarea")).to_be_visible()
    page.goto(f"{app.address}/nights/{EVENING}")
    expect(page.locator("h1")).to_be_visible()


def test_where_nothing_is_left_a_backup_from_a_stick_is_chosen(
    app: Served, page: Page, backup: Path, tmp_path: Path, well: Callable[[], None]
) -> None:
    folder = app.journal.folder
    stick = shutil.copy(backup, tmp_path / "stick.nightglass")
    app.keeper.lock()
    (folder / "journal" / "journal.db").unlink()
    shutil.rmtree(folder / "backups")
    page.goto(app.address)
    expect(page.get_by_role("status").first).to_contain_text("is not where it was")
    well()
    page.get_by_label("The backup’s file").set_input_files(stick)
    page.get_by_role("button", name="Choose this file").click()
    expect(page.get_by_label("The file that you chose: stick.nightglass")).to_be_checked()
    well()
    page.get_by_label("The passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="See what is in it").click()
    well()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("status").first).to_contain_text("is in its place")
    assert page.goto(f"{app.address}/nights/{EVENING}").status == 200  # type: ignore[union-attr]


def test_damage_in_the_middle_of_a_day_leads_to_the_backups(
    app: Served, page: Page, backup: Path, well: Callable[[], None]
) -> None:
    for k in range(400):
        date = EVENING + dt.timedelta(days=k)
        save_night(app.journal, Night(date=date, state="quiet", note="The lamp was on. " * 40))
    app.journal.write_anew()
    app.keeper.lock()
    file = (app.keeper.folder or backup) / "journal" / "journal.db"
    data = bytearray(file.read_bytes())
    for k in range(80, 110):  # the nights lie here
        data[4096 * k + 100] ^= 0xFF
    file.write_bytes(bytes(data))
    page.goto(f"{app.address}/nights")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("a backup can take its place without losing it")
    well()
    page.get_by_role("link", name="To the backups").click()
    expect(page.get_by_label("Your passphrase")).to_be_visible()
