"""What an attacker writes is shown as words: on every page, in every field, from every importer, sent by every form."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from hostile_journal import MARK, hostile, seed
from nightglass.journal import drafts, phases, plans, recordings, recurrences, rehearsals, reports, scripts
from nightglass.web import Phone, make_app
from served import Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = {"/lock", "/phone/open", "/phone/close", "/phone/revoke", "/settings/passphrase", "/begin", "/unlock"}


class Page(HTMLParser):
    """A page, with what is wrong in it and the forms that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if any(MARK in name for name in (tag, *given)) or given.get("id") == MARK:
            self.wrong.append(f"<{tag} {' '.join(given)}>: an element of the attacker's")
        for name, value in given.items():
            if name.startswith(("on", "hx-on", "hx-vals", "hx-vars")) or name in {"style", "srcdoc"}:
                self.wrong.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "hx-get", "hx-post"} and not re.match(
                r"[/#?]|mailto:|tel:|https://", value
            ):
                self.wrong.append(f"<{tag} {name}={value[:40]}>")
            if name in {"src", "action", "formaction", "hx-get", "hx-post"} and re.match(r"//|https?:", value):
                self.wrong.append(f"<{tag} {name}={value[:40]}>")
        if tag == "style" or (tag == "script" and "src" not in given) or tag in {"iframe", "object", "embed", "base"}:
            self.wrong.append(f"<{tag}>")
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif tag in {"input", "textarea", "select"} and self.forms and given.get("name"):
            self.forms[-1][1][given["name"]] = given.get("value", "")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving(folder / "home") as served:
        seed(served.journal, folder / "files")
        served.enter()
        yield served


def names_for(served: Served) -> dict[str, list[str]]:
    """Return what can stand in the places of an address, taken from what the journal has, and what it has not."""
    journal = served.journal
    found = {
        "evening": [str(r.night) for r in reports(journal, newest_first=True)][:4],
        "night": [str(r.night) for r in reports(journal)][:2],
        "report": [r.id for r in reports(journal)][:3],
        "identity": [
            *(r.id for r in reports(journal)), *(s.id for s in scripts(journal)), *(r.id for r in recurrences(journal)),
        ],
        "recording": [r.id for r in recordings(journal)],
        "session": [r.id for r in rehearsals(journal)],
        "plan": [p.id for p in plans(journal)],
        "phase": [p.id for p in phases(journal)],
        "draft": [d.id for d in drafts(journal)],
    }  # fmt: skip
    return {name: [*values, hostile("address")] for name, values in found.items()}


def addresses(served: Served) -> list[tuple[str, dict[str, str]]]:
    """Return every address of the app with everything in its places, plain and with hostile questions behind it."""
    app = make_app(served.keeper, served.sessions, Phone(served.sessions))
    known = names_for(served)
    found: list[tuple[str, dict[str, str]]] = []
    for route in app.routes:
        handlers = [h for h in getattr(route, "route_handlers", ()) if "GET" in getattr(h, "http_methods", ())]
        for handler in handlers:
            questions = [p for p in handler.parsed_fn_signature.parameters if "{" + p not in route.path]
            for path in _filled(route.path, known):
                found.append((path, {}))
                found += [(path, {_asked(handler, q): hostile(q)}) for q in questions]
                found += [(path, {_asked(handler, q): "yes"}) for q in questions]
    return found


def _asked(handler: Any, name: str) -> str:
    return "next" if name == "back" else name


def _filled(path: str, known: dict[str, list[str]]) -> list[str]:
    from urllib.parse import quote  # noqa: PLC0415

    done = [path]
    for name, kind in re.findall(r"\{(\w+):(\w+)\}", path):
        values = {"int": ["0", "1", "-1"], "path": ["common.js"], "date": known["evening"]}.get(kind) or known.get(
            name, [hostile()]
        )
        done = [one.replace(f"{{{name}:{kind}}}", quote(value, safe="")) for one in done for value in values]
    return done


def wrong_in(answer: Any) -> list[str]:
    kind = answer.headers.get("content-type", "")
    if answer.status_code >= 500:
        return [f"status {answer.status_code}: {answer.text[:80]}"]
    if not kind.startswith(("text/html", "image/svg")):
        return [] if answer.headers["x-content-type-options"] == "nosniff" else ["it may be taken for a page"]
    if answer.headers.get("content-disposition", "").startswith("attachment"):
        return []
    wrong = Page(answer.text).wrong
    if MARK * 7 in answer.text:
        wrong.append("a template was filled in twice")
    if any(MARK in title for title in re.findall(r"<head>.*?<title>(.*?)</title>", answer.text, re.DOTALL)):
        wrong.append("a browser would keep it in its history, with the title")
    return wrong


def test_every_page_shows_it_as_words(house: Served) -> None:
    wrong: dict[str, list[str]] = {}
    seen = 0
    for path, questions in addresses(house):
        answer = house.client.get(path, params=questions)
        seen += answer.status_code == 200 and MARK in answer.text
        found = wrong_in(answer)
        if found:
            wrong[f"{path[:90]} {sorted(questions)}"] = found[:3]
    assert wrong == {}
    assert seen > 40  # it is there, as words


def test_every_form_may_send_it(house: Served) -> None:
    """Each form of each page is filled with attacks and sent; what comes back, and what follows, shows words."""
    wrong: dict[str, list[str]] = {}
    sent: set[tuple[str, tuple[str, ...]]] = set()
    for path, questions in addresses(house):
        answer = house.client.get(path, params=questions)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for action, fields in Page(answer.text).forms:
            key = (re.sub(r"[0-9a-f]{32}|\d{4}-\d\d-\d\d|%[0-9A-F]{2}.*", "*", action), tuple(sorted(fields)))
            if not action.startswith("/") or action in LOCKS or key in sent or "away" in action:
                continue
            sent.add(key)
            for filled in (
                {n: v if n == "_csrf_token" else hostile(n) for n, v in fields.items()},
                {n: v or hostile(n) for n, v in fields.items()},
            ):
                after = house.client.post(action, data=filled, follow_redirects=True)
                found = wrong_in(after)
                if found:
                    wrong[f"{action[:80]} from {path[:40]}"] = found[:3]
    assert wrong == {}
    assert len(sent) > 12
    assert house.keeper.is_open
