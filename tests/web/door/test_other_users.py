"""What belongs to another user of the same machine is not answered, whatever it has stolen."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from pytest_socket import socket_allow_hosts

from nightglass.web.door import peers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells whose a connection is.")

NOBODY_ELSE = 65534
_ASK = 'exec 3<>/dev/tcp/127.0.0.1/"$1"; printf "$2" >&3; cat <&3'

WAYS = {"asked": lambda _: None, "looked up": lambda patch: patch.setattr(peers, "_asked", forbidden)}


def forbidden(*_: object) -> int:
    raise PermissionError


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether the kernel may be asked, or its tables have to be read."""
    WAYS[request.param](monkeypatch)
    return str(request.param)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        there = socket.create_connection(listener.getsockname())
        here = listener.accept()[0]
        with there, here:
            yield there, here


def stolen(app: Served) -> str:
    """Return a request that has the cookie of the person's own browser."""
    place = urlsplit(app.address).netloc
    cookies = "; ".join(f"{c.name}={c.value}" for c in app.client.cookies.jar)
    return f"GET /nights HTTP/1.1\\r\\nHost: {place}\\r\\nCookie: {cookies}\\r\\nConnection: close\\r\\n\\r\\n"


def answer_for(user: int, app: Served, request: str) -> str:
    return subprocess.run(
        ["bash", "-c", _ASK, "bash", str(urlsplit(app.address).port), request], user=user, group=user,
        extra_groups=[], capture_output=True, text=True, check=False, timeout=30, cwd="/",
    ).stdout  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("bash"), reason="Only root can become another user.")
def test_a_stolen_cookie_or_token_is_worth_nothing_to_them(app: Served, way: str) -> None:
    request = stolen(app)
    assert answer_for(os.geteuid(), app, request).startswith("HTTP/1.1 200")
    assert answer_for(NOBODY_ELSE, app, request) == "", way
    address = app.way_in()
    entering = re.sub("/nights", address.removeprefix(app.address), request)
    assert answer_for(NOBODY_ELSE, app, entering) == ""
    assert httpx.get(address).status_code == 303  # it still lets its owner in
    assert app.get("/nights").status_code == 200


def test_whose_a_connection_is(ends: tuple[socket.socket, socket.socket], way: str) -> None:
    there, here = ends
    assert peers.owner_of(there.getsockname(), here.getsockname()) == os.geteuid(), way
    assert peers.comes_from_us(there.getsockname(), here.getsockname())


def test_one_of_ipv6_that_speaks_ipv4(way: str) -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("This system has no IPv6.")
    socket_allow_hosts(["127.0.0.1", "::ffff:127.0.0.1"], allow_unix_socket=True)
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_INET6) as there:
        there.connect(("::ffff:127.0.0.1", listener.getsockname()[1]))
        with listener.accept()[0] as here:
            assert peers.owner_of(here.getpeername(), here.getsockname()) == os.geteuid(), way


def test_an_end_that_is_gone_is_nobodys(ends: tuple[socket.socket, socket.socket], way: str) -> None:
    there, here = ends
    name = there.getsockname()
    there.close()
    assert peers.owner_of(name, here.getsockname()) == peers.NOBODY, way
    assert not peers.comes_from_us(name, here.getsockname())


def test_a_port_that_listens_is_no_end_of_a_connection(way: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        name = listener.getsockname()
        assert peers.owner_of(name, ("127.0.0.1", 1)) == peers.NOBODY, way


def test_where_nothing_refuses_other_users_everybody_is_taken_for_the_person(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = ends
    monkeypatch.setattr(peers, "_asked", forbidden)
    monkeypatch.setattr(peers, "_TABLES", (Path("/proc/none"), Path("/proc/none")))
    assert peers.owner_of(there.getsockname(), here.getsockname()) is None
    assert peers.comes_from_us(there.getsockname(), here.getsockname())
    assert not peers.refuses_other_users()


@pytest.mark.parametrize(("release", "lets_in"), [("6.1.0-amd64", False), ("5.15.90-microsoft-standard-WSL2", True)])
def test_the_superuser_is_let_in_only_where_windows_stands_behind(
    monkeypatch: pytest.MonkeyPatch, release: str, lets_in: bool
) -> None:
    monkeypatch.setattr(peers, "owner_of", lambda *_: 0)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Linux", "here", release, "", "x86_64")))
    assert peers.comes_from_us(("127.0.0.1", 1), ("127.0.0.1", 2)) is lets_in
