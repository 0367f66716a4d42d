"""A phone that was let in, for the tests of its door and of how far it may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_socket import socket_allow_hosts

from phones import HERE, code, open_door, phone_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from served import Served


@pytest.fixture
def phone(app: Served) -> Iterator[httpx.Client]:
    """A phone that was let in."""
    socket_allow_hosts(["127.0.0.1", "::1", HERE], allow_unix_socket=True)
    assert open_door(app).status_code == 303
    address = code(app)
    with phone_at(address) as client:
        assert client.get(address).status_code == 303
        yield client
