"""The dreams that come back: the list, one of them, and what the person says of them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import (
    Heading,
    JournalError,
    Query,
    Report,
    headings,
    is_any_unplaced,
    join_to,
    name_recurrence,
    not_the_same,
    report,
    reports_named,
    search,
)
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.returning import (
    every_recurrence,
    find_recurrence,
    list_recurrences,
    name_of,
    plain_day,
    rhythm,
    told,
)

__all__ = ["HANDLERS"]

_NEAR = dt.timedelta(days=3)
_OFFERED = 20
_NAME = 120  # characters


@get("/recurrences", include_in_schema=False, sync_to_thread=True)
def list_page(keeper: TheKeeper, taken: FromQuery[str] = "", of: FromQuery[str] = "") -> Template:
    """Show the dreams that come back."""
    every = every_recurrence(keeper)
    span = (plain_day(min(r.first for r in every)), plain_day(max(r.last for r in every))) if every else None
    return page(
        "recurrences.html",
        listed=list_recurrences(keeper),
        span=span,
        looking=keeper.reader.working and is_any_unplaced(keeper.journal),
        taken=_named(keeper, taken),
        of=of if of.isalnum() else "",
    )


@get("/recurrences/{identity:str}", include_in_schema=False, sync_to_thread=True)
def one_page(  # noqa: PLR0913, PLR0917 - what an address may say
    keeper: TheKeeper,
    identity: FromPath[str],
    show: FromQuery[str] = "",
    end: FromQuery[int | None] = None,
    taken: FromQuery[str] = "",
    put: FromQuery[str] = "",
    was: FromQuery[str] = "",
) -> Template:
    """Show one: its strips, what changed, when it came; words of the dream only where they are asked for."""
    one = find_recurrence(keeper, identity)
    between, unknown = rhythm(keeper, one)
    return page(
        "recurrence.html",
        told=told(keeper, one, end, words=show == "yes"),
        shown=show == "yes",
        span=(plain_day(one.first), plain_day(one.last)),
        between=between,
        unknown=unknown,
        taken=_named(keeper, taken),
        put=_named(keeper, put),
        was=was if was.isalnum() else "",
    )


@post("/recurrences/{identity:str}/name", include_in_schema=False, sync_to_thread=True)
def name(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Call a recurrence by a name of the person's own."""
    one = find_recurrence(keeper, identity)
    name_recurrence(keeper.journal, one.id, (form.text("name") or "")[:_NAME] or None)
    return Redirect(f"/recurrences/{one.id}", status_code=303)


@post("/recurrences/{identity:str}/apart", include_in_schema=False, sync_to_thread=True)
def apart(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Take a report out of a recurrence; the page that follows offers to bring it back."""
    one, own = find_recurrence(keeper, identity), form.raw("report")
    if own not in one.reports:
        raise JournalError(phrases().recurrences.not_here)
    not_the_same(keeper.journal, own)
    stays = len(one.reports) > 2
    place = f"/recurrences/{one.id}" if stays else "/recurrences"
    return Redirect(f"{place}?{urlencode({'taken': own} | ({} if stays else {'of': one.id}))}", status_code=303)


@post("/recurrences/{identity:str}/join", include_in_schema=False, sync_to_thread=True)
def join_here(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Put a report to a recurrence, or bring back one that was taken out."""
    own = report(keeper.journal, form.raw("report")).id
    before = next((r.id for r in every_recurrence(keeper) if own in r.reports and r.id != identity), "")
    join_to(keeper.journal, own, identity)
    return Redirect(f"/recurrences/{identity}?{urlencode({'put': own, 'was': before})}", status_code=303)


@get("/recurrences/{identity:str}/choose", include_in_schema=False, sync_to_thread=True)
def choose_page(
    keeper: TheKeeper, identity: FromPath[str], night: FromQuery[str] = "", words: FromQuery[str] = ""
) -> Template:
    """Find another report that belongs to a recurrence, without showing texts."""
    one = find_recurrence(keeper, identity)
    found = [h for h in _found(keeper, night, words) if h.id not in one.reports]
    return page(
        "recurrence_choose.html",
        one=one,
        title=name_of(one),
        night=night[:10],
        words_sought=words[:200],
        asked=bool(night or words),
        found=found[:_OFFERED],
        more=len(found) > _OFFERED,
        most=_OFFERED,
    )


def _found(keeper: Keeper, night: str, words: str) -> list[Heading]:
    if any(c.isalnum() for c in words):
        return [Heading(h.id, h.night, h.title) for h in search(keeper.journal, Query(words=words[:200]))]
    try:
        near = dt.date.fromisoformat(night) if night else None
        return headings(keeper.journal, near - _NEAR, near + _NEAR) if near else []
    except (ValueError, OverflowError):
        return []


def _named(keeper: Keeper, identity: str) -> Report | None:
    """Return a report of which an address speaks, or None where there is none of that id."""
    return next(iter(reports_named(keeper.journal, [identity])), None) if identity else None


HANDLERS = (list_page, one_page, name, apart, join_here, choose_page)
