"""Screenshots of every page, dark and light, wide and narrow, on the invented diary, into docs/pictures/app."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from nightglass.journal import read_again, recognise_recurrences, take_in, understand
from nightglass.journal.formats import IMPORTERS, Options
from served import PASSPHRASE, pages, serving, stop_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

    from served import Served

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures" / "app"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_SIZES = {"wide": (1180, 820), "narrow": (360, 740)}
_LONGEST = 1500  # pixels of a wide picture


def fill(served: Served) -> None:
    """Take the invented diary in, read it, and find what comes back in it."""
    diary = IMPORTERS["jsonl"].read(ROOT / "examples" / "diary.jsonl", Options())
    take_in(served.journal, understand(served.journal, diary))
    for _ in read_again(served.journal):
        pass
    recognise_recurrences(served.journal)


def shoot(browser: Browser, served: Served, look: str, size: str) -> None:
    """Take a picture of every page in one look and size."""
    width, height = _SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if look == "dark" else "light",
        reduced_motion="reduce",
    )
    window = context.new_page()
    window.goto(served.way_in())
    for name, address in pages(served.journal).items():
        window.goto(served.address + address)
        window.wait_for_load_state("networkidle")
        picture(window, name, look, size)
    served.keeper.lock()
    window.goto(served.address + "/unlock")
    picture(window, "unlock", look, size)
    context.close()


def picture(window: Page, name: str, look: str, size: str) -> None:
    """Take a picture of a page, down to a length that one still sees; those of the night look the same by day."""
    if look == "light" and window.get_attribute("html", "data-look") == "night":
        return
    width, height = _SIZES[size]
    if size == "wide":
        whole = int(window.evaluate("document.documentElement.scrollHeight"))
        height = max(height, min(_LONGEST, whole))
    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
    window.screenshot(path=FOLDER / f"{name}-{look}-{size}.png", full_page=size == "wide", clip=clip)


def main() -> None:
    """Take them all."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "home") as served, sync_playwright() as playwright:
        fill(served)
        served.keeper.reader.wake()
        while served.keeper.reader.working:
            time.sleep(0.2)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        for look in ("dark", "light"):
            for size in _SIZES:
                if not served.keeper.is_open:
                    served.keeper.unlock(PASSPHRASE)
                shoot(browser, served, look, size)
        browser.close()
    stop_all()
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
