"""Every finding of a dream corrected in place; what a person corrected is theirs, and can be taken back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from nightglass.hvdc import HvdcError, in_words
from nightglass.journal import JournalError, bring_back, correct, put_into_bin, take_back
from nightglass.web.forms import Form
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.phrases import phrases
from nightglass.web.shown.dream_page import Notice, dream_page, parts
from nightglass.web.shown.dream_shown import Dream, dream
from nightglass.web.shown.findings import code_typed, value_typed

__all__ = ["HANDLERS"]

Asked = Request[Any, Any, Any]


@post("/dreams/{identity:str}/findings", include_in_schema=False, sync_to_thread=True)
def change(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Keep what somebody says of a facet."""
    shown = dream(keeper.journal, identity)
    name = form.raw("finding")
    value = value_typed(name, form)
    made = correct(keeper.journal, shown.report.id, f"facets.{name}", value)
    words = phrases().dreams.now_yours.format(what=phrases().dreams.labels[name])
    return _answer(request, keeper, shown, form, Notice(words, "away", (made.id,), name))


@post("/dreams/{identity:str}/codes", include_in_schema=False, sync_to_thread=True)
def change_codes(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Add a code, or take one out."""
    said = phrases().dreams
    shown = dream(keeper.journal, identity)
    items = [c.item for c in shown.own.hvdc] if shown.own else []
    gone = form.raw("remove")
    if gone in items:
        items.remove(gone)
        words = said.code_gone.format(code=gone)
    else:
        try:
            item = code_typed(form.raw("add"))
        except (HvdcError, JournalError) as error:
            return _answer(request, keeper, shown, form, Notice(str(error), at="hvdc", wrong=True))
        there = item in items
        items.append(item)
        words = said.code_there.format(code=item) if there else said.code_added.format(code=item, says=in_words(item))
    made = correct(keeper.journal, shown.report.id, "hvdc", items)
    return _answer(request, keeper, shown, form, Notice(words, "away", (made.id,), "hvdc"))


@post("/dreams/{identity:str}/findings/reader", include_in_schema=False, sync_to_thread=True)
def let_reader(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Take back what somebody said of a finding, so that the reader's word holds again."""
    shown = dream(keeper.journal, identity)
    name = form.raw("finding")
    gone = take_back(keeper.journal, shown.report.id, name if name == "hvdc" else f"facets.{name}")
    if not gone:
        raise JournalError(phrases().dreams.no_such)
    words = phrases().dreams.taken_back.format(what=_label(name))
    return _answer(request, keeper, shown, form, Notice(words, "again", tuple(gone), name))


@post("/dreams/{identity:str}/findings/away", include_in_schema=False, sync_to_thread=True)
def away(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Undo a correction."""
    shown = dream(keeper.journal, identity)
    ids, name = form.many("id"), form.raw("finding")
    for one in ids:
        put_into_bin(keeper.journal, "corrections", one)
    words = phrases().dreams.taken_back.format(what=_label(name))
    return _answer(request, keeper, shown, form, Notice(words, "again", ids, name))


@post("/dreams/{identity:str}/findings/again", include_in_schema=False, sync_to_thread=True)
def again(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Let corrections hold again that were taken back."""
    shown = dream(keeper.journal, identity)
    ids, name = form.many("id"), form.raw("finding")
    for one in ids:
        bring_back(keeper.journal, "corrections", one)
    _label(name)
    return _answer(request, keeper, shown, form, Notice(phrases().dreams.held_again, "away", ids, name))


@get("/dreams/{identity:str}/findings", include_in_schema=False, sync_to_thread=True)
def changed(
    keeper: TheKeeper,
    identity: FromPath[str],
    undo: FromQuery[str] = "",
    at: FromQuery[str] = "",
    ids: FromQuery[str] = "",
) -> Response[Any]:
    """Show the dream after a correction, with what was done and its undoing (where there is no script)."""
    said = phrases().dreams
    words = said.now_yours if undo == "away" else said.taken_back
    notice = Notice(words.format(what=_label(at)), "away" if undo == "away" else "again", tuple(ids.split()), at)
    return dream_page(keeper, dream(keeper.journal, identity), notice=notice)


def _label(name: str) -> str:
    said = phrases().dreams
    label = said.codes if name == "hvdc" else vars(said.labels).get(name)
    if label is None:
        raise JournalError(said.no_such)
    return str(label)


def _answer(request: Asked, keeper: Keeper, shown: Dream, form: Form, notice: Notice) -> Response[Any]:
    """Return the parts that changed to a script, and to a browser without one the page anew."""
    identity = shown.report.id
    if request.headers.get("hx-request"):
        return parts(keeper, dream(keeper.journal, identity), notice, text=form.raw("shown") == "yes")
    if notice.wrong:
        return dream_page(keeper, shown, notice=notice, status=400)
    said = urlencode({"undo": notice.undo, "at": notice.at, "ids": " ".join(notice.ids)})
    return Redirect(f"/dreams/{identity}/findings?{said}#notice", status_code=303)


HANDLERS = (change, change_codes, let_reader, away, again, changed)
