"""The app put together: its pages, its API, and what happens when something goes wrong."""

from __future__ import annotations

import asyncio
import secrets
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar import Litestar, Router
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.di import Provide

from nightglass.web.describing import describe_api
from nightglass.web.door.access import must_be_inside
from nightglass.web.failures import FAILURES
from nightglass.web.forms import provide_form
from nightglass.web.pages import make_templates
from nightglass.web.routes import HANDLERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nightglass.web.door.phone import Phone
    from nightglass.web.door.sessions import Sessions
    from nightglass.web.held.keeper import Keeper

__all__ = ["make_app"]

_LOOKING = 2.0  # seconds between two looks at whether anybody is still there


def make_app(keeper: Keeper, sessions: Sessions, phone: Phone) -> Litestar:
    """Return the app for one journal.

    Parameters
    ----------
    keeper
        Holds the journal, open or locked.
    sessions
        Who may speak to the app.
    phone
        The door for a phone.

    Notes
    -----
    It stands behind a `nightglass.web.door.guard.Guard`, which checks who is spoken to and from where.
    """

    @asynccontextmanager
    async def watched(_: Litestar) -> AsyncIterator[None]:
        watching = asyncio.create_task(_lock_when_idle(keeper))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.to_thread(keeper.lock)

    return Litestar(
        route_handlers=[
            Router("/", route_handlers=HANDLERS)  # at once: two of one path, taken in one by one, are wrapped twice
        ],
        dependencies={
            "keeper": Provide(lambda: keeper, sync_to_thread=False),
            "sessions": Provide(lambda: sessions, sync_to_thread=False),
            "phone": Provide(lambda: phone, sync_to_thread=False),
            "form": Provide(provide_form),
        },
        guards=[must_be_inside],
        exception_handlers=dict(FAILURES),
        csrf_config=_forms_only_from_here(),
        template_config=make_templates(keeper),
        openapi_config=describe_api(),
        lifespan=[watched],
        state=State({"keeper": keeper, "sessions": sessions}),
        request_max_body_size=None,  # the guard in front sees to it
        logging_config=None,
        debug=False,
    )


def _forms_only_from_here() -> CSRFConfig:
    """Return how a form proves that it is one of this start's own."""
    return CSRFConfig(
        secret=secrets.token_urlsafe(32),
        cookie_name=f"nightglass-form-{secrets.token_hex(4)}",  # one of an earlier start would be refused for ever
        cookie_httponly=True,
        cookie_samesite="strict",
        exclude=["^/api/"],
    )


async def _lock_when_idle(keeper: Keeper) -> None:
    while True:
        await asyncio.sleep(_LOOKING)
        try:
            await asyncio.to_thread(keeper.lock_if_idle)
        except Exception as error:  # noqa: BLE001 - whatever it was, the journal must be locked the next time too
            sys.stderr.write(f"Something unforeseen while locking: {type(error).__name__}\n")
