"""A real browser on every page of a journal whose every field is hostile: no script runs, nothing of it comes to be."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from hostile_journal import MARK, seed
from nightglass.journal import recordings, recurrences, rehearsals, reports, scripts
from nightglass.web import Phone, make_app
from served import PASSPHRASE, Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

_FILES = re.compile(
    r"/(sound|files/|score\.(svg|html)|score\.js|look\.css)"
)  # they are saved, played or used, not shown
_FOUND = f"""() => {{
  const leads = ["href", "src", "action", "formaction", "xlink:href"];
  const wrong = (a) => a.name.includes("{MARK}") || a.name.startsWith("on")
    || (leads.includes(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value));
  const all = [...document.querySelectorAll("*")]
    .filter((e) => e.id === "{MARK}" || e.localName.includes("{MARK}") || [...e.attributes].some(wrong))
    .map((e) => e.outerHTML.slice(0, 80));
  return window.{MARK} === undefined ? all : ["a script ran", ...all];
}}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile-journey")
    with serving(folder / "home") as served:
        seed(served.journal, folder / "files")
        yield served


@pytest.fixture
def watched(house: Served, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window inside, and what happened in it that must not."""
    context = chromium.new_context(reduced_motion="reduce")
    happened: list[str] = []
    context.on("dialog", lambda d: (happened.append(f"dialog: {d.message}"), d.dismiss()))
    context.on(
        "request",
        lambda r: happened.append(f"left: {r.url}") if urlsplit(r.url).hostname not in {"127.0.0.1", None} else None,
    )
    context.on("weberror", lambda e: happened.append(f"error: {e.error}"))
    context.on("console", lambda m: happened.append(m.text) if "Content Security Policy" in m.text else None)
    context.on("page", lambda p: happened.append(f"window: {p.url}") if len(context.pages) > 1 else None)
    window = context.new_page()
    window.goto(house.way_in())
    yield window, happened
    context.close()


def addresses(house: Served) -> list[str]:
    """Return an address of each page that the app has, with the newest and a strange thing of each kind in it."""
    journal = house.journal
    told = [*reports(journal, newest_first=True)]
    places = {
        "evening": [str(told[0].night), str(told[-1].night)],
        "report": [told[0].id],
        "recording": [r.id for r in recordings(journal)],
        "session": [r.id for r in rehearsals(journal)],
    }
    of = {
        "/dreams": [told[0].id, told[-1].id],
        "/scripts": [s.id for s in scripts(journal)],
        "/recurrences": [r.id for r in recurrences(journal)],
    }
    found = []
    for route in make_app(house.keeper, house.sessions, Phone(house.sessions)).routes:
        gives = any("GET" in getattr(h, "http_methods", ()) for h in getattr(route, "route_handlers", ()))
        if not gives or route.path.startswith(("/static", "/schema", "/enter", "/api")):
            continue
        done = [str(route.path)]
        for name, kind in re.findall(r"\{(\w+):(\w+)\}", route.path):
            own = next((v for start, v in of.items() if route.path.startswith(start) and name == "identity"), [MARK])
            values = {"int": ["0"]}.get(kind) or places.get(name) or own
            done = [one.replace(f"{{{name}:{kind}}}", value) for one in done for value in values]
        found += done
        found += [f"{one}?show=yes&words=yes" for one in done]
    return found


def test_no_page_runs_what_was_written(house: Served, watched: tuple[Page, list[str]]) -> None:
    window, happened = watched
    wrong: dict[str, list[str]] = {}
    seen = 0
    for address in addresses(house):
        veiled = "show=yes" not in address
        if _FILES.search(address) or (veiled and not address.startswith(("/dreams/", "/nights/"))):
            continue  # what is shown has all that is veiled; where a veil is lifted by hand both are looked at
        answer = window.goto(house.address + address, wait_until="load")
        window.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for veil in window.locator(".veil a[hx-get]").all()[:2]:
            veil.click()
        found = window.evaluate(_FOUND) + happened
        if answer is not None and answer.status >= 500:
            found.append(f"status {answer.status}")
        seen += MARK in window.content()
        if found:
            wrong[address] = found[:3]
        happened.clear()
    assert wrong == {}
    assert seen > 15  # it is there, as words


def _answer(served: dict[str, Any], route: Route) -> None:
    route.fulfill(**served)


def test_pictures_opened_by_themselves(house: Served, watched: tuple[Page, list[str]]) -> None:
    """An SVG is a document too: opened alone it runs nothing either."""
    window, happened = watched
    pictures = [address for address in addresses(house) if address.endswith("score.svg")]
    assert pictures
    for address in pictures:
        answer = window.request.get(house.address + address)
        if answer.status != 200:
            continue
        kind = answer.headers["content-type"]
        served = {"status": 200, "headers": {**answer.headers, "content-disposition": "inline"}, "body": answer.body()}
        window.route("**/alone.svg", partial(_answer, served))
        assert kind.startswith("image/svg+xml")
        window.goto(f"{house.address}/alone.svg")
        assert window.evaluate(_FOUND) == []
    # a file that is saved has its styles in it; opened here, the policy takes even those from it
    assert [what for what in happened if "inline style" not in what] == []


def test_what_is_searched_for_and_where_one_comes_from(house: Served, watched: tuple[Page, list[str]]) -> None:
    window, happened = watched
    window.goto(f"{house.address}/search")
    window.locator("input[type=search], input[name=words]").first.fill(
        f'<img src=x id={MARK} onerror="window.{MARK}=1">'
    )
    window.keyboard.press("Enter")
    window.wait_for_load_state("networkidle")
    assert window.evaluate(_FOUND) == []
    house.keeper.lock()
    window.goto(f"{house.address}/unlock?next=javascript:window.{MARK}=1")
    window.fill("#passphrase", PASSPHRASE)
    window.keyboard.press("Enter")
    window.wait_for_url(f"{house.address}/")
    assert window.evaluate(_FOUND) == []
    assert happened == []
