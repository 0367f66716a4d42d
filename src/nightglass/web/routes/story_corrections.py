"""Who is there, the signs of the body and the beats of a dream, corrected in place."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from nightglass.journal import JournalError, correct
from nightglass.reading import Beat
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.corrected import Asked, answer
from nightglass.web.shown.dream_page import Notice, dream_page, row_parts
from nightglass.web.shown.dream_shown import Dream, dream
from nightglass.web.shown.story_findings import beat_typed, sign_typed, somebody_typed

__all__ = ["HANDLERS"]


@post("/dreams/{identity:str}/cast", include_in_schema=False, sync_to_thread=True)
def change_cast(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Add somebody, change who they are, or take them out."""
    said, shown = phrases().dreams, dream(keeper.journal, identity)
    rows = [f"{c.code} {c.name}" for c in shown.own.characters] if shown.own else []
    if form.raw("remove"):
        gone = form.raw("remove")
        _take_out(rows, gone)
        words = said.somebody_gone.format(name=gone.partition(" ")[2])
    else:
        try:
            row = somebody_typed(form)
        except JournalError as error:
            return answer(request, keeper, shown, form, Notice(str(error), at="characters", wrong=True))
        name, before = row.partition(" ")[2], form.raw("before")
        if before:
            rows[_place(rows, before)] = row
        else:
            rows.append(row)
        words = (said.somebody_changed if before else said.somebody_in).format(name=name)
    return answer(request, keeper, shown, form, _kept(keeper, shown, "characters", rows, words))


@post("/dreams/{identity:str}/body", include_in_schema=False, sync_to_thread=True)
def change_body(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Add a sign of the body, or take one out."""
    said, shown = phrases().dreams, dream(keeper.journal, identity)
    rows = [f"{s.sign} {s.when}" for s in shown.own.body] if shown.own else []
    gone = form.raw("remove")
    row = gone or sign_typed(form)
    if gone:
        _take_out(rows, gone)
    elif row not in rows:
        rows.append(row)
    sign, _, when = row.partition(" ")
    words = (said.sign_gone if gone else said.sign_in).format(name=f"{said.signs[sign]}, {said.body_when[when]}")
    return answer(request, keeper, shown, form, _kept(keeper, shown, "body", rows, words))


@post("/dreams/{identity:str}/beats", include_in_schema=False, sync_to_thread=True)
def change_beat(request: Asked, keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Keep what somebody says of a beat."""
    shown = dream(keeper.journal, identity)
    number, beat = _beat(shown, form.raw("finding"))
    words = phrases().dreams.now_yours.format(what=phrases().dreams.beat.format(n=number))
    value = msgspec.to_builtins(beat_typed(form, beat))
    return answer(request, keeper, shown, form, _kept(keeper, shown, f"beats.{beat.start}", value, words))


@get("/dreams/{identity:str}/rows/{name:str}", include_in_schema=False, sync_to_thread=True)
def open_row(request: Asked, keeper: TheKeeper, identity: FromPath[str], name: FromPath[str]) -> Response[Any]:
    """Show the form of a beat, or of somebody who is there: to a script just that, else in the whole page."""
    shown = dream(keeper.journal, identity)
    text = request.query_params.get("shown") == "yes"
    if request.headers.get("hx-request"):
        return row_parts(shown, name, text=text)
    return dream_page(keeper, shown, opened=name)


def _kept(keeper: Keeper, shown: Dream, finding: str, value: object, words: str) -> Notice:
    made = correct(keeper.journal, shown.report.id, finding, value)
    return Notice(words, "away", (made.id,), finding)


def _place(rows: list[str], row: str) -> int:
    if row not in rows:
        raise JournalError(phrases().dreams.no_such)
    return rows.index(row)


def _take_out(rows: list[str], row: str) -> None:
    del rows[_place(rows, row)]


def _beat(shown: Dream, finding: str) -> tuple[int, Beat]:
    start = finding.removeprefix("beats.")
    for number, beat in enumerate(shown.own.beats if shown.own else (), 1):
        if str(beat.start) == start:
            return number, beat
    raise JournalError(phrases().dreams.no_such)


HANDLERS = (change_cast, change_body, change_beat, open_row)
