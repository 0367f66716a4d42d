"""The course: what the nights did, how sure that is, and what changed from one phase to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from nightglass.course import CourseError, Gaps, Phase, Rate
from nightglass.journal import (
    JournalError,
    in_bin,
    keep_phase,
    night_of,
    now,
    put_into_bin,
    rehearsals,
)
from nightglass.web.binning import fetch
from nightglass.web.door.access import UNATTENDED
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.course_files import course_file
from nightglass.web.shown.looking_back import ask_for_course, course_of, wait_for_course
from nightglass.web.shown.suggesting import suggest_phases

if TYPE_CHECKING:
    from nightglass.web.forms import Form
    from nightglass.web.held.keeper import Keeper
    from nightglass.web.shown.looking_back import LookedBack

__all__ = ["HANDLERS"]

_LONGEST_NAME = 80
_SOON, _LATE = 0.05, 3.0  # seconds that a page, and its part that comes later, wait for what is nearly worked out


@get("/course", include_in_schema=False, sync_to_thread=True)
def course_page(
    keeper: TheKeeper, wait: FromQuery[str] = "", removed: FromQuery[str] = "", kept: FromQuery[str] = ""
) -> Template:
    """Show the course; where it is still being worked out say so, and let the page fill itself in."""
    if wait != "yes" and not wait_for_course(keeper, _SOON):
        return page("course.html", found=None, removed=removed, kept=kept)
    return page("course.html", removed=removed, kept=kept, **_shown(keeper, removed, kept))


@get("/course/found", opt=UNATTENDED, include_in_schema=False, sync_to_thread=True)
def course_found(keeper: TheKeeper, removed: FromQuery[str] = "", kept: FromQuery[str] = "") -> Template:
    """Return the course as a part of its page, or that it is still being worked out."""
    if not wait_for_course(keeper, _LATE):
        return page("course_waiting.html", removed=removed, kept=kept)
    return page("course_found.html", removed=removed, kept=kept, arrived=True, **_shown(keeper, removed, kept))


@get("/course/files/{name:str}", include_in_schema=False, sync_to_thread=True)
def course_download(keeper: TheKeeper, name: FromPath[str]) -> Response[bytes]:
    """Return a chart or a table as a file."""
    made = course_file(name, course_of(keeper))
    if made is None:
        raise NotFoundException
    data, kind = made
    headers = {"content-disposition": f'attachment; filename="nightglass-{name}"'}
    return Response(data, media_type=kind, headers=headers)


@post("/course/phases", include_in_schema=False, sync_to_thread=True)
def add_phase(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Keep a phase."""
    try:
        phase = _phase(form)
        kept = keep_phase(keeper.journal, phase, night_of(now()))
    except (CourseError, JournalError) as error:
        typed = {name: form.raw(name) for name in ("name", "begin", "end")}
        shown = _shown(keeper, "", "") | {"said": str(error), "typed": typed}
        return page("course.html", 400, removed="", kept="", **shown)
    ask_for_course(keeper)
    return Redirect(_with("kept", kept.id), status_code=303)


@post("/course/phases/remove", include_in_schema=False, sync_to_thread=True)
def remove_phase(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Put a phase into the bin."""
    identity = form.raw("id")
    put_into_bin(keeper.journal, "phases", identity)
    ask_for_course(keeper)
    return Redirect(_with("removed", identity), status_code=303)


@post("/course/phases/back", include_in_schema=False, sync_to_thread=True)
def return_phase(keeper: TheKeeper, form: TheForm) -> Redirect:
    """Take a phase out of the bin."""
    identity = form.raw("id")
    fetch(keeper, "phases", identity)
    ask_for_course(keeper)
    return Redirect(_with("kept", identity), status_code=303)


def _with(name: str, identity: str) -> str:
    return f"/course?{name}={quote(identity, safe='')}#phases"


def _phase(form: Form) -> Phase:
    said = phrases().course
    name, begin, end = form.text("name"), form.date("begin", said.begin), form.date("end", said.end)
    if name is None or begin is None:
        raise JournalError(said.needed)
    return Phase(name[:_LONGEST_NAME], begin, end)


def _shown(keeper: Keeper, removed: str, kept: str) -> dict[str, Any]:
    """Return what the template shows."""
    found = course_of(keeper)
    today = night_of(now())
    binned = {b.id for b in in_bin(keeper.journal) if b.kind == "phases"} if removed else set()
    days = [session.at.astimezone(now().tzinfo).date() for session in rehearsals(keeper.journal)]
    first = found.nights[0].date if found.nights else None
    return {
        "found": found,
        "today": today,
        "rates": [(point, point.rate if isinstance(point.rate, Rate) else None) for point in found.points],
        "gap_counts": _gap_counts(found),
        "offered": suggest_phases(first, days, [k.phase for k in found.phases], today),
        "binned": removed if removed in binned else None,
        "added": kept if kept in {k.id for k in found.phases} else None,
        "said": None,
        "typed": {"name": "", "begin": "", "end": ""},
    }


def _gap_counts(found: LookedBack) -> list[tuple[int, int]]:
    gaps = found.course.gaps if found.course is not None else None
    if not isinstance(gaps, Gaps):
        return []
    return [(length, gaps.lengths.count(length)) for length in sorted(set(gaps.lengths))]


HANDLERS = (course_page, course_found, course_download, add_phase, remove_phase, return_phase)
