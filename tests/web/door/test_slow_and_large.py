"""What is too slow, too large or too much at once: it is ended, and everybody else is answered meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import recordings
from nightglass.web.door import bodies, wire
from raw_http import Answer, answer_of, ask, connection, cookies_of, host_of, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

MIB = 1024 * 1024


def head(app: Served, path: str, *more: str) -> bytes:
    """Return the beginning of a form that is sent."""
    token = f"X-CSRFToken: {app.token()}"
    kind = "Content-Type: application/x-www-form-urlencoded"
    own = (f"Host: {host_of(app)}", f"Origin: {app.address}", cookies_of(app), token)
    return lines(f"POST {path} HTTP/1.1", *own, *(more if any("Type" in m for m in more) else (*more, kind)))


def is_ended(opened: socket.socket, within: float) -> bool:
    """Tell whether the other side ends a connection in time."""
    opened.settimeout(within)
    try:
        return opened.recv(65_536) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, in tenths of a second."""
    monkeypatch.setattr(wire, "HEADERS_WITHIN", 1.0)
    monkeypatch.setattr(bodies, "_NEXT_PART", 0.4)
    monkeypatch.setattr(bodies, "_WHOLE", 1.0)
    monkeypatch.setattr(bodies, "_LET_PASS", (8 * MIB, 0.2))


# Slow


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("begun", [b"", b"G", b"GET / HTTP/1.1\r\nHost: a\r\n"])
def test_headers_that_never_end(app: Served, begun: bytes) -> None:
    with connection(app.address) as opened:
        opened.sendall(begun)
        assert is_ended(opened, 5)


@pytest.mark.usefixtures("hurried")
def test_headers_that_drip(app: Served) -> None:
    """Each byte in time and the whole never: what counts is when the first came."""
    with connection(app.address) as opened:
        began = time.monotonic()
        for sign in b"GET / HTTP/1.1\r\nX: " + b"a" * 1000:
            try:
                opened.sendall(bytes([sign]))
            except ConnectionError:
                break
            time.sleep(0.02)
        assert time.monotonic() - began < 5


@pytest.mark.usefixtures("hurried")
def test_headers_that_drip_in_a_connection_that_was_used_before(app: Served) -> None:
    with connection(app.address) as opened:
        opened.sendall(lines("GET /pulse HTTP/1.1", f"Host: {host_of(app)}", cookies_of(app)))
        assert answer_of(opened).status == 200
        opened.sendall(b"GET /pulse HTTP/1.1\r\n")
        assert is_ended(opened, 5)


@pytest.mark.usefixtures("hurried")
def test_one_who_is_inside_is_answered_as_slowly_as_the_app_wants(app: Served) -> None:
    """Headers that are whole are not hurried: between two requests a browser may wait."""
    with connection(app.address) as opened:
        for _ in range(2):
            opened.sendall(lines("GET /pulse HTTP/1.1", f"Host: {host_of(app)}", cookies_of(app)))
            assert answer_of(opened).status == 200
            time.sleep(1.3)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("length", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("path", ["/unlock", "/recordings/begin"])
def test_bodies_that_do_not_come(app: Served, path: str, length: str) -> None:
    with connection(app.address) as opened:
        opened.sendall(head(app, path, length))
        answer = answer_of(opened)
    assert (answer.status, app.keeper.is_open) == (408, True)
    assert "given up" in answer.body.decode()
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("path", ["/unlock", "/recordings/begin", "/import/file"])
def test_bodies_that_drip(app: Served, path: str) -> None:
    began = time.monotonic()
    with connection(app.address) as opened:
        opened.sendall(head(app, path, "Transfer-Encoding: chunked"))
        opened.setblocking(False)
        while time.monotonic() - began < 8:
            try:
                opened.send(b"1\r\na\r\n")
                if opened.recv(1):
                    break
            except BlockingIOError:
                time.sleep(0.05)
            except ConnectionError:
                break
    assert time.monotonic() - began < 8
    assert app.keeper.is_open


@pytest.mark.usefixtures("hurried")
def test_an_answer_that_nobody_takes(app: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_TAKEN_WITHIN", 0.4)
    with connection(app.address) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one = lines("GET /static/htmx-2.0.11.min.js HTTP/1.1", f"Host: {host_of(app)}")
        ended = time.monotonic() + 10
        opened.settimeout(1)
        with suppress(ConnectionError, TimeoutError):
            while time.monotonic() < ended:
                opened.sendall(one * 100)
        assert time.monotonic() < ended
        time.sleep(1)
    assert app.get("/pulse").json()["open"]


# Large


@pytest.mark.parametrize(("path", "size"), [("/unlock", 2 * MIB + 1), ("/recordings/begin", 4 * MIB + 1)])
def test_bodies_that_are_too_large(app: Served, path: str, size: int) -> None:
    told = ask(app.address, head(app, path, f"Content-Length: {size}") + b"a" * size)
    untold = ask(
        app.address, head(app, path, "Transfer-Encoding: chunked") + b"%x\r\n" % size + b"a" * size + b"\r\n0\r\n\r\n"
    )
    for answer in (told, untold):
        assert (answer.status, answer.headers["connection"]) == (413, "close")
        assert "nothing was kept" in answer.body.decode()
    assert app.keeper.is_open
    assert recordings(app.journal) == []


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("path", ["/unlock", "/pulse"])
def test_a_body_without_end(app: Served, path: str) -> None:
    """Whether the app waits for the body or has answered without it."""
    began = time.monotonic()
    with connection(app.address) as opened:
        opened.sendall(head(app, path, "Transfer-Encoding: chunked"))
        with suppress(ConnectionError):
            while time.monotonic() - began < 15:
                opened.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
    assert time.monotonic() - began < 15
    assert app.get("/pulse").json()["open"]


def test_a_stranger_sends_little(app: Served) -> None:
    fields = b"passphrase=" + b"a" * 100_000
    kind = ("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(fields)}")
    lines_of_a_stranger = (f"Host: {host_of(app)}", f"Origin: {app.address}", *kind)
    assert ask(app.address, lines("POST /unlock HTTP/1.1", *lines_of_a_stranger, body=fields)).status == 413
    assert ask(app.address, head(app, "/unlock", *kind) + fields).status == 403


def test_what_a_request_says_of_its_size_before_it_sends_it(app: Served) -> None:
    with connection(app.address) as opened:
        opened.sendall(head(app, "/unlock", f"Content-Length: {10**12}", "Expect: 100-continue"))
        answer = answer_of(opened)
    assert answer.status == 413
    assert app.keeper.is_open


def test_a_file_in_a_form_is_nowhere_written_down(app: Served) -> None:
    kind = "Content-Type: multipart/form-data; boundary=b"
    part = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"a" * MIB + b"\r\n--b--\r\n"
    answer = ask(app.address, head(app, "/lock", f"Content-Length: {len(part)}", kind) + part)
    assert (answer.status, app.keeper.is_open) == (415, True)


def test_a_form_of_a_million_fields(app: Served) -> None:
    fields = b"a&" * (MIB - 200)
    began = time.monotonic()
    answer = ask(app.address, head(app, "/unlock", f"Content-Length: {len(fields)}") + fields)
    assert answer.status in {303, 400, 403, 413, 429}
    assert time.monotonic() - began < 10


# Many


@pytest.fixture
def crowd(app: Served) -> Iterator[list[socket.socket]]:
    """More connections than are taken, all of them silent."""
    with ExitStack() as stack:
        yield [stack.enter_context(connection(app.address)) for _ in range(wire.MOST_CONNECTIONS + 40)]


@pytest.mark.usefixtures("hurried")
def test_many_connections_end_and_the_app_goes_on(app: Served, crowd: list[socket.socket]) -> None:
    assert sum(is_ended(opened, 0.05) for opened in crowd) >= 30
    deadline = time.monotonic() + 10
    answer = Answer(0, {}, b"")
    while answer.status != 200 and time.monotonic() < deadline:
        answer = ask(app.address, lines("GET /pulse HTTP/1.1", f"Host: {host_of(app)}", cookies_of(app)))
        time.sleep(0.1)
    assert answer.status == 200


def test_many_at_once_are_all_answered(app: Served) -> None:
    one = lines("GET /pulse HTTP/1.1", f"Host: {host_of(app)}", cookies_of(app), "Connection: close")
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask(app.address, one).status)) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [200] * 60
