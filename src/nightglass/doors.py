"""Doors of rooms that open when somebody comes: a room's name is imported from its module when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["opened_late"]


def opened_late(room: str, holds: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a room that nobody shall wait for who only wants something light from it.

    Parameters
    ----------
    room
        The room's ``__name__``.
    holds
        The names that each of its modules holds. No module may be called as one of the names: once it is imported it
        would stand in the name's place.
    """
    homes = {name: module for module, names in holds.items() for name in names}

    def find(name: str) -> object:
        if name in homes:
            return getattr(import_module(f"{room}.{homes[name]}"), name)
        raise AttributeError(f"module {room!r} has no attribute {name!r}")

    return find
