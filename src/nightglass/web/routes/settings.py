"""Settings: how it looks, when it locks, the passphrase, the bin, a look over the journal, who else may come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from nightglass.errors import NightglassError
from nightglass.journal import (
    JournalError,
    check_journal,
    count_binned,
    forget_remembered,
    keep_setting,
    setting,
)
from nightglass.version import __version__
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.held.keeper import IDLE_MINUTES, LONGEST_IDLE, LockedError
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.web.door.sessions import Sessions
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]

_LOOKS = ("system", "dark", "light")


@get("/settings", include_in_schema=False, sync_to_thread=True)
def settings_page(
    keeper: TheKeeper, sessions: TheSessions, changed: FromQuery[str] = "", was: FromQuery[str] = ""
) -> Template:
    """Show all settings; after a change, with the way back."""
    shown = _shown(keeper, sessions) | {"changed": changed}
    if (changed == "look" and was in _LOOKS) or (changed == "idle" and _is_minutes(was)):
        shown["was"] = was
    return page("settings.html", **shown)


@post("/settings/look", include_in_schema=False, sync_to_thread=True)
def keep_look(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep how the pages of the day look."""
    look, was = form.raw("look"), _look(keeper)
    if look not in _LOOKS:
        raise JournalError(phrases().settings.no_look)
    keep_setting(keeper.journal, "look", look)
    return Redirect(f"/settings?changed=look&was={was}#look", status_code=303)


@post("/settings/idle", include_in_schema=False, sync_to_thread=True)
def keep_idle(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep after how many minutes without anybody the journal locks."""
    minutes = form.number("minutes", phrases().settings.minutes, LONGEST_IDLE, least=1)
    if minutes is None:
        raise JournalError(phrases().settings.no_minutes)
    was = _minutes(keeper)
    keep_setting(keeper.journal, "idle_minutes", minutes)
    keeper.set_idle(minutes)
    return Redirect(f"/settings?changed=idle&was={was}#idle", status_code=303)


@post("/settings/passphrase", include_in_schema=False, sync_to_thread=True)
def change_passphrase(keeper: TheKeeper, sessions: TheSessions, form: TheForm) -> Response[Any]:
    """Change the passphrase for somebody who knows the present one."""
    folder = keeper.journal.folder
    try:
        if form.raw("new") != form.raw("again"):
            raise JournalError(phrases().settings.not_the_same)
        keeper.change_passphrase(form.raw("present"), form.raw("new"))
    except LockedError:
        raise
    except NightglassError as error:
        return page("settings.html", 400, **_shown(keeper, sessions) | {"said": str(error)})
    forget_remembered(folder)
    for kind in ("phone", "program"):  # whoever came in with what was known before comes in anew
        sessions.revoke(kind)
    return Redirect("/settings?changed=passphrase#passphrase", status_code=303)


@post("/settings/check", include_in_schema=False, sync_to_thread=True, status_code=200)
def check(keeper: TheKeeper, sessions: TheSessions) -> Template:
    """Look the whole journal over."""
    return page("settings.html", **_shown(keeper, sessions) | {"check": check_journal(keeper.journal)})


@post("/settings/program", include_in_schema=False, sync_to_thread=True, status_code=200)
def admit_program(keeper: TheKeeper, sessions: TheSessions) -> Template:
    """Let a program in, and show its token this once."""
    shown = _shown(keeper, sessions)  # locked, nobody is let in
    return page("settings.html", **shown | {"token": sessions.admit_program(), "program": True})


@post("/settings/program/end", include_in_schema=False, sync_to_thread=True)
def end_program(sessions: TheSessions) -> Redirect:
    """Let the program go."""
    sessions.revoke("program")
    return Redirect("/settings?changed=program#program", status_code=303)


def _shown(keeper: Keeper, sessions: Sessions) -> dict[str, Any]:
    """Return what the template shows."""
    journal = keeper.journal
    return {
        "look_now": _look(keeper),
        "looks": _LOOKS,
        "minutes": _minutes(keeper),
        "longest": LONGEST_IDLE,
        "binned": count_binned(journal),
        "folder": str(journal.folder),
        "version": __version__,
        "program": sessions.has("program"),
        "phone": sessions.has("phone"),
        "changed": "",
        "was": None,
        "said": None,
        "check": None,
        "token": None,
    }


def _look(keeper: Keeper) -> str:
    look = setting(keeper.journal, "look", "system")
    return look if look in _LOOKS else "system"


def _minutes(keeper: Keeper) -> int:
    minutes = setting(keeper.journal, "idle_minutes", IDLE_MINUTES)
    return minutes if isinstance(minutes, int) and 1 <= minutes <= LONGEST_IDLE else IDLE_MINUTES


def _is_minutes(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 6


HANDLERS: tuple[Any, ...] = (
    settings_page, keep_look, keep_idle, change_passphrase, check, admit_program, end_program,
)  # fmt: skip
