"""What is answered when something goes wrong: a page with one plain sentence, or the same as JSON for scripts."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException

from nightglass.errors import NightglassError
from nightglass.journal import BusyError, ClosedError, DamagedError, NotKeptError, WrongPassphraseError
from nightglass.web.door.access import DeskOnlyError, kind_of
from nightglass.web.held.keeper import LockedError, TooSoonError
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from litestar.types import ExceptionHandlersMap

__all__ = ["FAILURES"]

_STATUS = {
    LockedError: 423, ClosedError: 423, TooSoonError: 429, WrongPassphraseError: 403, DeskOnlyError: 403,
    BusyError: 503, NotKeptError: 507,
}  # fmt: skip


def _said(request: Request[Any, Any, Any], status: int, words: str) -> Response[Any]:
    """Answer with a sentence, in the form that was asked for."""
    if request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        return Response({"error": words}, status_code=status, media_type=MediaType.JSON)
    inside = status != 401  # to somebody who is not, the first page would be this one again
    return page("said.html", status, said=words, start=inside)


def _nightglass(request: Request[Any, Any, Any], error: NightglassError) -> Response[Any]:
    status = _STATUS.get(type(error), 404 if request.method == "GET" else 400)
    answer = _said(request, status, str(error))
    if isinstance(error, DamagedError):
        answer = _said(request, 500, phrases().restoring.damaged_now)
        if answer.media_type != MediaType.JSON:
            return page("restoring_damaged.html", 500)
    if isinstance(error, (LockedError, ClosedError)) and answer.media_type != MediaType.JSON:
        back = request.url.path if request.method == "GET" else "/"
        place = f"/unlock?next={quote(back)}"
        if request.headers.get("hx-request"):
            return Response("", status_code=200, headers={"hx-redirect": place})
        return Response("", status_code=303, headers={"location": place})
    if isinstance(error, TooSoonError):
        answer.headers["retry-after"] = str(error.seconds)
    return answer


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    said = phrases().failures
    if isinstance(error, NotAuthorizedException):
        return _said(request, 401, phrases().phone.not_inside if kind_of(request) == "phone" else said.not_inside)
    known = {404: said.not_there, 405: said.not_there, 403: said.not_from_here, 413: said.too_large}
    return _said(request, error.status_code, known.get(error.status_code, said.not_understood))


def _unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Say that it is not the person's doing; write down where it happened, without anything that they wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"Something unforeseen at {where}: {type(error).__name__}\n")
    return _said(request, 500, phrases().failures.unforeseen.format(where=where))


FAILURES: ExceptionHandlersMap = {
    NightglassError: _nightglass,
    HTTPException: _http,
    Exception: _unforeseen,
}
