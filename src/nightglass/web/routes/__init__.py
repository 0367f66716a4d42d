"""The pages, one module a part of the app; each has its handlers in ``HANDLERS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.web.routes import (
    afterwards,
    api,
    assets,
    binned,
    breathing,
    briefly,
    care,
    corrections,
    course,
    dreams,
    editing,
    entry,
    giving,
    how,
    nights,
    phone,
    recordings,
    recurrences,
    rehearsals,
    restoring,
    scripts,
    searching,
    settings,
    story_corrections,
    taking,
    tonight,
    versions,
)

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["HANDLERS"]

_MODULES = (
    afterwards, api, assets, binned, breathing, briefly, care, corrections, course, dreams, editing, entry, giving,
    how, nights, phone, recordings, recurrences, rehearsals, restoring, scripts, searching, settings,
    story_corrections, taking, tonight, versions,
)  # fmt: skip

HANDLERS: tuple[ControllerRouterHandler, ...] = tuple(h for module in _MODULES for h in module.HANDLERS)
