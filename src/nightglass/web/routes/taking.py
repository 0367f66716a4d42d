"""Import: a file is looked through and shown before anything of it is taken in; then there is a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import JournalError
from nightglass.journal.formats import FIELDS, IMPORTERS
from nightglass.web.door.access import UNATTENDED
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import LockedError
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.journal import Record, Understood
    from nightglass.web.held.intake import Arrival
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]

_SETTINGS = frozenset(
    "idle_minutes look people people_before country note_for_the_night note_for_the_night_before bin_emptied".split()
)
_LEFT, _REPORTS, _SIGNS = 50, 20, 300  # of what is left out, of reports, and of the words of each, are shown


@get("/import", include_in_schema=False, sync_to_thread=True)
def import_page(keeper: TheKeeper, words: FromQuery[str] = "") -> Template:
    """Show where the import stands: nothing there yet, being looked through, understood, taken in."""
    return page("import.html", **_shown(keeper, words == "yes"))


@get("/import/state", opt=UNATTENDED, include_in_schema=False, sync_to_thread=True)
def import_state(keeper: TheKeeper) -> Response[Any]:
    """Return how far it is; when it is done, have the page loaded anew."""
    shown = _shown(keeper, words=False)
    if shown["state"] not in {"looking", "taking"}:
        return Response("", headers={"hx-refresh": "true"})
    return page("import_working.html", **shown)


@post("/import/file", include_in_schema=False, status_code=200)
async def receive(request: Request[Any, Any, Any], keeper: TheKeeper, name: FromQuery[str] = "") -> dict[str, str]:
    """Take a file as it is, piece by piece, and begin to look through it where it can be told what it is."""
    journal = keeper.journal  # locked, nothing is taken
    arrival = await keeper.intake.receive(name, request.stream())
    if not keeper.is_open:  # it locked itself while the file came
        keeper.intake.leave()
        raise LockedError
    if arrival.form is not None and (not arrival.header or "date" in arrival.columns):
        keeper.intake.look(journal, arrival.form, None, arrival.columns)
    return {"next": "/import"}


@post("/import/look", include_in_schema=False, sync_to_thread=True)
def look(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Look through the file as the person says that it is to be understood."""
    columns = {field: form.raw(f"column-{field}") for field in FIELDS}
    try:
        keeper.intake.look(keeper.journal, form.text("format"), form.text("zone"), columns)
    except JournalError as error:
        if keeper.intake.arrival is None:
            raise
        return page("import.html", 400, **_shown(keeper, words=False) | {"said": str(error)})
    return _back()


@post("/import/take", include_in_schema=False, sync_to_thread=True)
def take(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Take in what was understood; the settings of a file only where somebody ticked them."""
    reader = keeper.reader
    keeper.intake.take(keeper.journal, reader.wake, settings=form.text("settings") == "yes")
    return _back()


@post("/import/leave", include_in_schema=False, sync_to_thread=True)
def leave(keeper: TheKeeper) -> Redirect:
    """Leave it; nothing was taken in, or what was stays."""
    keeper.intake.leave()
    return _back()


@post("/import/undo", include_in_schema=False, sync_to_thread=True)
def undo(keeper: TheKeeper) -> Redirect:
    """Put what came in into the bin."""
    keeper.intake.undo(keeper.journal)
    return _back()


@post("/import/redo", include_in_schema=False, sync_to_thread=True)
def redo(keeper: TheKeeper) -> Redirect:
    """Have again what was undone."""
    keeper.intake.redo(keeper.journal)
    keeper.reader.wake()
    return _back()


def _back() -> Redirect:
    return Redirect("/import", status_code=303)


def _shown(keeper: Keeper, words: bool) -> dict[str, Any]:  # noqa: FBT001 - one of two ways to show a page
    """Return what the template shows of the present import."""
    arrival = keeper.intake.arrival if keeper.journal else None  # locked, nothing is shown
    state = arrival.state if arrival is not None else "start"  # first: it goes on while the page is made
    found = arrival.found if arrival is not None else None
    return {
        "arrival": arrival,
        "state": state,
        "said": None,
        "formats": [(name, phrases().taking.formats[name]) for name in IMPORTERS],
        "fields": FIELDS if arrival is not None and arrival.header else (),
        "zones": sorted(available_timezones()),
        "summary": _summary(found) if found is not None else None,
        "percent": _percent(arrival),
        "words_shown": words,
    }


def _percent(arrival: Arrival | None) -> int | None:
    return 100 * arrival.done // arrival.whole if arrival is not None and arrival.whole else None


def _summary(found: Understood) -> dict[str, Any]:
    """Return in numbers what would come in, and the first of what is left out."""
    tables: dict[str, int] = {}
    for record in found.records:
        tables[record.table] = tables.get(record.table, 0) + 1
    evenings = sorted({*found.nights, *(report.night for report in found.reports)})
    return {
        "nights": len(found.nights),
        "reports": len(found.reports),
        "records": [(phrases().taking.tables[table], count) for table, count in tables.items()],
        "known": found.known,
        "first": evenings[0] if evenings else None,
        "last": evenings[-1] if evenings else None,
        "anything": bool(found.nights or found.reports or found.records or found.settings),
        "settings": [_spelled(record) for record in found.settings[:_LEFT]],
        "settings_more": max(0, len(found.settings) - _LEFT),
        "left_out": found.left_out[:_LEFT],
        "left_more": max(0, len(found.left_out) - _LEFT),
        "left": sum(not left.partly for left in found.left_out),
        "partly": sum(left.partly for left in found.left_out),
        "first_reports": [(r, r.text[:_SIGNS], len(r.text) > _SIGNS) for r in found.reports[:_REPORTS]],
    }


def _spelled(record: Record) -> str:
    """Return a setting in words, with what it would be."""
    name = str(record.values["name"])
    value = _told(msgspec.json.decode(str(record.values["value"])))
    said = phrases().taking.setting
    return str(said[name] if name in _SETTINGS else said.other).format(name=name[:_SIGNS], value=value[:_SIGNS])


def _told(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_told(one) for one in value.values())
    if isinstance(value, list):
        return "; ".join(_told(one) for one in value[:_LEFT])
    return phrases().taking.setting_none if value is None or value == "" else str(value)


HANDLERS = (import_page, import_state, receive, look, take, leave, undo, redo)
