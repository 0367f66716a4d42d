"""A night in one or two presses: only a number, a quiet night, to be written tomorrow, spoken instead; each undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import Draft, NightWords, forget_draft, keep_draft, night, reports
from nightglass.web.door.access import kind_of
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.drafting import Clash, keep_typed, typed_in, unfinished
from nightglass.web.shown.marking import latest_change, mark_night, take_back
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
    known = night(keeper.journal, in_reach(request, evening))
    return page("number.html", evening=evening, night=known, said=None)


@post("/tonight/number", include_in_schema=False, sync_to_thread=True)
def keep_number(keeper: TheKeeper, form: TheForm) -> Any:  # noqa: ANN401 - the page again, or the one that follows
    """Keep the number, and how heavy it was."""
    words, evening = phrases().briefly, typed_night(form)
    nightmares = form.number("nightmares", words.how_many, _MOST)
    distress = form.number("distress", words.how_heavy, 10)
    if nightmares is None and distress is None:
        return page("number.html", evening=evening, night=night(keeper.journal, evening), said=words.nothing_chosen)
    said = NightWords(quiet=nightmares == 0, nightmares=nightmares, distress=distress)
    return _kept(evening, new=mark_night(keeper.journal, evening, said))


@post("/tonight/quiet", include_in_schema=False, sync_to_thread=True)
def quiet(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep that the night was quiet; what is in the field stays a draft."""
    typed = typed_in(form)
    keep_typed(keeper.journal, typed)
    return _kept(typed.night, new=mark_night(keeper.journal, typed.night, NightWords(quiet=True)))


@post("/tonight/tomorrow", include_in_schema=False, sync_to_thread=True)
def tomorrow(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep that the night was dreamt badly and is to be written by day; what is in the field is its beginning."""
    journal, typed = keeper.journal, typed_in(form)
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
    begun = [d for d in unfinished(journal) if d.night == evening]
    return page(
        "kept.html", evening=evening, night=known, begun=bool(begun), change=latest_change(journal, evening),
        dream=any(True for _ in reports(journal, evening, evening)), new=new == "yes",
        phone=kind_of(request) == "phone",
    )  # fmt: skip


@post("/tonight/undo", include_in_schema=False, sync_to_thread=True)
def undo(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Take back what one press kept."""
    journal, evening = keeper.journal, typed_night(form)
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
    number_tonight, number, keep_number, quiet, tomorrow, kept, undo, speak_tonight, speak,
)  # fmt: skip
