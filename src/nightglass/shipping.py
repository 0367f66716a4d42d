"""Files of models that come inside the package, checked against their SHA-256 before they are used."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from nightglass.errors import NightglassError

__all__ = ["SUMS", "ModelDamagedError", "digest_of", "shipped_file"]

SUMS = "SHA256SUMS"


class ModelDamagedError(NightglassError):
    """A file of a model is missing or is not the one that was shipped."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The reader's model is damaged: its file {name} is missing or has changed. "
            "Install Nightglass again; your journal is not part of it and is not touched."
        )


def _bytes(room: str, name: str) -> bytes:
    try:
        return (files(room) / name).read_bytes()
    except OSError:
        raise ModelDamagedError(name) from None


@cache
def _sums(room: str) -> dict[str, str]:
    lines = _bytes(room, SUMS).decode("ascii", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def digest_of(room: str, name: str) -> str:
    """Return the SHA-256 (hexadecimal) that a file of a room was shipped with; ``unknown`` where none is told."""
    return _sums(room).get(name, "unknown")


def shipped_file(room: str, name: str) -> bytes:
    """Return the bytes of a file of a package.

    Raises
    ------
    ModelDamagedError
        When it is missing, cut short or changed.
    """
    data = _bytes(room, name)
    if hashlib.sha256(data).hexdigest() != digest_of(room, name):
        raise ModelDamagedError(name)
    return data
