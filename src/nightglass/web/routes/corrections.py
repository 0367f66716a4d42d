"""Every finding of a dream corrected in place; what a person corrected is theirs, and can be taken back."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from nightglass.hvdc import HvdcError, in_words
from nightglass.journal import JournalError, bring_back, correct, put_into_bin, take_back
from nightglass.reading import is_possible
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.corrected import Asked, answer, full_name, label
from nightglass.web.shown.dream_page import Notice, dream_page
from nightglass.web.shown.dream_shown import dream
from nightglass.web.shown.findings import code_typed, value_typed

__all__ = ["HANDLERS"]


@post("/dreams/{identity:str}/findings", include_in_schema=False, sync_to_thread=True)
def change(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Keep what somebody says of a facet, or of a sense."""
    shown = dream(keeper.journal, identity)
    name = form.raw("finding")
    value = form.raw("value") if name.startswith("senses.") else value_typed(name, form)
    if not is_possible(full_name(name), value):
        raise JournalError(phrases().dreams.no_such)
    made = correct(keeper.journal, shown.report.id, full_name(name), value)
    words = phrases().dreams.now_yours.format(what=label(name, shown))
    return answer(request, keeper, shown, form, Notice(words, "away", (made.id,), name))


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
            return answer(request, keeper, shown, form, Notice(str(error), at="hvdc", wrong=True))
        there = item in items
        items.append(item)
        words = said.code_there.format(code=item) if there else said.code_added.format(code=item, says=in_words(item))
    made = correct(keeper.journal, shown.report.id, "hvdc", items)
    return answer(request, keeper, shown, form, Notice(words, "away", (made.id,), "hvdc"))


@post("/dreams/{identity:str}/findings/reader", include_in_schema=False, sync_to_thread=True)
def let_reader(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Take back what somebody said of a finding, so that the reader's word holds again."""
    shown = dream(keeper.journal, identity)
    name = form.raw("finding")
    gone = take_back(keeper.journal, shown.report.id, full_name(name))
    if not gone:
        raise JournalError(phrases().dreams.no_such)
    words = phrases().dreams.taken_back.format(what=label(name, shown))
    return answer(request, keeper, shown, form, Notice(words, "again", tuple(gone), name))


@post("/dreams/{identity:str}/findings/away", include_in_schema=False, sync_to_thread=True)
def away(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Undo a correction."""
    shown = dream(keeper.journal, identity)
    ids, name = form.many("id"), form.raw("finding")
    for one in ids:
        put_into_bin(keeper.journal, "corrections", one)
    words = phrases().dreams.taken_back.format(what=label(name, shown))
    return answer(request, keeper, shown, form, Notice(words, "again", ids, name))


@post("/dreams/{identity:str}/findings/again", include_in_schema=False, sync_to_thread=True)
def again(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Let corrections hold again that were taken back."""
    shown = dream(keeper.journal, identity)
    ids, name = form.many("id"), form.raw("finding")
    for one in ids:
        bring_back(keeper.journal, "corrections", one)
    label(name, shown)
    return answer(request, keeper, shown, form, Notice(phrases().dreams.held_again, "away", ids, name))


@get("/dreams/{identity:str}/findings", include_in_schema=False, sync_to_thread=True)
def changed(
    keeper: TheKeeper,
    identity: FromPath[str],
    undo: FromQuery[str] = "",
    at: FromQuery[str] = "",
    ids: FromQuery[str] = "",
) -> Response[Any]:
    """Show the dream after a correction, with what was done and its undoing (where there is no script)."""
    said, shown = phrases().dreams, dream(keeper.journal, identity)
    words = said.now_yours if undo == "away" else said.taken_back
    notice = Notice(words.format(what=label(at, shown)), "away" if undo == "away" else "again", tuple(ids.split()), at)
    return dream_page(keeper, shown, notice=notice)


HANDLERS = (change, change_codes, let_reader, away, again, changed)
