"""The bin: what was removed, for 30 days, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import JournalError, binned_things, count_binned, put_into_bin
from nightglass.web.binning import fetch
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.web.forms import Form

__all__ = ["HANDLERS"]

_EACH = 50


@get("/settings/bin", include_in_schema=False, sync_to_thread=True)
def bin_page(keeper: TheKeeper, number: FromQuery[int] = 1, back: FromQuery[str] = "") -> Template:
    """Show what lies in the bin, what was put there last first."""
    count = count_binned(keeper.journal)
    pages = max(1, -(-count // _EACH))
    number = min(max(1, number), pages)
    kind, _, identity = back.partition(":")
    returned = (kind, identity) if _known(kind) and identity else None
    things = binned_things(keeper.journal, _EACH, (number - 1) * _EACH)
    return page("bin.html", things=things, count=count, number=number, pages=pages, returned=returned)


@post("/settings/bin/back", include_in_schema=False, sync_to_thread=True)
def back(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Take something out of the bin."""
    kind, identity = _thing(form)
    fetch(keeper, kind, identity)
    return Redirect(f"/settings/bin?back={kind}:{quote(identity, safe='')}", status_code=303)


@post("/settings/bin/put", include_in_schema=False, sync_to_thread=True)
def put(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Put back into the bin what was just taken out."""
    put_into_bin(keeper.journal, *_thing(form))
    return Redirect("/settings/bin", status_code=303)


def _thing(form: Form) -> tuple[str, str]:
    kind, identity = form.raw("kind"), form.raw("id")
    if not _known(kind):
        raise JournalError(phrases().binned.no_such)
    return kind, identity


def _known(kind: str) -> bool:
    return not kind.startswith("_") and hasattr(phrases().binned.kinds, kind)


HANDLERS = (bin_page, back, put)
