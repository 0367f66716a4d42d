"""What was found in a report, and what the person says of it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter

from nightglass.hvdc import parse
from nightglass.journal import Correction, JournalError, amended, correct, corrections_of, reading_of, take_back
from nightglass.reading import Reading, is_possible
from nightglass.web.given import TheKeeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.answering import DOCUMENTED, Identity, NotThereError, report_with
from nightglass.web.routes.api.shapes import CorrectionGiven, Corrections

__all__ = ["HANDLERS"]


@get("/reports/{identity:str}/reading", tags=["reading"], responses=DOCUMENTED, sync_to_thread=True)
def reading(
    keeper: TheKeeper,
    identity: Identity,
    as_found: Annotated[bool, QueryParameter(description="Without the person's corrections.")] = False,  # noqa: FBT002
) -> Reading:
    """Give the reading of a report, its score among it, as ``nightglass read --json`` does, with the corrections in it.

    Its beats from left to right, with threat, agency, senses, cast and feeling, are what the score is drawn of.
    """
    journal = keeper.journal
    found = reading_of(journal, report_with(journal, identity).id)
    if found is None:
        raise NotThereError(phrases().api.not_read_yet)
    return found if as_found else amended(found, corrections_of(journal, identity))


@get("/reports/{identity:str}/corrections", tags=["reading"], responses=DOCUMENTED, sync_to_thread=True)
def corrections(keeper: TheKeeper, identity: Identity) -> Corrections:
    """List the corrections that hold for a report."""
    return Corrections(tuple(corrections_of(keeper.journal, report_with(keeper.journal, identity).id).values()))


@post("/reports/{identity:str}/corrections", tags=["reading"], responses=DOCUMENTED, sync_to_thread=True)
def correct_finding(keeper: TheKeeper, identity: Identity, data: JSONBody[CorrectionGiven]) -> Correction:
    """Say what a finding should be. It stands above every reading."""
    journal = keeper.journal
    report_with(journal, identity)
    value = msgspec.to_builtins(data.value)
    if not is_possible(data.finding, value):
        raise JournalError(phrases().api.no_such_finding)
    if data.finding == "hvdc":
        for code in value:
            parse(code)
    return correct(journal, identity, data.finding, value)


@delete(
    "/reports/{identity:str}/corrections/{finding:str}", tags=["reading"], responses=DOCUMENTED, sync_to_thread=True
)
def take_correction_back(
    keeper: TheKeeper,
    identity: Identity,
    finding: Annotated[str, PathParameter(max_length=40, description="For example `facets.immobile`.")],
) -> None:
    """Put the corrections of a finding into the bin, so that the reader's word holds again."""
    if not take_back(keeper.journal, report_with(keeper.journal, identity).id, finding):
        raise NotThereError(phrases().api.no_correction)


HANDLERS = (reading, corrections, correct_finding, take_correction_back)
