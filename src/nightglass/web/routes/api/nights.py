"""Nights, one by one and as a list."""

from __future__ import annotations

from litestar import delete, get, put
from litestar.params import JSONBody

from nightglass.journal import Night, check_night, night, nights, put_into_bin, save_night
from nightglass.web.given import TheKeeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.answering import (
    DOCUMENTED,
    Begin,
    End,
    Evening,
    Most,
    NotThereError,
    Skip,
    evening_that_was,
    within,
)
from nightglass.web.routes.api.shapes import NightGiven, Nights

__all__ = ["HANDLERS"]


@get("/nights", tags=["nights"], responses=DOCUMENTED, sync_to_thread=True)
def list_nights(keeper: TheKeeper, begin: Begin = None, end: End = None, most: Most = 100, skip: Skip = 0) -> Nights:
    """List the nights that were logged, oldest first; an evening that is not among them is unknown, not quiet."""
    return Nights(*within(nights(keeper.journal, begin, end), most, skip))


@get("/nights/{evening:date}", tags=["nights"], responses=DOCUMENTED, sync_to_thread=True)
def one_night(keeper: TheKeeper, evening: Evening) -> Night:
    """Give one night; one that nobody logged is unknown."""
    return night(keeper.journal, evening)


@put("/nights/{evening:date}", tags=["nights"], responses=DOCUMENTED, sync_to_thread=True)
def keep_night(keeper: TheKeeper, evening: Evening, data: JSONBody[NightGiven]) -> Night:
    """Keep a night as it is sent; what was known of it before stays in its history."""
    journal, date = keeper.journal, evening_that_was(evening)
    kept = Night(date=date, source=night(journal, date).source, **{n: getattr(data, n) for n in data.__struct_fields__})
    check_night(kept)
    save_night(journal, kept)
    return night(journal, date)


@delete("/nights/{evening:date}", tags=["nights"], responses=DOCUMENTED, sync_to_thread=True)
def bin_night(keeper: TheKeeper, evening: Evening) -> None:
    """Put a night into the bin. Its reports stay."""
    journal = keeper.journal
    if next(nights(journal, evening, evening), None) is None:
        raise NotThereError(phrases().api.no_night)
    put_into_bin(journal, "nights", evening.isoformat())


HANDLERS = (list_nights, one_night, keep_night, bin_night)
