"""The calendar of nights, and one night, everything in it correctable."""

from __future__ import annotations

import datetime as dt
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import (
    BODY,
    FEELINGS,
    JournalError,
    Night,
    earlier_nights,
    headings,
    names_tracked,
    night,
    night_named,
    night_of,
    now,
    recordings,
    save_night,
    years_kept,
)
from nightglass.web.binning import into_bin, out_of_bin
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.night_form import MOMENTS, NightFields, fields_of, fingerprint, night_typed, typed
from nightglass.web.shown.nights_shown import unfinished, year_shown

__all__ = ["HANDLERS"]

_DAY = dt.timedelta(days=1)


@get("/nights", include_in_schema=False, sync_to_thread=True)
def calendar(
    keeper: TheKeeper, year: FromQuery[str] = "", night: FromQuery[str] = "", gone: FromQuery[str] = ""
) -> Response[Any]:
    """Show a year of nights; ``night`` goes to one, ``gone`` offers to bring one back."""
    if night:
        return Redirect(f"/nights/{_evening(night)}", status_code=303)
    journal, until = keeper.journal, night_of(now())
    years = keeper.known("years", years_kept)
    begun = unfinished(journal)
    left = keeper.reader.left
    shown = int(year) if year.isdecimal() and int(year) in {*years, until.year} else until.year
    return page(
        "nights.html",
        years=sorted({*years, until.year}),
        shown=keeper.known(("year", shown, until), lambda j: year_shown(j, shown, until)),
        begun=begun,
        left=left,
        gone=_evening(gone) if gone else None,
        empty=not years and not begun,
        until=until,
    )


@get("/nights/{evening:str}", include_in_schema=False, sync_to_thread=True)
def one_night(
    keeper: TheKeeper, evening: FromPath[str], said: FromQuery[str] = "", away: FromQuery[str] = ""
) -> Template:
    """Show one night; ``away`` offers to bring back a dream that was put into the bin just now."""
    date = _evening(evening)
    kept = night(keeper.journal, date)
    note = {"kept": phrases().nights.kept, "back": phrases().nights.brought_back}.get(said)
    return _night_page(keeper, kept, fields_of(kept), note=note, gone=away if away.isalnum() and away.isascii() else "")


@post("/nights/{evening:str}", include_in_schema=False, sync_to_thread=True)
def keep(keeper: TheKeeper, evening: FromPath[str], form: TheForm) -> Response[Any]:
    """Keep what was corrected; what is not understood stays in the form, with a sentence."""
    date = _evening(evening)
    kept = night(keeper.journal, date)
    if form.raw("began") != fingerprint(kept):
        return _night_page(keeper, kept, typed(form), alert=phrases().nights.meanwhile, status=409, both=True)
    try:
        save_night(keeper.journal, night_typed(form, kept))
    except JournalError as error:
        return _night_page(keeper, kept, typed(form), alert=str(error), status=400)
    return Redirect(f"/nights/{date}?said=kept", status_code=303)


@post("/nights/{evening:str}/away", include_in_schema=False, sync_to_thread=True)
def away(keeper: TheKeeper, evening: FromPath[str]) -> Redirect:
    """Put a night into the bin; its dreams stay."""
    date = _evening(evening)
    return into_bin(keeper, "nights", date.isoformat(), then=f"/nights?year={date.year}&gone={date}")


@post("/nights/{evening:str}/back", include_in_schema=False, sync_to_thread=True)
def back(keeper: TheKeeper, evening: FromPath[str]) -> Redirect:
    """Bring a night back as it was."""
    date = _evening(evening)
    return out_of_bin(keeper, "nights", date.isoformat(), then=f"/nights/{date}?said=back")


def _evening(name: str) -> dt.date:
    return night_named(name, now())


def _night_page(keeper: Keeper, kept: Night, fields: NightFields, status: int = 200, **said: Any) -> Template:  # noqa: ANN401
    """Return the page of a night; ``note`` and ``alert`` are said on it, ``both`` shows what is kept above the form."""
    journal = keeper.journal
    date = kept.date
    return page(
        "one_night.html",
        status,
        kept=kept,
        fields=fields,
        began=fingerprint(kept),
        dreams=headings(journal, date, date),
        recordings=recordings(journal, night=date),
        earlier=earlier_nights(journal, date)[::-1],
        fields_of=fields_of,
        tracked=keeper.known("names tracked", names_tracked),
        before=date - _DAY,
        after=date + _DAY if date < night_of(now()) else None,
        feelings=FEELINGS,
        signs=BODY,
        moments=MOMENTS,
        **{"note": None, "alert": None, "both": False, "gone": "", **said},
    )


HANDLERS = (calendar, one_night, keep, away, back)
