"""What lies in a journal's place, and the journals that made room for others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from nightglass.journal.backups import has_backups
from nightglass.journal.errors import DamagedError
from nightglass.journal.opening import read_keys
from nightglass.journal.place import JOURNAL, KEPT, KEYS, KEYS_COPY, Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SetAside", "State", "set_aside", "state_of"]

State = Literal["none", "there", "missing", "keys"]


class SetAside(msgspec.Struct, frozen=True):
    """A journal that made room for another: its name in the person's folder, when it did, how large it is."""

    name: str
    when: dt.datetime
    size: int


def state_of(folder: Path | str | None = None) -> State:
    """Tell what is in a journal's place, as far as that can be told without its passphrase.

    Returns
    -------
    ``none`` where there never was one, ``there`` where one is, ``missing`` where its file is gone or empty, and
    ``keys`` where both copies of its keys are gone or damaged.
    """
    place = Place(folder)
    place.finish_restoring()
    file = place.journal / JOURNAL
    if file.is_file() and file.stat().st_size:
        try:
            read_keys(place)
        except DamagedError:
            return "keys"
        return "there"
    left = any((place.journal / name).exists() for name in (JOURNAL, KEYS, KEYS_COPY))
    return "missing" if left or has_backups(place.folder) or set_aside(folder) else "none"


def set_aside(folder: Path | str | None = None) -> list[SetAside]:
    """Return the journals that made room for others, the last one first."""
    found = []
    for path in Place(folder).folder.glob(f"{KEPT}*"):
        try:
            size = sum(part.stat().st_size for part in path.iterdir())
            when = _when(path)
        except OSError:  # moved away this moment, or no folder
            continue
        found.append(SetAside(path.name, when, size))
    return sorted(found, key=lambda one: one.when, reverse=True)


def _when(path: Path) -> dt.datetime:
    """Return when a journal made room: its name says it, where nobody has changed that."""
    try:
        return dt.datetime.strptime(path.name[len(KEPT) :], "%Y-%m-%d-%H%M%S-%f").astimezone()
    except ValueError:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
