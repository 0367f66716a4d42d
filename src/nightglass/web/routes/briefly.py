"""A night in one or two presses: only a number, a quiet night, to be written tomorrow, spoken instead; each undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import Draft, Night, NightWords, forget_draft, keep_draft, night, reports
from nightglass.web.door.access import kind_of
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.drafting import Clash, keep_typed, typed_in, unfinished
from nightglass.web.shown.marking import latest_change, mark_night, speaks_against_quiet, take_back
from nightglass.web.shown.whichnight import in_reach, tonight, typed_night

__all__ = ["HANDLERS"]

_MOST = 10  # the last button says "10 or more"


@get("/tonight/number", include_in_schema=False, sync_to_thread=False)
def number_tonight() -> Redirect:
    """Lead to the page for this night."""
    return Redirect(f"/tonight/number/{tonight()}", status_code=303)


@get("/tonight/number/{evening:date}", include_in_schema=False, sync_to_thread=True)
def number(request: Request[Any, Any, Any], keeper: TheKeeper, evening: FromPath[dt.date]) -> Template:
    """Ask how many nightmares there were, and how heavy they were."""
    return _number(request, night(keeper.journal, in_reach(request, evening)), said=None)


def _number(request: Request[Any, Any, Any], known: Night, said: str | None) -> Template:
    return page("number.html", evening=known.date, night=known, said=said, phone=kind_of(request) == "phone")


@post("/tonight/number", include_in_schema=False, sync_to_thread=True)
def keep_number(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Template | Redirect:
    """Keep the number, and how heavy it was; none at all is asked about where more is known of the night."""
    journal, words, evening = keeper.journal, phrases().briefly, in_reach(request, typed_night(form))
    nightmares = form.number("nightmares", words.how_many, _MOST)
    distress = form.number("distress", words.how_heavy, 10)
    if nightmares is None and distress is None:
        return _number(request, night(journal, evening), said=words.nothing_chosen)
    if nightmares == 0 and form.yes("sure") is not True and speaks_against_quiet(journal, evening):
        heavy = "" if distress is None else f"?distress={distress}"
        return Redirect(f"/tonight/quiet/{evening}{heavy}", status_code=303)
    said = NightWords(quiet=nightmares == 0, nightmares=nightmares, distress=distress)
    return _kept(evening, new=mark_night(journal, evening, said))


@post("/tonight/quiet", include_in_schema=False, sync_to_thread=True)
def quiet(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep that the night was quiet, or ask where more is known of it; what is in the field stays a draft."""
    journal, typed = keeper.journal, typed_in(form)
    in_reach(request, typed.night)
    keep_typed(journal, typed)
    if speaks_against_quiet(journal, typed.night):
        return Redirect(f"/tonight/quiet/{typed.night}", status_code=303)
    return _kept(typed.night, new=mark_night(journal, typed.night, NightWords(quiet=True)))


@get("/tonight/quiet/{evening:date}", include_in_schema=False, sync_to_thread=True)
def ask_whether_quiet(
    request: Request[Any, Any, Any], keeper: TheKeeper, evening: FromPath[dt.date], distress: FromQuery[str] = ""
) -> Template | Redirect:
    """Ask once whether a night of which more is known was quiet besides."""
    against = speaks_against_quiet(keeper.journal, in_reach(request, evening))
    if against is None:
        return Redirect(f"/?night={evening}", status_code=303)
    return page("quiet.html", evening=evening, against=against, distress=distress, phone=kind_of(request) == "phone")


@post("/tonight/tomorrow", include_in_schema=False, sync_to_thread=True)
def tomorrow(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep that the night was dreamt badly and is to be written by day; what is in the field is its beginning."""
    journal, typed = keeper.journal, typed_in(form)
    in_reach(request, typed.night)
    outcome = keep_typed(journal, typed)
    if not isinstance(outcome, Clash) and not outcome.seen:
        keep_draft(journal, Draft(outcome.id, typed.night, "", dt.datetime.now(dt.UTC)))
    return _kept(typed.night, new=mark_night(journal, typed.night, NightWords(state="badly")))


def _kept(evening: dt.date, *, new: bool) -> Redirect:
    """Lead to the page that says so; what was so before cannot be taken back."""
    return Redirect(f"/tonight/kept/{evening}" + ("?new=yes" if new else ""), status_code=303)


@get("/tonight/kept/{evening:date}", include_in_schema=False, sync_to_thread=True)
def kept(
    request: Request[Any, Any, Any], keeper: TheKeeper, evening: FromPath[dt.date], new: FromQuery[str] = ""
) -> Template:
    """Say what is kept of a night, and offer to take it back."""
    journal = keeper.journal
    known = night(journal, in_reach(request, evening))
    begun = [d.text.strip() for d in unfinished(journal) if d.night == evening]
    return page(
        "kept.html", evening=evening, night=known, begun=any(begun), place=bool(begun),
        change=latest_change(journal, evening), dream=any(True for _ in reports(journal, evening, evening)),
        new=new == "yes", phone=kind_of(request) == "phone",
    )  # fmt: skip


@post("/tonight/undo", include_in_schema=False, sync_to_thread=True)
def undo(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Take back what one press kept."""
    journal, evening = keeper.journal, in_reach(request, typed_night(form))
    take_back(journal, evening, form.raw("change"))
    for draft in unfinished(journal):
        if draft.night == evening and not draft.text.strip():
            forget_draft(journal, draft.id)
    return Redirect(f"/?night={evening}&said=back", status_code=303)


@get("/tonight/speak", include_in_schema=False, sync_to_thread=False)
def speak_tonight() -> Redirect:
    """Lead to the page for this night."""
    return Redirect(f"/tonight/speak/{tonight()}", status_code=303)


@get("/tonight/speak/{evening:date}", include_in_schema=False, sync_to_thread=True)
def speak(request: Request[Any, Any, Any], keeper: TheKeeper, evening: FromPath[dt.date]) -> Template:
    """Let somebody speak instead of typing."""
    assert keeper.journal is not None  # a locked journal asks for the passphrase before somebody begins to speak
    return page("speak.html", evening=in_reach(request, evening), phone=kind_of(request) == "phone")


HANDLERS = (
    number_tonight, number, keep_number, quiet, ask_whether_quiet, tomorrow, kept, undo, speak_tonight, speak,
)  # fmt: skip
