"""What helps in the hour itself: a paced breath, the room around one, one's own note. Breath and room need no key."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import Journal, keep_setting, now, setting
from nightglass.web.door.access import WITHOUT_PASSPHRASE
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.saying import spoken_moment

__all__ = ["HANDLERS", "NOTE"]

NOTE = "note_for_the_night"
"""The setting that holds a person's own note to themself."""

_BEFORE = "note_for_the_night_before"
_STEPS = 5  # five things to see, four to touch, down to one to taste


@get("/breathe", opt=WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=False)
def breathe() -> Template:
    """Show a circle to breathe with."""
    return page("breathe.html")


@get("/grounding", opt=WITHOUT_PASSPHRASE, include_in_schema=False, sync_to_thread=False)
def grounding(step: FromQuery[int] = _STEPS) -> Template:
    """Ask for one sense after the other, and say at the end where and when one is."""
    return page("grounding.html", step=min(_STEPS, max(0, step)), moment=spoken_moment(now()))


@get("/note", include_in_schema=False, sync_to_thread=True)
def note(keeper: TheKeeper, kept: FromQuery[str] = "", change: FromQuery[str] = "") -> Template:
    """Show a person's own note to themself, large."""
    journal = keeper.journal
    text = setting(journal, NOTE) or ""
    return page(
        "note.html", text=text, changes=change == "yes" or not text, kept=kept == "yes",
        before=bool(setting(journal, _BEFORE)),
    )  # fmt: skip


@post("/note", include_in_schema=False, sync_to_thread=True)
def keep_note(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep the note; the one before can be had back."""
    _put(keeper.journal, form.raw("text").strip())
    return Redirect("/note?kept=yes", status_code=303)


@post("/note/undo", include_in_schema=False, sync_to_thread=True)
def take_note_back(keeper: TheKeeper) -> Redirect:
    """Change the note for the one before."""
    _put(keeper.journal, setting(keeper.journal, _BEFORE) or "")
    return Redirect("/note?kept=yes", status_code=303)


def _put(journal: Journal, text: str) -> None:
    before = setting(journal, NOTE) or ""
    if text != before:
        keep_setting(journal, _BEFORE, before)
        keep_setting(journal, NOTE, text)


HANDLERS = (breathe, grounding, note, keep_note, take_note_back)
