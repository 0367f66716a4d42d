"""Changing a dream. What is typed is kept as it is typed; two windows that change the same dream lose nothing."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.errors import NightglassError
from nightglass.journal import (
    Draft,
    Journal,
    Report,
    drafts,
    forget_draft,
    keep_draft,
    keep_draft_after,
    save_report,
)
from nightglass.web.forms import Form, moment_in
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.dream_form import REPLAYS, DreamFields, dream_typed, fields_of_dream, plain_lines, typed_dream
from nightglass.web.shown.dream_shown import dream
from nightglass.web.shown.night_form import fingerprint

__all__ = ["HANDLERS"]

_WINDOW = 12


@get("/dreams/{identity:str}/edit", include_in_schema=False, sync_to_thread=True)
def edit(keeper: TheKeeper, identity: FromPath[str], draft: FromQuery[str] = "") -> Template:
    """Show the form; ``draft`` goes on with what was begun, beside what is kept."""
    kept = dream(keeper.journal, identity).report
    begun = [d for d in _begun(keeper.journal, kept.id) if plain_lines(d.text) != plain_lines(kept.text)]
    chosen = next((d for d in begun if d.id == draft), None)
    if chosen is None:
        return _form(kept, fields_of_dream(kept), begun=begun)
    window = chosen.id.partition(".")[2]
    alert = phrases().dreams.both_began
    return _form(
        kept, fields_of_dream(kept, chosen.text), both=True, note=alert, window=window, seen=chosen.changed.isoformat()
    )


@post("/dreams/{identity:str}/edit", include_in_schema=False, sync_to_thread=True)
def keep(keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Response[Any]:
    """Keep the dream as it was changed; where it was changed elsewhere meanwhile, ask."""
    journal = keeper.journal
    kept = dream(journal, identity).report
    window, fields = _window(form), typed_dream(form)
    more: dict[str, Any] = {"window": window, "seen": form.raw("seen")}
    if form.raw("began") != fingerprint(kept):
        if fields.text.strip():
            keep_draft(journal, _draft(f"{kept.id}.{window}", kept, fields.text))
        return _form(kept, fields, 409, alert=phrases().dreams.both_changed, both=True, **more)
    try:
        save_report(journal, dream_typed(form, kept))
    except NightglassError as error:
        return _form(kept, fields, 400, alert=str(error), **more)
    _forget(journal, kept.id, form)
    keeper.reader.wake()
    return Redirect(f"/dreams/{kept.id}?said=kept", status_code=303)


@post("/dreams/{identity:str}/draft", include_in_schema=False, sync_to_thread=True, status_code=200)
def keep_begun(keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> dict[str, str]:
    """Keep what is being typed; where another window writes of the same dream, apart (``changed`` is empty then)."""
    kept = dream(keeper.journal, identity).report
    draft = _draft(kept.id, kept, form.raw("text"))
    other = keep_draft_after(keeper.journal, draft, moment_in(form.raw("seen")))
    if other is not None:
        keep_draft(keeper.journal, _draft(f"{kept.id}.{_window(form)}", kept, draft.text))
        return {"changed": ""}
    return {"changed": draft.changed.isoformat()}


@post("/dreams/{identity:str}/leave", include_in_schema=False, sync_to_thread=True)
def leave(keeper: TheKeeper, identity: FromPath[str], form: TheForm) -> Redirect:
    """Leave the dream as it is kept, and let go of what this window began."""
    kept = dream(keeper.journal, identity).report
    _forget(keeper.journal, kept.id, form)
    return Redirect(f"/dreams/{kept.id}", status_code=303)


def _begun(journal: Journal, report: str) -> list[Draft]:
    return [d for d in drafts(journal) if d.id.partition(".")[0] == report and d.text.strip()]


def _draft(name: str, kept: Report, text: str) -> Draft:
    return Draft(name, kept.night, text, dt.datetime.now(dt.UTC))


def _window(form: Form) -> str:
    """Return the signs that tell one window from another."""
    said = form.raw("window")
    return said if said.isascii() and said.isalnum() and len(said) <= 2 * _WINDOW else secrets.token_hex(_WINDOW)


def _forget(journal: Journal, report: str, form: Form) -> None:
    """Forget what this window began; what another window writes stays."""
    window, seen, text = form.raw("window"), moment_in(form.raw("seen")), plain_lines(form.raw("text"))
    for draft in _begun(journal, report):
        own = draft.id == f"{report}.{window}" if "." in draft.id else draft.changed == seen
        if own or plain_lines(draft.text) == text:
            forget_draft(journal, draft.id)


def _form(kept: Report, fields: DreamFields, status: int = 200, **said: Any) -> Template:  # noqa: ANN401
    """Return the form; ``both`` shows what is kept beside it."""
    shown = {"both": False, "note": None, "alert": None, "begun": [], "window": "", "seen": "", **said}
    return page(
        "dream_edit.html",
        status,
        report=kept,
        fields=fields,
        began=fingerprint(kept),
        replays=REPLAYS,
        **shown | {"window": shown["window"] or secrets.token_hex(_WINDOW)},
    )


HANDLERS = (edit, keep, keep_begun, leave)
