"""Every kind of answer carries what keeps it to itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from raw_http import ask, cookies_of, host_of, lines

if TYPE_CHECKING:
    from served import Served

WANTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}
JSON = {"accept": "application/json"}


def check(status: int, headers: dict[str, str], wanted: int) -> None:
    assert status == wanted
    for name, value in WANTED.items():
        assert headers[name] == value
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {v for k, v in policy.items() if k not in {"default-src", "base-uri", "frame-ancestors"}} == {"'self'"}
    assert not re.search(r"unsafe|\*|data:|blob:|http", headers["content-security-policy"])
    assert "strict-transport-security" not in headers  # it would bind other programs on this machine
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
    assert "geolocation=()" in headers["permissions-policy"]


ANSWERS = [
    ("a page", "GET", "/unlock", {}, 303),
    ("JSON", "GET", "/pulse", JSON, 200),
    ("the colours", "GET", "/static/look.css", {}, 200),
    ("a script", "GET", "/static/common.js", {}, 200),
    ("a style", "GET", "/static/common.css", {}, 200),
    ("no such script", "GET", "/static/none.js", {}, 404),
    ("no such page", "GET", "/none", {}, 404),
    ("no such page as JSON", "GET", "/none", JSON, 404),
    ("no such method", "DELETE", "/pulse", {}, 405),
    ("a form without its token", "POST", "/lock", {}, 403),
    ("from another site", "POST", "/lock", {"origin": "https://elsewhere.example"}, 403),
    ("under another name", "GET", "/", {"host": "elsewhere.example"}, 421),
    ("a strange address", "GET", "/%00", {}, 400),
    ("too much", "POST", "/lock", {"content-length": "99999999"}, 413),
    ("a used token", "GET", "/enter?token=x", {}, 403),
    ("the API without a token", "GET", "/api/none", {}, 404),
    ("the description of the API", "GET", "/schema/openapi.json", {}, 200),
]


@pytest.mark.parametrize(("name", "method", "path", "more", "status"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_what_every_answer_carries(
    app: Served, name: str, method: str, path: str, more: dict[str, str], status: int
) -> None:
    sent = {"host": host_of(app), "origin": app.address, "content-length": "0", "connection": "close", **more}
    own = (f"{key}: {value}" for key, value in sent.items())
    answer = ask(app.address, lines(f"{method} {path} HTTP/1.1", cookies_of(app), *own))
    check(answer.status, answer.headers, status)
    if name not in {"a script", "a style", "the colours"}:
        assert answer.headers["cache-control"] == "no-store"


def test_without_a_cookie_and_locked(locked: Served) -> None:
    answer = locked.get("/unlock")
    check(answer.status_code, dict(answer.headers), 200)
    wrong = locked.post("/unlock", {"passphrase": "not these words"})
    check(wrong.status_code, dict(wrong.headers), 403)
    locked.client.cookies.clear()
    stranger = locked.get("/unlock")
    check(stranger.status_code, dict(stranger.headers), 401)
    as_json = locked.get("/pulse", headers=JSON)
    check(as_json.status_code, dict(as_json.headers), 401)
    assert as_json.json().keys() == {"error"}


def test_something_unforeseen(app: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in a page, and nothing of what was written goes into a log."""

    def fails() -> None:
        raise ZeroDivisionError("the heron on the landing")

    monkeypatch.setattr(app.keeper, "touch", fails)
    answer = app.get("/unlock")
    check(answer.status_code, dict(answer.headers), 500)
    assert "not your doing" in answer.text
    assert "heron" not in answer.text + "".join(capsys.readouterr())
    monkeypatch.undo()
    assert app.get("/unlock").status_code == 303


def test_pages_say_nothing_of_the_machine(locked: Served) -> None:
    for page in ("/unlock", "/none"):
        text = locked.get(page).text
        assert "/home/" not in text
        assert str(locked.keeper.folder) not in text
        assert "Traceback" not in text


def test_what_needs_nobody_to_be_inside(app: Served) -> None:
    """Styles, scripts, what describes the API, the proof that it is the app: nothing that is anybody's."""
    app.client.cookies.clear()
    routes = {route.path for route in app_routes(app)}
    answered = {path for path in routes if "{" not in path and app.get(path).status_code not in {401, 404, 405}}
    assert answered <= {"/enter", "/proof", "/schema", "/schema/openapi.json", "/care"}


def app_routes(app: Served) -> list[object]:
    from nightglass.web.app import make_app  # noqa: PLC0415
    from nightglass.web.door.phone import Phone  # noqa: PLC0415

    return list(make_app(app.keeper, app.sessions, Phone(app.sessions)).routes)
