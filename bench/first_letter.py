"""How long one waits from opening the app to the first letter of a dream, in the real app and a real browser.

The waiting is what is counted, in the browser's own time: until the passphrase can be typed, from Enter until a dream
can be typed, and from a key press until its letter is shown. The time in which a person types their passphrase is not.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from decade import PASSPHRASE
from nightglass.journal.keys import unlock
from nightglass.journal.opening import read_keys
from nightglass.journal.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_TYPING = 2.0  # seconds that somebody takes for their passphrase
_WATCH = """
window.seen = {};
addEventListener("focusin", (event) => { window.seen[event.target.id] ??= performance.now(); }, true);
addEventListener("keydown", (event) => { window.seen.pressed ??= event.timeStamp; }, true);
addEventListener("input", () => {
  requestAnimationFrame(() => setTimeout(() => { window.seen.shown ??= performance.now(); }));
}, true);
"""
_TOLD = """(field) => {
  const { seen } = window;
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  if (!seen?.[field] || !painted) return null;
  const [asked] = performance.getEntriesByType("navigation");
  return { ready: Math.max(seen[field], painted), answered: asked.responseEnd, written: seen.shown - seen.pressed };
}"""


@contextmanager
def _app(folder: Path) -> Iterator[tuple[float, str]]:
    """Start ``nightglass open``; give the seconds until it told its address, and the address."""
    command = [sys.executable, "-m", "nightglass", "open", "--no-browser", "--port", "0"]
    surroundings = {k: v for k, v in os.environ.items() if k != "NIGHTGLASS_PASSPHRASE"}
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env=surroundings | {"NIGHTGLASS_HOME": str(folder)}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            yield time.perf_counter() - begin, address
        finally:
            process.send_signal(signal.SIGINT)


def _ready(window: Page, field: str) -> dict[str, float]:
    found: dict[str, Any] = window.wait_for_function(_TOLD, arg=field).json_value()
    return found


def _once(browser: Browser, folder: Path) -> dict[str, float]:
    with _app(folder) as (start, address):
        context = browser.new_context()
        context.add_init_script(_WATCH)
        window = context.new_page()
        window.goto(address)
        before = _ready(window, "passphrase")
        window.keyboard.insert_text(PASSPHRASE)
        time.sleep(_TYPING)
        window.keyboard.press("Enter")
        after = _ready(window, "text")
        window.keyboard.press("T")
        window.wait_for_function("() => window.seen.shown")
        written = _ready(window, "text")["written"]
        context.close()
    parts = {
        "the address is told": 1000 * start,
        "the passphrase can be typed": before["ready"],
        "the page for tonight is there": after["answered"],
        "a dream can be typed": after["ready"],
        "the first letter is shown": written,
    }
    return parts | {"one waits in all": before["ready"] + after["ready"] + written}


def _key(folder: Path) -> float:
    """Return how long the key alone takes, in milliseconds."""
    document = read_keys(Place(folder))
    begin = time.perf_counter()
    unlock(document, PASSPHRASE)
    return 1000 * (time.perf_counter() - begin)


def report_first_letter(browser: Browser, folder: Path, times: int = 7) -> None:
    """Print what one waits for, from ``nightglass open`` to the first letter."""
    runs = [_once(browser, folder) | {"of that, the key": _key(folder)} for _ in range(times)]
    print(f"from opening to the first letter, {times} times           least ms  median ms")
    for name, since in (
        ("the address is told", "nightglass open"),
        ("the passphrase can be typed", "the browser goes there"),
        ("the page for tonight is there", "Enter"),
        ("of that, the key", ""),
        ("a dream can be typed", "Enter"),
        ("the first letter is shown", "a key is pressed"),
        ("one waits in all", "the browser goes there"),
    ):
        taken = [run[name] for run in runs]
        print(f"  {name:<30} {since and 'from ' + since:<29} {min(taken):8.0f}  {statistics.median(taken):9.0f}")
