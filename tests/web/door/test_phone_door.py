"""The door for the phone: closed, opened on request, for one, with a certificate that is its own, and closed again."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from cryptography import x509
from pytest_socket import socket_allow_hosts

from nightglass.web import Phone
from nightglass.web.door import binding, certificate
from nightglass.web.door import phone as phone_module
from nightglass.web.door.binding import ServingError, local_address
from phones import HERE, code, open_door, phone_at, where
from raw_http import connection

if TYPE_CHECKING:
    from served import Served


@pytest.fixture(autouse=True)
def another_address_of_this_machine() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", HERE], allow_unix_socket=True)


def listening() -> set[str]:
    """Return the addresses at which this process answers."""
    return {c.laddr.ip for c in psutil.Process().net_connections("tcp") if c.status == psutil.CONN_LISTEN}


def certificate_of(address: str) -> x509.Certificate:
    place = urlsplit(address)
    return x509.load_pem_x509_certificate(
        ssl.get_server_certificate((str(place.hostname), int(place.port or 0)), timeout=10).encode()
    )


def test_it_is_closed_until_somebody_opens_it(app: Served) -> None:
    page = app.get("/phone").text
    assert "answers on this machine alone" in page
    assert "<svg" not in page
    assert listening() == {"127.0.0.1"}
    open_door(app)
    assert listening() == {"127.0.0.1", HERE}
    app.post("/phone/close")
    assert listening() == {"127.0.0.1"}


def test_one_phone_comes_in_with_the_code(app: Served) -> None:
    assert open_door(app).headers["location"] == "/phone"
    page = app.get("/phone")
    assert '<svg class="code"' in page.text
    address = code(app)
    assert address.startswith(f"https://{HERE}:")
    with phone_at(address) as client:
        assert client.get("/pulse").status_code == 401
        entered = client.get(address)
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        cookie = entered.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("secure", "httponly", "samesite=strict"))
        assert client.get("/pulse").json()["open"]
        assert client.get(address).status_code == 403  # once
    assert "A phone is let in" in app.get("/phone").text
    assert app.get("/pulse").json()["phone"]


def test_a_second_phone_is_not_let_in_beside_it(app: Served, phone: httpx.Client) -> None:
    second = f"{phone.base_url}/enter?token={app.sessions.issue('phone')}"
    with phone_at(second) as other:
        assert other.get(second).status_code == 403
        assert other.get("/pulse").status_code == 401
    assert phone.get("/pulse").status_code == 200


STRANGE = ("/", "/care", "/schema", "/schema/openapi.json", "/api/v1/journal", "/static/icon.svg", "/unlock")


def test_a_strange_device_of_the_network_learns_nothing(app: Served, phone: httpx.Client) -> None:
    with phone_at(str(phone.base_url)) as other:
        told = other.get("/nothing/here")
        assert told.status_code == 401
        for path in (*STRANGE, "/enter?token=x"):
            answer = other.get(path, headers={"authorization": "Bearer x"})
            assert (answer.status_code, answer.text) == (403 if "enter" in path else 401, told.text), path
        wrong = other.get("/", headers={"host": "elsewhere.example"}).text
        for said in (told.text, wrong, str(told.headers)):
            assert not re.search("nightglass|dream|night|journal", said, re.IGNORECASE), said
    assert phone.get("/care").status_code == 200
    names = certificate_of(str(phone.base_url))
    assert {name.rfc4514_string() for name in (names.subject, names.issuer)} == {f"CN={HERE}"}


def test_an_older_code_and_the_tokens_of_the_other_door(app: Served) -> None:
    open_door(app)
    older, newer = code(app), code(app)
    desk = app.sessions.issue("desk")
    with phone_at(newer) as client:
        assert client.get(older).status_code == 403
        assert client.get(f"/enter?token={desk}").status_code == 403
    token = newer.partition("token=")[2]
    assert app.get(f"/enter?token={token}").status_code == 403
    assert app.get("/pulse").status_code == 200


def test_the_cookie_of_one_door_opens_not_the_other(app: Served, phone: httpx.Client) -> None:
    given = next(c.value for c in phone.cookies.jar if c.name.startswith("nightglass-87") or "form" not in c.name)
    name = f"nightglass-{urlsplit(app.address).port}"
    assert httpx.get(f"{app.address}/pulse", headers={"cookie": f"{name}={given}"}).status_code == 401
    own = next(c.value for c in app.client.cookies.jar if c.name == name)
    port = phone.base_url.port
    phone.cookies.clear()
    assert phone.get("/pulse", headers={"cookie": f"nightglass-{port}={own}"}).status_code == 401


def test_it_is_let_go_of_at_once(app: Served, phone: httpx.Client) -> None:
    assert app.post("/phone/revoke").status_code == 303
    with phone_at(str(phone.base_url)) as again:
        again.cookies.update(phone.cookies)
        assert again.get("/pulse").status_code == 401
    assert not app.get("/pulse").json()["phone"]
    address = code(app)
    with phone_at(address) as other:
        assert other.get(address).status_code == 303


def test_it_is_closed_again(app: Served, phone: httpx.Client) -> None:
    place = where(str(phone.base_url))
    assert app.post("/phone/close").status_code == 303
    with pytest.raises(OSError):
        socket.create_connection(place, timeout=2).close()
    assert "answers on this machine alone" in app.get("/phone").text
    assert not app.sessions.has("phone")


def test_its_host_and_origin_are_checked_too(phone: httpx.Client) -> None:
    port = phone.base_url.port
    for name in ("elsewhere.example", f"elsewhere.example:{port}", f"127.0.0.1:{port}", f"localhost:{port}", HERE):
        assert phone.get("/pulse", headers={"host": name}).status_code == 421
    token = phone.get("/pulse").json()["csrf"]
    for origin in ("https://elsewhere.example", f"http://{HERE}:{port}", "null"):
        answer = phone.post("/lock", data={"_csrf_token": token}, headers={"origin": origin})
        assert answer.status_code == 403
    headers = phone.get("/pulse").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_the_certificate_is_what_the_page_says(app: Served) -> None:
    open_door(app)
    address = code(app)
    shown = certificate_of(address)
    printed = re.sub(
        r"<[^>]+>|\s",
        "",
        app.get("/phone").text.partition('class="fingerprint"')[2].partition(">")[2].partition("</p>")[0],
    )
    assert printed.replace(":", "").lower() == hashlib.sha256(shown.public_bytes(certificate_encoding())).hexdigest()
    names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == [HERE]
    assert shown.not_valid_after_utc - shown.not_valid_before_utc < dt.timedelta(days=certificate.DAYS + 1)
    assert not shown.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    first = shown.serial_number
    open_door(app)
    assert certificate_of(code(app)).serial_number != first


def certificate_encoding() -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    return Encoding.DER


def test_the_key_of_a_certificate_is_nowhere_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[tuple[int, bytes]] = []
    real = ssl.SSLContext.load_cert_chain

    def loading(self: ssl.SSLContext, file: Path, **more: Any) -> None:
        seen.append((file.stat().st_mode & 0o777, file.read_bytes()))
        real(self, file, **more)
        seen.append((file.parent.stat().st_mode & 0o777, str(file).encode()))

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", loading)
    certificate.secure(HERE)
    (mode, data), (folder_mode, name) = seen
    assert (mode, folder_mode) == (0o600, 0o700)
    assert b"ENCRYPTED PRIVATE KEY" in data
    assert b"BEGIN PRIVATE KEY" not in data
    assert not Path(name.decode()).parent.exists()


def test_old_ways_of_tls_are_refused(app: Served) -> None:
    open_door(app)
    place = where(code(app))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(place, timeout=10) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain)


def test_plain_http_and_no_handshake_at_all(app: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_module, "_HANDSHAKE", 0.4)
    open_door(app)
    place = code(app).replace("https:", "http:")
    with connection(place) as opened:
        opened.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert not opened.recv(1000).startswith(b"HTTP")
    with connection(place) as silent:
        began = time.monotonic()
        silent.settimeout(10)
        with suppress(ConnectionError):
            assert silent.recv(10) == b""
        assert time.monotonic() - began < 5


def test_many_connections_of_one_machine(app: Served) -> None:
    open_door(app)
    address = code(app)
    crowd = [socket.create_connection(where(address), timeout=10) for _ in range(40)]
    try:
        ended = 0
        for one in crowd:
            one.settimeout(0.2)
            try:
                ended += one.recv(1) == b""
            except ConnectionError:
                ended += 1
            except TimeoutError:
                continue
        assert ended >= 40 - 16
        assert app.get("/pulse").status_code == 200  # the desk is not disturbed
    finally:
        for one in crowd:
            one.close()
    with phone_at(address) as client:
        assert client.get(address).status_code == 303


NOWHERE = (
    "192.0.2.77",
    "8.8.8.8",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "elsewhere.example",
    "192.168.1",
    "10.255.254.253",
    "<b>",
)


@pytest.mark.parametrize("address", NOWHERE)
def test_addresses_at_which_nothing_is_opened(app: Served, address: str) -> None:
    answer = open_door(app, address)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<b>" not in answer.text
    assert "answers on this machine alone" in answer.text


def test_the_address_is_found_without_sending_anything() -> None:
    """In a process of its own: here nobody may name an address outside this machine."""
    script = (
        "import socket\nfrom pathlib import Path\nfrom nightglass.web.door.binding import ServingError, local_address\n"
        "def sent():\n    lines = Path('/proc/net/snmp').read_text().splitlines()\n"
        "    rows = [line.split() for line in lines if line.startswith('Udp:')]\n"
        "    return dict(zip(*rows))['OutDatagrams']\n"
        "before = sent()\n"
        "try:\n    print(local_address())\nexcept ServingError as error:\n    print(error)\n"
        "print(before == sent())\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[1] == "True"
    assert re.fullmatch(r"[0-9.]+", said[0]) or "no network now" in said[0] or "no address of a local" in said[0]


def test_where_there_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> str:
        raise OSError

    monkeypatch.setattr(binding, "_own_address", unreachable)
    with pytest.raises(ServingError, match="no network now"):
        local_address()
    assert local_address("192.168.1.20") == "192.168.1.20"


def test_it_ends_with_the_app(app: Served) -> None:
    """Opened and closed by the server itself, as --phone does."""
    opened = asyncio.run(_opened_and_closed(app))
    with pytest.raises(OSError):
        socket.create_connection(opened, timeout=2).close()
    assert threading.active_count() < 60


async def _opened_and_closed(app: Served) -> tuple[str, int]:
    phone = Phone(app.sessions)
    phone.app = lambda *_: asyncio.sleep(0)  # type: ignore[assignment]
    door = phone.prepare(HERE)
    await phone.open(door)
    place = where(phone.new_address())
    await phone.close()
    return place
