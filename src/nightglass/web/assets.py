"""Styles, scripts and pictures of the app: held in memory, under addresses that a browser may keep for this start.

Their address has something in it that is new with every start and that nobody can guess. So a page that follows another
asks for none of them again, and what some other program once served from this port is never taken for ours.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nightglass.pictures import score_script
from nightglass.web.look import look_css

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FOLDER", "asset", "find_asset", "is_of_this_start"]

FOLDER: Final = Path(str(files("nightglass.web")))

_START = secrets.token_hex(8)
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_MADE: dict[str, Callable[[], str]] = {"look.css": look_css, "score.js": score_script}
"""What has no file in ``static/``: it belongs to the pictures."""


def asset(name: str) -> str:
    """Return the address of a style, script or picture; what a script imports beside it has the same start in it.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    if name not in _held():
        raise KeyError(name)
    return f"/static/{_START}/{name}"


@cache
def _held() -> dict[str, bytes]:
    """Return every one by its name."""
    kept = {path.name: path.read_bytes() for path in (FOLDER / "static").iterdir() if path.suffix in _KINDS}
    return kept | {name: make().encode() for name, make in _MADE.items()}


def find_asset(name: str) -> tuple[bytes, str] | None:
    """Return one with its kind, or None where there is none of that name."""
    data = _held().get(name)
    return None if data is None else (data, _KINDS[name[name.rindex(".") :]])


def is_of_this_start(start: str) -> bool:
    """Tell whether an address was given by `asset` in this process."""
    return secrets.compare_digest(start.encode(), _START.encode())
