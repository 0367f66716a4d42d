"""The API under /api/v1, for programs that the person let in; it is described at /schema/openapi.json."""

from __future__ import annotations

from litestar import Router

from nightglass.web.routes.api import course, findings, journal, nights, recurrences, reports, rescripting
from nightglass.web.routes.api.answering import FAILURES

__all__ = ["HANDLERS"]

_MODULES = (journal, nights, reports, findings, recurrences, rescripting, course)

HANDLERS = (
    Router(
        "/api/v1",
        route_handlers=[handler for module in _MODULES for handler in module.HANDLERS],
        exception_handlers=dict(FAILURES),
        security=[{"token": []}],
        include_in_schema=True,
    ),
)
