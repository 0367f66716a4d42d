"""What is answered after a correction, and how its finding is called."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.response import Redirect

from nightglass.journal import JournalError
from nightglass.web.forms import Form
from nightglass.web.held.keeper import Keeper
from nightglass.web.phrases import phrases
from nightglass.web.shown.dream_page import Notice, dream_page, parts
from nightglass.web.shown.dream_shown import Dream, dream

__all__ = ["Asked", "answer", "full_name", "label"]

Asked = Request[Any, Any, Any]

_LISTS = ("hvdc", "characters", "body")


def full_name(name: str) -> str:
    """Return a finding as the journal calls it: the forms say ``immobile``, the journal ``facets.immobile``."""
    return name if name in _LISTS or name.startswith(("senses.", "beats.")) else f"facets.{name}"


def label(name: str, shown: Dream) -> str:
    """Return what a finding is called on the page.

    Raises
    ------
    JournalError
        When there is no such finding.
    """
    said = phrases().dreams
    kind, _, rest = name.partition(".")
    if kind == "beats":
        numbers = (k for k, beat in enumerate(shown.own.beats if shown.own else (), 1) if str(beat.start) == rest)
        return str(said.beat.format(n=next(numbers, "")).strip())
    lists = {"hvdc": said.codes, "characters": said.cast, "body": said.body}
    found = lists.get(name) or (vars(said.sense) if kind == "senses" else vars(said.labels)).get(rest or kind)
    if found is None:
        raise JournalError(said.no_such)
    return str(found)


def answer(request: Asked, keeper: Keeper, shown: Dream, form: Form, notice: Notice) -> Response[Any]:
    """Return the parts that changed to a script, and to a browser without one the page anew."""
    identity = shown.report.id
    if request.headers.get("hx-request"):
        return parts(keeper, dream(keeper.journal, identity), notice, text=form.raw("shown") == "yes")
    if notice.wrong:
        return dream_page(keeper, shown, notice=notice)
    said = urlencode({"undo": notice.undo, "at": notice.at, "ids": " ".join(notice.ids)})
    return Redirect(f"/dreams/{identity}/findings?{said}#notice", status_code=303)
