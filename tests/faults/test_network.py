import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_no_test_reaches_beyond_this_machine():
    with (
        socket.socket() as far,
        pytest.warns(UserWarning, match="A test tried"),
        pytest.raises((SocketConnectBlockedError, UserWarning)),
    ):
        far.connect(("192.0.2.1", 80))


def test_loopback_is_open():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
