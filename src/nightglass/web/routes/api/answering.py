"""What every part of the API shares: how it answers when something cannot be done, and the bounds of what is asked."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from litestar import MediaType, Response
from litestar.exceptions import NotAuthorizedException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from nightglass.errors import NightglassError
from nightglass.journal import BusyError, ClosedError, Journal, NotKeptError, night_named, now, reports_named
from nightglass.web.held.keeper import LockedError
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.shapes import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar import Request
    from litestar.types import ExceptionHandlersMap

    from nightglass.journal import Report

__all__ = [
    "DOCUMENTED", "FAILURES", "Begin", "End", "Evening", "Identity", "Most", "NotThereError", "Skip",
    "evening_that_was", "report_with", "within",
]  # fmt: skip

_FURTHEST = 1_000_000

T = TypeVar("T")

Identity = Annotated[str, PathParameter(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits.")]
Evening = Annotated[dt.date, PathParameter(description="The evening on which the night began.")]
Begin = Annotated[dt.date | None, QueryParameter(description="The first night.")]
End = Annotated[dt.date | None, QueryParameter(description="The last night, included.")]
Most = Annotated[int, QueryParameter(ge=1, le=1000, description="How many at most.")]
Skip = Annotated[int, QueryParameter(ge=0, le=_FURTHEST, description="How many to pass over first.")]


class NotThereError(NightglassError):
    """What was asked for is not there, or no longer."""


def _documented(*codes: int) -> dict[int, ResponseSpec]:
    said = phrases().api.statuses
    return {
        code: ResponseSpec(Failure, generate_examples=False, description=said[f"s{code}"], media_type=MediaType.JSON)
        for code in codes
    }


DOCUMENTED: Final = _documented(400, 401, 403, 404, 413, 423, 500, 503, 507)
"""What any part of the API may answer besides what was asked for."""

_STATUS = {NotThereError: 404, LockedError: 423, ClosedError: 423, BusyError: 503, NotKeptError: 507}


def _said(_: Request[Any, Any, Any], error: NightglassError) -> Response[Failure]:
    return Response(Failure(str(error)), status_code=_STATUS.get(type(error), 400), media_type=MediaType.JSON)


def _not_understood(_: Request[Any, Any, Any], error: ValidationException) -> Response[Failure]:
    """Say what was not understood, and where; never what was written there."""
    said = phrases().api
    extra = error.extra if isinstance(error.extra, list) else []
    first = next((e for e in extra if isinstance(e, dict)), {})
    source, key = getattr(first.get("source"), "value", ""), str(first.get("key", ""))
    where, why = ".".join(part for part in (source, key) if part and part != "data"), first.get("message")
    words = said.not_understood_at.format(where=where or "body", why=why) if why else said.not_understood
    return Response(Failure(words), status_code=400, media_type=MediaType.JSON)


def _no_json(_: Request[Any, Any, Any], __: Exception) -> Response[Failure]:
    """Say that a body is no JSON that can be read: bytes that are no UTF-8, or brackets without end."""
    return Response(Failure(phrases().api.not_understood), status_code=400, media_type=MediaType.JSON)


def _not_inside(_: Request[Any, Any, Any], __: NotAuthorizedException) -> Response[Failure]:
    words = phrases().api.not_inside
    return Response(Failure(words), status_code=401, media_type=MediaType.JSON, headers={"www-authenticate": "Bearer"})


FAILURES: ExceptionHandlersMap = {
    NightglassError: _said,
    ValidationException: _not_understood,
    NotAuthorizedException: _not_inside,
    UnicodeDecodeError: _no_json,
    RecursionError: _no_json,
}


def within(values: Iterable[T], most: int, skip: int) -> tuple[tuple[T, ...], int | None]:
    """Return some of the values, and how many to pass over for the next ones; None where there are no more."""
    found = tuple(islice(values, skip, skip + most + 1))
    return found[:most], skip + most if len(found) > most else None


def evening_that_was(evening: dt.date) -> dt.date:
    """Return a night that may be spoken of.

    Raises
    ------
    JournalError
        When it has not come yet, or is too long ago.
    """
    return night_named(evening.isoformat(), now())


def report_with(journal: Journal, identity: str) -> Report:
    """Return a report by its whole id.

    Raises
    ------
    NotThereError
        When it is not there, or in the bin.
    """
    found = reports_named(journal, [identity])
    if not found:
        raise NotThereError(phrases().api.no_report)
    return found[0]
