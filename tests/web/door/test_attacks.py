"""Requests that are refused: from elsewhere, under another name, without the token, for what is no address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from raw_http import Answer, ask, cookies_of, host_of, lines
from served import PASSPHRASE, Served, forms, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One app for all of these: nothing that is tried here may change anything in it."""
    with serving(tmp_path_factory.mktemp("attacked") / "home") as served:
        yield served


@pytest.fixture
def app(house: Served) -> Iterator[Served]:
    """Somebody who is inside, in a browser of their own."""
    browser = Served(house.address, house.keeper, house.sessions)
    browser.enter()
    yield browser
    browser.client.close()
    house.sessions.revoke("phone")


ELSEWHERE = ("https://elsewhere.example", "null", "http://127.0.0.1", "http://localhost:1", "", "file://")
REBOUND = (
    "elsewhere.example", "127.0.0.1.elsewhere.example:{port}", "elsewhere.example:{port}", "127.0.0.1", "127.0.0.1:1",
    "127.0.0.2:{port}", "0.0.0.0:{port}", "[::1]:{port}", "2130706433:{port}", "0x7f000001:{port}", "127.1:{port}",
    "localhost.:{port}", "a.localhost:{port}", "user@127.0.0.1:{port}", "127.0.0.1:{port}.elsewhere.example",
)  # fmt: skip


def asked(app: Served, line: str, *more: str, host: str | None = None, body: bytes = b"") -> Answer:
    """Send a request by hand, with the cookies of somebody who is inside."""
    own = host_of(app) if host is None else host
    return ask(app.address, lines(line, f"Host: {own}", cookies_of(app), *more, body=body))


# From elsewhere


@pytest.mark.parametrize("name", REBOUND)
def test_a_name_that_is_bent_towards_this_machine(app: Served, name: str) -> None:
    host = name.format(port=app.address.rpartition(":")[2])
    assert asked(app, "GET /nights HTTP/1.1", host=host).status == 421


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_two_names_that_are_answered(app: Served, name: str) -> None:
    assert asked(app, "GET /care HTTP/1.1", host=f"{name}:{app.address.rpartition(':')[2]}").status in {200, 404}


def test_no_host_or_two_or_one_in_the_address(app: Served) -> None:
    own = host_of(app)
    assert ask(app.address, lines("GET / HTTP/1.1", cookies_of(app))).status == 400
    assert ask(app.address, lines("GET / HTTP/1.0", cookies_of(app))).status == 421
    assert asked(app, "GET / HTTP/1.1", "Host: elsewhere.example").status == 400
    assert asked(app, "GET / HTTP/1.1", f"Host: {own}").status == 400
    assert asked(app, f"GET http://{own}/ HTTP/1.1").status == 400
    assert asked(app, "GET http://elsewhere.example/ HTTP/1.1").status == 400
    assert asked(app, "GET http://elsewhere.example/ HTTP/1.1", host="elsewhere.example").status == 421


@pytest.mark.parametrize("origin", ELSEWHERE)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_another_site_asks(app: Served, origin: str, method: str) -> None:
    own = app.token()
    answer = app.client.request(method, "/lock", headers={"origin": origin}, data={"_csrf_token": own})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert app.keeper.is_open


def test_nobody_says_where_it_comes_from(app: Served) -> None:
    own = app.token()
    del app.client.headers["origin"]
    for headers in ({}, {"authorization": "Bearer x"}, {"referer": f"{app.address}/"}):
        answer = app.client.post("/lock", data={"_csrf_token": own}, headers=headers)
        assert (answer.status_code, app.keeper.is_open) == (403, True)


FOREIGN = [{"sec-fetch-site": site} for site in ("cross-site", "same-site", "anything")]
NAVIGATES = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("site", FOREIGN)
@pytest.mark.parametrize(
    "kind", [("no-cors", "audio"), ("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")]
)
def test_another_page_puts_ours_into_its_own(app: Served, site: dict[str, str], kind: tuple[str, str]) -> None:
    headers = {**site, "sec-fetch-mode": kind[0], "sec-fetch-dest": kind[1]}
    for place in ("/recordings/0/sound", "/nights", "/static/look.css", "/static/common.js", "/enter?token=x"):
        assert app.get(place, headers=headers).status_code == 403


@pytest.mark.parametrize("site", FOREIGN)
def test_a_person_may_follow_a_link_but_a_form_of_another_page_may_not_be_sent(
    app: Served, site: dict[str, str]
) -> None:
    assert app.get("/unlock", headers={**site, **NAVIGATES}).status_code == 303
    answer = app.client.post("/lock", data={"_csrf_token": app.token()}, headers={**site, **NAVIGATES})
    assert (answer.status_code, app.keeper.is_open) == (403, True)


def test_what_a_proxy_would_say_counts_for_nothing(app: Served) -> None:
    https = app.address.replace("http:", "https:")
    headers = {"x-forwarded-proto": "https", "x-forwarded-host": "elsewhere.example", "x-forwarded-for": "192.0.2.9"}
    answer = app.client.post("/lock", data={"_csrf_token": app.token()}, headers={**headers, "origin": https})
    assert (answer.status_code, app.keeper.is_open) == (403, True)
    method = {"x-http-method-override": "POST", "x-original-url": "/lock", "x-rewrite-url": "/lock"}
    app.get("/unlock", headers=method)
    assert app.keeper.is_open


# The tokens


def test_a_form_without_the_token_or_with_another(app: Served) -> None:
    token = app.token()
    for fields in (
        {},
        {"_csrf_token": ""},
        {"_csrf_token": "0" * 128},
        {"_csrf_token": token[:-1] + "0~"[token[-1] == "0"]},
    ):
        assert app.client.post("/lock", data=fields).status_code == 403
    assert app.client.post("/lock", headers={"x-csrftoken": "0" * 128}).status_code == 403
    assert app.client.post(f"/lock?_csrf_token={token}").status_code == 403
    assert app.keeper.is_open


def test_the_token_of_another_browser(app: Served) -> None:
    with httpx.Client(base_url=app.address, headers={"origin": app.address}) as other:
        assert other.get(app.way_in()).status_code == 303
        foreign = other.get("/pulse").json()["csrf"]
    assert app.token() != foreign
    assert app.client.post("/lock", data={"_csrf_token": foreign}).status_code == 403
    assert app.keeper.is_open


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "ü", '"', "a; path=/", "\x7f"])
def test_a_cookie_that_was_never_given(app: Served, cookie: str) -> None:
    name = f"nightglass-{app.address.rpartition(':')[2]}"
    answer = ask(app.address, lines("GET /unlock HTTP/1.1", f"Host: {host_of(app)}", f"Cookie: {name}={cookie}"))
    assert answer.status in {400, 401}


def test_the_cookie_of_an_earlier_start_and_of_another_kind(app: Served) -> None:
    name = f"nightglass-{app.address.rpartition(':')[2]}"
    for value in (app.sessions.admit_program(), app.sessions.enter(app.sessions.issue("phone"), "phone")):
        app.client.cookies.clear()
        app.client.cookies.set(name, str(value), domain="127.0.0.1")
        assert app.get("/unlock").status_code == 401


def test_the_cookie_stays_with_its_browser(app: Served) -> None:
    given = app.client.get(app.way_in()).headers["set-cookie"].lower()
    assert "httponly" in given
    assert "samesite=strict" in given
    assert "domain" not in given
    for cookie in app.client.get("/pulse").headers.get_list("set-cookie"):
        assert "samesite=strict" in cookie.lower()
        assert "httponly" in cookie.lower()


# What is no address


PATHS = [
    "/static/../pages.py", "/static/..%2fpages.py", "/static/%2e%2e/pages.py", "/static/%252e%252e/pages.py",
    "/static/..%5c..%5cpages.py", "/static/....//pages.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
    "/static/common.css%00.js", "/static/%00", "/%00", "/static/../../../../../../etc/passwd", "/..", "/.", "//",
    "//elsewhere.example/", "/\\elsewhere.example", "/nights/%0d%0aset-cookie:%20a=b", "/static/..;/pages.py",
    "/nights/..%2f..%2f", "/%ff%fe", "/static/%c0%ae%c0%ae/pages.py", "/dreams/%2e%2e%2f%2e%2e", "/static/.", "*",
    "/static/C:%5cwindows", "/templates/base.html", "/static/words/en/entry.toml", "/.git/config", "/journal.db",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_lead_nowhere(app: Served, path: str) -> None:
    answer = asked(app, f"GET {path} HTTP/1.1")
    assert answer.status in {400, 404}
    assert b"root:" not in answer.body
    assert b"import annotations" not in answer.body
    assert "set-cookie: a=b" not in answer.headers.items()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "BREW"])
def test_methods_that_nothing_here_answers(app: Served, method: str) -> None:
    answer = asked(app, f"{method} /nights HTTP/1.1", f"Origin: {app.address}")
    assert answer.status in {400, 403, 404, 405}
    assert app.client.head("/nights").status_code in {404, 405}


def test_options_gives_nothing_away(app: Served) -> None:
    wish = {"access-control-request-method": "POST", "access-control-request-headers": "x-csrftoken"}
    answer = app.client.options("/lock", headers={**wish, "origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "place",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\r\nset-cookie: a=b", "/%0d%0a",
     "javascript:alert(1)", "/\x00", "/" + "a" * 3000, "/ä", "/\u202e", "elsewhere.example", "/.//elsewhere.example",
     "/x/..//elsewhere.example", "/\t/elsewhere.example"],
)  # fmt: skip
def test_where_a_redirect_leads(locked: Served, place: str) -> None:
    asked_for = locked.get(f"/unlock?next={quote(place)}")
    assert asked_for.status_code == 200
    answer = locked.post("/unlock", {"passphrase": PASSPHRASE, "next": place})
    assert answer.status_code == 303
    to = httpx.URL(locked.address).join(answer.headers["location"])
    assert (to.scheme, to.netloc.decode()) == ("http", host_of(locked))
    assert "a=b" not in str(answer.headers.get("set-cookie"))


# What says two things at once, or is no HTTP


TWICE = [
    ("Content-Length: 3", "Transfer-Encoding: chunked"), ("Content-Length: 3", "Content-Length: 5"),
    ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), ("Transfer-Encoding: gzip, chunked",),
    ("Content-Length: -1",), ("Content-Length: +3",), ("Content-Length: 3, 3",), ("Content-Length: 0x3",),
    ("Transfer-Encoding: xchunked",), ("Transfer-Encoding : chunked",), ("Content-Length: 99999999999999999999",),
    ("Origin: http://a", "Origin: http://b"), ("Content-Type: text/plain", "Content-Type: text/html"),
    ("X: a\x00b",), (" folded: line",), ("no colon",), (": no name",),
]  # fmt: skip


@pytest.mark.parametrize("more", TWICE)
def test_two_lengths_two_origins_and_what_is_no_header(app: Served, more: tuple[str, ...]) -> None:
    own = () if any("Origin" in line for line in more) else (f"Origin: {app.address}",)
    answer = asked(app, "POST /lock HTTP/1.1", *own, *more, body=b"abc")
    assert answer.status in {400, 403, 413, 501}
    assert app.keeper.is_open


def test_a_second_request_hidden_in_the_body_of_the_first_is_not_heard(app: Served) -> None:
    hidden = lines("POST /lock HTTP/1.1", f"Host: {host_of(app)}", cookies_of(app), f"X-CSRFToken: {app.token()}")
    both = ("Content-Length: 4", "Transfer-Encoding: chunked", f"Origin: {app.address}")
    answer = asked(app, "POST /unlock HTTP/1.1", *both, body=b"0\r\n\r\n" + hidden)
    assert (answer.status, answer.headers["connection"]) == (400, "close")
    assert app.keeper.is_open


@pytest.mark.parametrize(
    "data",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"SSH-2.0-OpenSSH\r\n\r\n", b"\x00" * 100 + b"\r\n\r\n",
     b"\r\n\r\n\r\n",
     b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1 x\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
     "GET /ü HTTP/1.1\r\n\r\n".encode()],
)  # fmt: skip
def test_what_is_no_http(app: Served, data: bytes) -> None:
    answer = ask(app.address, data + b"\r\n\r\n")
    assert answer.status in {400, 421}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert app.get("/pulse").json()["open"]


def test_huge_headers(app: Served) -> None:
    answer = asked(app, "GET / HTTP/1.1", "X-Long: " + "a" * 200_000)
    assert answer.status in {0, 400, 431}
    many = asked(app, "GET / HTTP/1.1", *(f"X-{k}: a" for k in range(20_000)))
    assert many.status in {0, 400, 431}
    assert asked(app, f"GET /{'a' * 200_000} HTTP/1.1").status in {0, 400, 431}
    assert app.get("/pulse").json()["open"]


def test_a_websocket_is_no_way_around(app: Served) -> None:
    upgrade = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAA")
    answer = asked(app, "GET /pulse HTTP/1.1", *upgrade, "Origin: https://elsewhere.example")
    assert answer.status == 403
    assert asked(app, "GET /pulse HTTP/1.1", *upgrade, f"Origin: {app.address}").status == 200
    h2c = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")
    assert asked(app, "GET /pulse HTTP/1.1", *h2c).status == 200


def test_the_way_in_has_one_form_and_it_comes_to_us(locked: Served) -> None:
    assert forms(locked.get("/unlock").text) == ["/unlock"]
