"""A phone for a test: the door for it, its code, and a client that trusts the one certificate."""

from __future__ import annotations

import re
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

HERE = "127.0.0.2"


def open_door(app: Served, address: str = HERE) -> httpx.Response:
    return app.post("/phone/open", {"address": address})


def code(app: Served) -> str:
    """Return the address on the page, as a camera reads it."""
    found = re.search(r'class="address"[^>]*>([^<]+)<', app.get("/phone").text)
    assert found is not None
    return found[1]


@contextmanager
def phone_at(address: str) -> Iterator[httpx.Client]:
    """Give a phone whose person has looked at the certificate and trusts that one alone."""
    trusted = ssl.create_default_context(cadata=ssl.get_server_certificate(where(address), timeout=10))
    place = address.partition("/enter")[0]
    with httpx.Client(base_url=place, headers={"origin": place}, verify=trusted, timeout=20) as client:
        yield client


def where(address: str) -> tuple[str, int]:
    place = urlsplit(address)
    return str(place.hostname), int(place.port or 0)


def send(client: httpx.Client, path: str, fields: dict[str, Any] | None = None) -> httpx.Response:
    token = client.get("/pulse").json()["csrf"]
    return client.post(path, data={"_csrf_token": token, **(fields or {})})
