"""How fast the app is with a journal of ten years: from opening to the first letter, and every page.

Of a page: the server's time, the size, the first paint.

usage: PYTHONPATH=tests python bench/app.py [FOLDER]

FOLDER is a journal that bench/decade.py made; by default a new one.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from decade import PASSPHRASE, build
from first_letter import report_first_letter
from nightglass.journal import keep_script, open_journal, recognise_recurrences, recurrences, scripts
from served import Served, pages, serving, stop_all

_TIMES = 15
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0] || null"


def make_ready(folder: Path) -> None:
    """Make ten years where there are none, find what comes back in them, and write a script."""
    if not (folder / "journal").exists():
        build(folder).close()
    with open_journal(PASSPHRASE, folder) as journal:
        recognise_recurrences(journal)
        if not scripts(journal):
            told = recurrences(journal)[0]
            keep_script(
                journal, "The water stops at the third stair.", report=told.reports[-1], title="The third stair"
            )


def time_page(served: Served, address: str) -> tuple[float, float, int]:
    """Return the first and the median time of an answer in milliseconds, and its size in bytes."""
    taken = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        answer = served.get(address)
        taken.append(1000 * (time.perf_counter() - began))
        answer.raise_for_status()
    return taken[0], statistics.median(taken), len(answer.content)


def first_paint(context: BrowserContext, address: str) -> float:
    """Return when the browser first showed something of a page, in milliseconds after it was asked for."""
    window = context.new_page()
    window.goto(address)
    window.wait_for_function(f"() => {_FIRST_PAINT}")
    found = float(window.evaluate(_FIRST_PAINT))
    window.close()
    return found


def report_pages(served: Served, context: BrowserContext) -> None:
    """Print a line for every page."""
    print("page               first ms  median ms  (bar: 100)   KB  (bar: 300)   first paint ms  (bar: 1,000)")
    for name, address in pages(served.journal).items():
        first, usual, size = time_page(served, address)
        paint = first_paint(context, served.address + address)
        print(f"{name:<18} {first:8.0f}  {usual:9.1f}  {'':11}  {size / 1000:4.0f}  {'':10}  {paint:15.0f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name) / "decade"
        make_ready(folder)
        with serving(folder, made=False, opened=False) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
            report_first_letter(browser, folder)
            began = time.perf_counter()
            served.keeper.unlock(PASSPHRASE)
            served.enter()
            served.keeper.reader.wake()
            while served.keeper.reader.working:
                time.sleep(0.2)
            print(f"everything is worked out {time.perf_counter() - began:.1f} s later, in the background")
            context = browser.new_context()
            window = context.new_page()
            window.goto(served.way_in())
            report_pages(served, context)
            browser.close()
        stop_all()


if __name__ == "__main__":
    main()
