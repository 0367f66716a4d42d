"""Whose program is at the other end of a connection on this machine, as far as the system tells."""

from __future__ import annotations

import errno
import os
import socket
import struct
import sys
from pathlib import Path
from typing import Final

__all__ = ["NOBODY", "comes_from_us", "owner_of", "refuses_other_users"]

NOBODY: Final = -1
"""The owner of an end that is gone already."""

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ASKED_OF_FAMILY, _REQUEST, _ERROR, _DIAGNOSIS = 20, 1, 2, 4  # of linux/sock_diag.h and linux/netlink.h
_ANY = 0xFFFFFFFF
_LISTENS = 10
_OWNER = struct.Struct("=BB62xII")  # family and state, and after 64 bytes whose it is and which file

Place = tuple[str, int]


def comes_from_us(there: Place, here: Place) -> bool:
    """Tell whether a connection was opened by a program of the person who runs the app.

    Where the system does not tell whose it is, everybody is taken for that person: see `refuses_other_users`. What
    Windows sends into its Linux comes from a program of the superuser, who may read everything anyway.

    Parameters
    ----------
    there, here
        Address (IPv4) and port of the other end and of ours.
    """
    owner = owner_of(there, here)
    windows = hasattr(os, "uname") and "microsoft" in os.uname().release.lower()
    return owner is None or owner == os.geteuid() or (windows and owner == 0)


def refuses_other_users() -> bool:
    """Tell whether this system says whose a connection is, so that nobody else on it is answered."""
    return sys.platform == "linux" and _TABLES[0].exists()


def owner_of(there: Place, here: Place) -> int | None:
    """Return the number of the user who holds the other end, `NOBODY` where none does any more; None if untold."""
    if sys.platform != "linux":
        return None
    try:
        return _asked(there, here)
    except OSError:  # a sandbox may forbid the question; reading the tables takes a hundred times as long
        return _looked_up(there, here)


def _asked(there: Place, here: Place) -> int:
    """Ask the kernel for one socket; it finds one of IPv6 that speaks IPv4 as well."""
    ends = b"".join(socket.inet_aton(address).ljust(16, b"\0") for address, _ in (there, here))
    ports = struct.pack("!HH", there[1], here[1])
    wanted = struct.pack("=BBBBI", socket.AF_INET, socket.IPPROTO_TCP, 0, 0, _ANY)
    wanted += ports + ends + struct.pack("=III", 0, _ANY, _ANY)
    head = struct.pack("=IHHII", 16 + len(wanted), _ASKED_OF_FAMILY, _REQUEST, 0, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _DIAGNOSIS) as asking:
        asking.settimeout(1)
        asking.send(head + wanted)
        said = asking.recv(8192)
    kind = struct.unpack_from("=H", said, 4)[0]
    if kind == _ERROR:
        number = -struct.unpack_from("=i", said, 16)[0]
        if number == errno.ENOENT:
            return NOBODY
        raise OSError(number, os.strerror(number))
    _, state, owner, file = _OWNER.unpack_from(said, 16)
    return int(owner) if file and state != _LISTENS else NOBODY


def _looked_up(there: Place, here: Place) -> int | None:
    """Find the socket in the tables of all that are open."""
    told = None
    for table, mapped in zip(_TABLES, (b"", b"\0" * 10 + b"\xff" * 2), strict=True):
        ends = [_written(mapped + socket.inet_aton(address), port) for address, port in (there, here)]
        try:
            rows = table.read_text().splitlines()[1:]
        except OSError:
            continue
        told = NOBODY
        for row in rows:
            fields = row.split()
            if fields[1:3] == ends:
                return int(fields[7]) if fields[9] != "0" else NOBODY
    return told


def _written(address: bytes, port: int) -> str:
    """Return an end as it stands in these tables: four bytes at a time, as this machine's numbers."""
    parts = (int.from_bytes(address[k : k + 4], sys.byteorder) for k in range(0, len(address), 4))
    return "".join(f"{part:08X}" for part in parts) + f":{port:04X}"
