"""How this works, on one page: what a score is, what is read, what stays on this machine, where things are."""

from __future__ import annotations

from litestar import get
from litestar.response import Template

from nightglass.web.pages import page

__all__ = ["HANDLERS"]


@get("/how", include_in_schema=False, sync_to_thread=False)
def how() -> Template:
    """Show the page."""
    return page("how.html")


HANDLERS = (how,)
