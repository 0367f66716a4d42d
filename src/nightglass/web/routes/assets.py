"""Styles, scripts and pictures of the app."""

from __future__ import annotations

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from nightglass.web.assets import find_asset, is_of_this_start
from nightglass.web.door.access import ANYBODY

__all__ = ["HANDLERS"]

_KEPT, _ASKED_AGAIN = "private, max-age=86400, immutable", "private, no-cache"


@get("/static/{start:str}/{name:str}", opt=ANYBODY, include_in_schema=False, sync_to_thread=False)
def of_a_start(start: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Return one; a browser keeps it where the address is of this start."""
    return _answer(name, _KEPT if is_of_this_start(start) else _ASKED_AGAIN)


@get("/static/{name:str}", opt=ANYBODY, include_in_schema=False, sync_to_thread=False)
def by_name(name: FromPath[str]) -> Response[bytes]:
    """Return one under an address that stays; it is asked for again each time."""
    return _answer(name, _ASKED_AGAIN)


def _answer(name: str, kept: str) -> Response[bytes]:
    found = find_asset(name)
    if found is None:
        raise NotFoundException
    return Response(found[0], media_type=found[1], headers={"cache-control": kept})


HANDLERS = (of_a_start, by_name)
