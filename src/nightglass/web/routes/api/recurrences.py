"""The dreams that keep coming back."""

from __future__ import annotations

from litestar import get

from nightglass.journal import recurrences
from nightglass.web.given import TheKeeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.answering import DOCUMENTED, Identity, NotThereError
from nightglass.web.routes.api.shapes import Recurrences, Told
from nightglass.web.shown.returning import portrait_of

__all__ = ["HANDLERS"]


@get("/recurrences", tags=["recurrences"], responses=DOCUMENTED, sync_to_thread=True)
def list_recurrences(keeper: TheKeeper) -> Recurrences:
    """List the recurrences with two reports or more, the one that came last first."""
    return Recurrences(tuple(recurrences(keeper.journal)))


@get("/recurrences/{identity:str}", tags=["recurrences"], responses=DOCUMENTED, sync_to_thread=True)
def one_recurrence(keeper: TheKeeper, identity: Identity) -> Told:
    """Give a recurrence with its occurrences aligned: core, drift and hot spot."""
    one = next((r for r in recurrences(keeper.journal) if r.id == identity), None)
    if one is None:
        raise NotThereError(phrases().api.no_recurrence)
    return Told(one, portrait_of(keeper, one)[0])


HANDLERS = (list_recurrences, one_recurrence)
