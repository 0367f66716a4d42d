"""The journal as a whole: its state, a search, all that it holds as JSON lines, the bin; and a reading of any text."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, PathParameter, QueryParameter
from litestar.response import Stream

from nightglass.journal import Query, count_hits, count_to_give, in_bin, not_read, search
from nightglass.reading import Reading
from nightglass.text import check_report
from nightglass.version import __version__
from nightglass.web.binning import fetch
from nightglass.web.given import TheKeeper
from nightglass.web.held.outgoing import sent_export
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.answering import DOCUMENTED, Begin, End, NotThereError, Skip
from nightglass.web.routes.api.shapes import BinContents, Found, JournalState, Read

__all__ = ["HANDLERS"]

_LINES = "application/x-ndjson"
_SENT = {200: ResponseSpec(str, generate_examples=False, description="JSON lines.", media_type=_LINES)}


@get("/journal", tags=["journal"], responses=DOCUMENTED, sync_to_thread=True)
def state(keeper: TheKeeper) -> JournalState:
    """Tell whether the journal is open and how much is in it. It answers while the journal is locked, too."""
    if not keeper.is_open:
        return JournalState(open=False, version=__version__)
    counts = count_to_give(keeper.journal)
    return JournalState(
        open=True, version=__version__, nights=counts.get("nights", 0), reports=counts.get("reports", 0),
        not_read_yet=len(not_read(keeper.journal)),
    )  # fmt: skip


@get("/search", tags=["journal"], responses=DOCUMENTED, sync_to_thread=True)
def find(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    keeper: TheKeeper,
    words: Annotated[str, QueryParameter(max_length=500, description="Words, a “phrase in quotes”, a beginnin*.")] = "",
    facet: Annotated[
        list[str] | None,
        QueryParameter(max_items=20, description="Facets that hold (immobile), themes, or name=value (ending=bad)."),
    ] = None,
    who: Annotated[str, QueryParameter(max_length=200, description="Somebody in the dream, or their code.")] = "",
    feeling: Annotated[str, QueryParameter(max_length=40, description="anger, apprehension, sadness ...")] = "",
    begin: Begin = None,
    end: End = None,
    most: Annotated[int, QueryParameter(ge=1, le=200, description="How many at most.")] = 50,
    skip: Skip = 0,
) -> Found:
    """Find reports by their words and by what was found in them; all that is given must hold."""
    query = Query(
        words=words, facets=tuple(facet or ()), who=who or None, feeling=feeling or None, begin=begin, end=end
    )
    hits, total = search(keeper.journal, query, most, skip), count_hits(keeper.journal, query)
    return Found(tuple(hits), total, skip + most if skip + most < total else None)


@get("/export", tags=["journal"], responses=DOCUMENTED | _SENT, media_type=_LINES, sync_to_thread=True)
def export(keeper: TheKeeper) -> Stream:
    """Send all that the journal holds as JSON lines, which Nightglass takes back without loss. It is not encrypted.

    The first line says what it is; each other one has its kind under ``kind``: night, report, corrections, scripts ...
    """
    answer = sent_export(keeper, "jsonl", "nightglass", everything=True)
    answer.media_type = _LINES
    return answer


@post("/read", tags=["reading"], responses=DOCUMENTED, status_code=200, sync_to_thread=True)
def read_text(data: JSONBody[Read]) -> Reading:
    """Read a text, as ``nightglass read --json`` does. Nothing is stored; the journal may be locked."""
    from nightglass.reading import read  # noqa: PLC0415 - who only opens the app need not wait for the model

    check_report(data.text, "text")
    return read(data.text, data.dreamer)


@get("/bin", tags=["bin"], responses=DOCUMENTED, sync_to_thread=True)
def show_bin(keeper: TheKeeper) -> BinContents:
    """Tell what is in the bin; each thing is gone for good after 30 days."""
    return BinContents(tuple(in_bin(keeper.journal)))


@post("/bin/{kind:str}/{identity:str}", tags=["bin"], responses=DOCUMENTED, status_code=204, sync_to_thread=True)
def take_out(
    keeper: TheKeeper,
    kind: Annotated[
        Literal[
            "nights", "reports", "corrections", "recurrences", "scripts", "recordings", "rehearsals", "phases", "plans"
        ],
        PathParameter(description="What it is."),
    ],
    identity: Annotated[str, PathParameter(max_length=40, description="Its id, or the date of a night.")],
) -> None:
    """Take something out of the bin, as it was."""
    if not any((b.kind, b.id) == (kind, identity) for b in in_bin(keeper.journal)):
        raise NotThereError(phrases().api.not_in_bin)
    fetch(keeper, kind, identity)


HANDLERS = (state, find, export, read_text, show_bin, take_out)
