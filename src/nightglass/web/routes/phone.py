"""The page on which one phone is let in, and let go of."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from nightglass.web.door.binding import ServingError, local_address
from nightglass.web.door.codes import code_svg
from nightglass.web.given import TheForm, ThePhone
from nightglass.web.pages import page

__all__ = ["HANDLERS"]


@get("/phone", include_in_schema=False, sync_to_thread=False)
def phone_page(phone: ThePhone) -> Response[Any]:
    """Show whether a phone may come in, and with which code; the code is new each time."""
    return _page(phone)


@post("/phone/open", include_in_schema=False)
async def open_door(phone: ThePhone, form: TheForm) -> Response[Any]:
    """Begin to answer on the local network."""
    try:
        door = await asyncio.to_thread(phone.prepare, form.text("address") or "")
    except ServingError as error:
        return _page(phone, 400, str(error), form.text("address") or "")
    await phone.open(door)
    return Redirect("/phone", status_code=303)


@post("/phone/close", include_in_schema=False)
async def close_door(phone: ThePhone) -> Redirect:
    """Let go of the phone and answer on this machine alone."""
    await phone.close()
    return Redirect("/phone", status_code=303)


@post("/phone/revoke", include_in_schema=False)
async def revoke(phone: ThePhone) -> Redirect:
    """Let go of the phone; another may come in with a new code."""
    phone.revoke()
    return Redirect("/phone", status_code=303)


def _page(phone: ThePhone, status: int = 200, said: str | None = None, asked: str | None = None) -> Response[Any]:
    door = phone.door
    code = address = None
    if door is None:
        asked = _suggested() if asked is None else asked
    elif not phone.paired:
        address = phone.new_address()
        code = code_svg(address)
    return page(
        "phone.html", status, door=door, paired=phone.paired, code=code, address=address, asked=asked, said=said
    )


def _suggested() -> str:
    """Return the address to offer, or nothing where there is no network."""
    try:
        return local_address()
    except ServingError:
        return ""


HANDLERS = (phone_page, open_door, close_door, revoke)
