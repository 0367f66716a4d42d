"""Where the app listens: on this machine alone, and for a phone on an address of the local network."""

from __future__ import annotations

import socket
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from nightglass.errors import NightglassError

__all__ = ["LOOPBACK", "USUAL_PORT", "ServingError", "bind", "hosts_of", "local_address", "place_of"]

USUAL_PORT = 8757
LOOPBACK = "127.0.0.1"

_SHARED = IPv4Network("100.64.0.0/10")  # private networks between one's own machines (RFC 6598)
_DOCUMENTED = ("192.0.2.1", 9)  # an address that belongs to nobody (RFC 5737)


class ServingError(NightglassError):
    """The app could not be served."""


def bind(port: int | None, address: str = LOOPBACK, usual: int = USUAL_PORT) -> socket.socket:
    """Return a socket that listens; without a port the usual one, or any that is free.

    Raises
    ------
    ServingError
        When the port that was asked for is taken or may not be used, or the address is none of this machine.
    """
    for wanted in (usual, 0) if port is None else (port,):
        # Named as TCP, it is one for which asyncio turns off Nagle's delay: else each answer waits 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, wanted))
            listener.listen(64)
        except (OSError, OverflowError):
            listener.close()
            continue
        return listener
    if port is None:
        raise ServingError(f"{address} is no address of this machine, so nothing was opened there.")
    raise ServingError(f"Port {port} is taken, or may not be used: choose another with --port, or none for a free one.")


def hosts_of(address: str, port: int, scheme: str = "http") -> set[str]:
    """Return what a browser may name as the host that it speaks to; it leaves out the port that a scheme has anyway."""
    names = {address, "localhost"} if address == LOOPBACK else {address}
    plain = names if port == {"http": 80, "https": 443}[scheme] else set()
    return {f"{name}:{port}" for name in names} | plain


def local_address(asked: str = "") -> str:
    """Return the address under which a phone on the same network finds this machine.

    Parameters
    ----------
    asked
        The address that the person named; by default the one that this machine would speak from. Nothing is sent to
        find it.

    Raises
    ------
    ServingError
        When there is none, or it is open to the whole internet.
    """
    try:
        address = IPv4Address(asked.strip() or _own_address())
    except OSError:
        raise ServingError(
            "This machine is in no network now, so no phone could find it. Connect it, or name its address."
        ) from None
    except AddressValueError:
        raise ServingError("An address has four numbers, as in 192.168.1.20; nothing was opened.") from None
    if address.is_unspecified or address.is_multicast or not (address.is_private or address in _SHARED):
        raise ServingError(f"{address} is no address of a local network, so nothing was opened there.")
    return str(address)


def place_of(scheme: str, listener: socket.socket) -> str:
    """Return what comes first in every address of a door."""
    address, port = listener.getsockname()[:2]
    return f"{scheme}://{address}:{port}"


def _own_address() -> str:
    """Ask which way a message out of here would go. A datagram socket that is connected sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_DOCUMENTED)
        return str(asking.getsockname()[0])
