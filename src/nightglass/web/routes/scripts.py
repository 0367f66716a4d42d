"""New endings: choosing a dream, writing it anew, its versions; a draft is kept while somebody types."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import (
    Draft,
    JournalError,
    change_script,
    drafts,
    forget_draft,
    keep_draft,
    keep_draft_after,
    keep_script,
    recordings,
    rehearsals,
    reports_named,
)
from nightglass.rescript import NEVER, SOURCE, STEPS, RescriptError, Script, practice
from nightglass.web.binning import into_bin, out_of_bin
from nightglass.web.forms import Form, moment_in
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import Keeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.planning import week_of
from nightglass.web.shown.rescripting import (
    better_later,
    choices,
    differences,
    draft_of,
    dream_of,
    every_script,
    find_script,
    name_of_script,
    practised,
    waiting,
)
from nightglass.web.shown.returning import find_recurrence, plain_day, telling_to_change

__all__ = ["HANDLERS"]

_OFFERED = 10
_SESSIONS = 12
_TITLE = 120  # characters
_BOTH = "\n\n* * *\n\n"


@get("/scripts", include_in_schema=False, sync_to_thread=True)
def list_page(
    keeper: TheKeeper, begin: FromQuery[int] = 0, away: FromQuery[str] = "", draft: FromQuery[str] = ""
) -> Template:
    """Show the new endings that are there, what was begun, and the dreams that could be changed."""
    found = choices(keeper)
    first = begin if 0 <= begin < len(found) else 0
    return page(
        "scripts.html",
        yours=practised(keeper),
        begun=_begun(keeper),
        choices=found[first : first + _OFFERED],
        first=first,
        of=len(found),
        offered=_OFFERED,
        step=STEPS[0],
        never=NEVER,
        source=SOURCE,
        away=away if away.isalnum() else "",
        stopped=draft == "kept",
        waiting=waiting(keeper),
    )


@get("/scripts/new", include_in_schema=False, sync_to_thread=True)
def new_page(
    keeper: TheKeeper,
    report: FromQuery[str] = "",
    recurrence: FromQuery[str] = "",
    show: FromQuery[int | None] = None,
    words: FromQuery[str] = "",
) -> Response[Any]:
    """Show where a dream can turn, and room to write it anew."""
    if not report and not recurrence:
        return Redirect("/scripts", status_code=303)
    own = report or telling_to_change(keeper, find_recurrence(keeper, recurrence))
    draft = draft_of(keeper, own)
    return _writing(keeper, own, recurrence, draft, show=show, score_words=words == "yes", restored=bool(draft))


def _writing(
    keeper: Keeper, report: str, recurrence: str, draft: Draft | None, status: int = 200, **more: object
) -> Template:
    """Return the page to write on, with a draft in its field; ``more`` is what else was asked for or went wrong."""
    dream = dream_of(keeper, report)
    shown = bool(more.get("score_words"))
    score, table = dream.score(words=shown)
    usual = {"show": None, "restored": False, "said_error": None, "turn": "", "title": "", "beat_chosen": ""}
    return page(
        "script_new.html",
        status,
        dream=dream,
        score=score,
        table=table,
        beats=dream.openings(words=shown),
        beats_shown=shown,
        later=better_later(keeper, dream.report.id),
        told=find_recurrence(keeper, recurrence) if recurrence else None,
        text=draft.text if draft else "",
        seen=draft.changed.isoformat() if draft else "",
        steps={s.name: s for s in STEPS},
        has=next((s for s in every_script(keeper) if s.report == dream.report.id), None),
        waiting=waiting(keeper),
        **{"score_words": shown} | usual | more,
    )


@get("/scripts/words/{report:str}/{beat:int}", include_in_schema=False, sync_to_thread=True)
def words_at(keeper: TheKeeper, report: FromPath[str], beat: FromPath[int]) -> Template:
    """Return the dreamer's own words at one beat, because they were asked for."""
    return page("script_words.html", text=dream_of(keeper, report).words_at(beat))


@get("/scripts/beats/{report:str}", include_in_schema=False, sync_to_thread=True)
def beats_of(keeper: TheKeeper, report: FromPath[str], turn_other: FromQuery[str] = "") -> Template:
    """Return the beats of a dream with their first words, because they were asked for."""
    dream = dream_of(keeper, report)
    beats = dream.openings(words=True)
    return page("script_beats.html", dream=dream, told=None, beats=beats, beats_shown=True, beat_chosen=turn_other)


@post("/scripts/draft", include_in_schema=False, status_code=200, sync_to_thread=True)
def draft_it(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Keep what is being written, unless another window has written something else meanwhile."""
    identity = form.raw("of")
    draft_of(keeper, identity)
    if all(s.id != identity for s in every_script(keeper)):
        dream_of(keeper, identity)
    moment = dt.datetime.now(dt.UTC)
    other = keep_draft_after(
        keeper.journal, Draft(f"script-{identity}", None, form.raw("text"), moment), moment_in(form.raw("seen"))
    )
    if other is not None:
        return Response({"text": other.text, "changed": other.changed.isoformat()}, status_code=409)
    return Response({"changed": moment.isoformat()})


@post("/scripts", include_in_schema=False, sync_to_thread=True)
def keep_new(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Keep a new ending; where that cannot be, what was written stays a draft."""
    report, recurrence = dream_of(keeper, form.raw("report")).report.id, form.raw("recurrence")
    text, turn, title = form.raw("text"), form.raw("turn"), (form.text("title") or "")[:_TITLE]
    other = _other(keeper, report, form)
    if other is not None:
        return _both(report, text, other)
    if form.raw("do") == "stop":
        return _stop(keeper, report, text)
    known = {"report": report, "recurrence": recurrence or None, "title": title or None}
    try:
        made = keep_script(keeper.journal, text, turning_point=_turn(form), **known)
    except (RescriptError, JournalError) as error:
        draft = Draft(f"script-{report}", None, text, dt.datetime.now(dt.UTC))
        keep_draft(keeper.journal, draft)
        more = {"said_error": str(error), "turn": turn, "title": title, "beat_chosen": form.raw("turn_other")}
        return _writing(keeper, report, recurrence, draft, 400, **more)
    forget_draft(keeper.journal, f"script-{report}")
    return Redirect(f"/scripts/{made.id}?kept=new", status_code=303)


def _turn(form: Form) -> int | None:
    """Return the beat that was chosen, counted from 0; a number that was written chooses, too."""
    chosen = form.raw("turn")
    if chosen in {"", "other"}:
        number = form.number("turn_other", phrases().scripts.turn_which, 100_000, 1)
        return number - 1 if number is not None else None
    return int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 7 else None


def _other(keeper: Keeper, identity: str, form: Form) -> Draft | None:
    """Return a draft that another window has written and this one has not seen."""
    draft = draft_of(keeper, identity)
    if draft is None or not draft.text.strip() or draft.text == form.raw("text"):
        return None
    return None if moment_in(form.raw("seen")) == draft.changed else draft


def _both(identity: str, mine: str, other: Draft) -> Template:
    """Show what two windows wrote, and ask which shall stand."""
    return page(
        "script_both.html", 409, identity=identity, mine=mine, theirs=other.text, seen=other.changed.isoformat()
    )


@post("/scripts/both", include_in_schema=False, sync_to_thread=True)
def choose_of_both(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Make what the person chose of two windows the draft, and go on with it."""
    identity, mine, theirs = form.raw("of"), form.raw("mine"), form.raw("theirs")
    known = any(s.id == identity for s in every_script(keeper))
    place = f"/scripts/{identity}/edit" if known else f"/scripts/new?{urlencode({'report': identity})}"
    draft_of(keeper, identity)
    text = {"mine": mine, "theirs": theirs}.get(form.raw("stands"), mine + _BOTH + theirs)
    chosen = Draft(f"script-{identity}", None, text, dt.datetime.now(dt.UTC))
    other = keep_draft_after(keeper.journal, chosen, moment_in(form.raw("seen")))
    return _both(identity, text, other) if other else Redirect(place, status_code=303)


def _stop(keeper: Keeper, identity: str, text: str) -> Redirect:
    if text.strip():
        keep_draft(keeper.journal, Draft(f"script-{identity}", None, text, dt.datetime.now(dt.UTC)))
        return Redirect("/scripts?draft=kept", status_code=303)
    forget_draft(keeper.journal, f"script-{identity}")
    return Redirect("/scripts", status_code=303)


@get("/scripts/{identity:str}", include_in_schema=False, sync_to_thread=True)
def one_page(  # noqa: PLR0913, PLR0917 - what an address may say
    keeper: TheKeeper,
    identity: FromPath[str],
    version: FromQuery[int | None] = None,
    first: FromQuery[int | None] = None,
    second: FromQuery[int | None] = None,
    kept: FromQuery[str] = "",
    away: FromQuery[str] = "",
    plan_away: FromQuery[str] = "",
) -> Template:
    """Show a new ending: its words, its versions, its week, and what its practice has come to."""
    own = find_script(keeper, identity)
    texts = {v.number: v for v in own.versions}
    last = own.versions[-1].number
    shown = texts.get(version or last, own.versions[-1])
    sessions = rehearsals(keeper.journal, own.id)
    compared = first in texts and second in texts
    return page(
        "script.html",
        script=own,
        name=name_of_script(own),
        version=shown,
        last=last,
        old=next(iter(reports_named(keeper.journal, [own.report])), None) if own.report else None,
        compared=differences(texts[first or 1].text, texts[second or last].text) if compared else None,
        first=first if compared else 1,
        second=second if compared else last,
        practice=practice(sessions),
        sessions=sessions[-_SESSIONS:][::-1],
        more=len(sessions) > _SESSIONS,
        most=_SESSIONS,
        week=week_of(keeper, own, sessions),
        spoken=recordings(keeper.journal, script=own.id),
        now=_said(kept, last),
        away=away if away.isalnum() else "",
        plan_away=plan_away if plan_away.isalnum() else "",
    )


def _said(kept: str, last: int) -> str | None:
    said = phrases().scripts
    known = {
        "new": said.kept_now, "same": said.same_now, "back": said.back_now, "noted": said.noted,
        "changed": said.changed_now.format(number=last),
    }  # fmt: skip
    return known.get(kept)


@get("/scripts/{identity:str}/edit", include_in_schema=False, sync_to_thread=True)
def edit_page(keeper: TheKeeper, identity: FromPath[str]) -> Template:
    """Show the words of a new ending, to be changed."""
    own = find_script(keeper, identity)
    return _editing(own, draft_of(keeper, own.id))


def _editing(own: Script, draft: Draft | None, said: str | None = None, status: int = 200) -> Template:
    text = draft.text if draft else own.text
    return page(
        "script_edit.html",
        status,
        script=own,
        name=name_of_script(own),
        text=text,
        restored=text != own.text and said is None,
        seen=draft.changed.isoformat() if draft else "",
        version=own.versions[-1].number,
        said_error=said,
    )


@post("/scripts/{identity:str}/text", include_in_schema=False, sync_to_thread=True)
def keep_text(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Response[Any]:
    """Keep a further version; where another window kept one meanwhile, both are shown."""
    own, text = find_script(keeper, identity), form.raw("text")
    newest = own.versions[-1]
    other = _other(keeper, own.id, form)
    if form.raw("version") != str(newest.number) and text.strip() != newest.text:
        draft = draft_of(keeper, own.id)
        other = Draft(f"script-{own.id}", None, newest.text, draft.changed if draft else newest.made)
    if other is not None:
        return _both(own.id, text, other)
    if form.raw("do") == "stop":
        return _stop(keeper, own.id, text)
    try:
        after = change_script(keeper.journal, own.id, text)
    except JournalError as error:
        return _editing(own, Draft(f"script-{own.id}", None, text, dt.datetime.now(dt.UTC)), str(error), 400)
    forget_draft(keeper.journal, f"script-{own.id}")
    kept = "same" if after == own else "changed"
    return Redirect(f"/scripts/{own.id}?kept={kept}", status_code=303)


@post("/scripts/{identity:str}/title", include_in_schema=False, sync_to_thread=True)
def keep_title(keeper: TheKeeper, form: TheForm, identity: FromPath[str]) -> Redirect:
    """Keep another title."""
    own = find_script(keeper, identity)
    change_script(keeper.journal, own.id, title=(form.text("title") or "")[:_TITLE])
    return Redirect(f"/scripts/{own.id}?kept=noted", status_code=303)


@post("/scripts/{identity:str}/away", include_in_schema=False, sync_to_thread=True)
def put_away(keeper: TheKeeper, identity: FromPath[str]) -> Redirect:
    """Put a new ending into the bin; the page that follows offers to bring it back."""
    own = find_script(keeper, identity)
    return into_bin(keeper, "scripts", own.id, then=f"/scripts?away={own.id}")


@post("/scripts/{identity:str}/back", include_in_schema=False, sync_to_thread=True)
def put_back(keeper: TheKeeper, identity: FromPath[str]) -> Redirect:
    """Bring one back out of the bin."""
    return out_of_bin(keeper, "scripts", identity, then=f"/scripts/{identity}?kept=back")


def _begun(keeper: Keeper) -> list[tuple[str, str]]:
    """Return what was begun and is not kept: where to go on, and what it is."""
    said, own = phrases().scripts, {s.id: s for s in every_script(keeper)}
    found = []
    for draft in drafts(keeper.journal):
        identity = draft.id.removeprefix("script-")
        if identity == draft.id or not draft.text.strip():
            continue
        if identity in own:
            found.append((f"/scripts/{identity}/edit", name_of_script(own[identity])))
        for dream in reports_named(keeper.journal, [identity]):
            words = said.draft_of.format(night=plain_day(dream.night), day=plain_day(draft.changed.astimezone().date()))
            found.append((f"/scripts/new?report={identity}", words))
    return found


HANDLERS = (
    list_page, new_page, words_at, beats_of, draft_it, keep_new, choose_of_both, one_page, edit_page, keep_text,
    keep_title, put_away, put_back,
)  # fmt: skip
