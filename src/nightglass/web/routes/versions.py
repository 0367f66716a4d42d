"""What a dream was before: every version, what changed after it, and the way back to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import JournalError, Report, earlier_reports, save_report, spoken_date
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.comparing import compared
from nightglass.web.shown.dream_shown import dream

__all__ = ["HANDLERS"]


class Version(msgspec.Struct, frozen=True):
    """A version: until when it was the dream, and what else than its text changed after it (name, before, after)."""

    until: dt.datetime
    was: Report
    after: Report
    changed: tuple[tuple[str, str, str], ...]


@get("/dreams/{identity:str}/history", include_in_schema=False, sync_to_thread=True)
def history(keeper: TheKeeper, identity: FromPath[str], version: FromQuery[str] = "") -> Template:
    """List the versions; the text of one is there only where ``version`` asks for it."""
    kept = dream(keeper.journal, identity).report
    earlier = earlier_reports(keeper.journal, kept.id)
    states = [*(e.was for e in earlier), kept]
    versions = [
        Version(e.until, e.was, after, _changed(e.was, after)) for e, after in zip(earlier, states[1:], strict=True)
    ]
    chosen = next((v for v in versions if v.until.isoformat() == version), None)
    pieces = compared(chosen.was.text, chosen.after.text) if chosen else ()
    return page("dream_history.html", report=kept, versions=versions[::-1], chosen=chosen, pieces=pieces)


@post("/dreams/{identity:str}/history", include_in_schema=False, sync_to_thread=True)
def put_back(keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Make an earlier version the dream again; the one before it is in the history then."""
    kept = dream(keeper.journal, identity).report
    wanted = form.raw("version")
    found = next((e.was for e in earlier_reports(keeper.journal, kept.id) if e.until.isoformat() == wanted), None)
    if found is None:
        raise JournalError(phrases().dreams.version_gone)
    save_report(keeper.journal, found)
    keeper.reader.wake()
    return Redirect(f"/dreams/{kept.id}?said=earlier", status_code=303)


def _changed(was: Report, after: Report) -> tuple[tuple[str, str, str], ...]:
    said = phrases().dreams
    found = []
    for name in ("title", "night", "tags", "dreamer", "distress", "replays"):
        one, other = getattr(was, name), getattr(after, name)
        if one != other:
            found.append((str(said.changed[name]), _told(one), _told(other)))
    return tuple(found)


def _told(value: object) -> str:
    if isinstance(value, dt.date):
        return spoken_date(value)
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    if isinstance(value, str) and value in vars(phrases().dreams.replays_values):
        return str(phrases().dreams.replays_values[value])
    return "–" if value is None else str(value)


HANDLERS = (history, put_back)
