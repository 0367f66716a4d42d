"""Care: what helps in this hour, whom to call, when to see somebody. It answers everybody, at once, locked or not."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from nightglass.journal import Journal, JournalError, keep_setting, setting
from nightglass.web.door.access import ANYBODY, kind_of, session_of
from nightglass.web.door.sessions import Sessions
from nightglass.web.emergency import countries, country, country_of_clock, dial, written
from nightglass.web.forms import Form
from nightglass.web.given import TheForm, TheKeeper, TheSessions
from nightglass.web.held.keeper import Keeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

__all__ = ["HANDLERS"]

_PEOPLE: Final = "people"
_PEOPLE_BEFORE: Final = "people_before"
_COUNTRY: Final = "country"
_FIELDS: Final = ("name", "number", "word")
_MOST, _LONGEST = 20, 200
_EMPTY = 2  # lines more than there are people, to write into
_DAY = "by=day"
_BY_DAY = re.compile(
    r"/(nights|dreams|recurrences|scripts|rehearsals|course|search|settings|import|export|bin|phone|how)\b"
)


@get("/care", opt=dict(ANYBODY), include_in_schema=False, sync_to_thread=True)
def care(
    request: Request[Any, Any, Any],
    keeper: TheKeeper,
    sessions: TheSessions,
    choose: FromQuery[str] = "",
    changed: FromQuery[str] = "",
) -> Template:
    """Show the page; what the journal holds is on it only for somebody who was let in, while it is open."""
    journal = _journal_for(request, keeper, sessions)
    kept = country(setting(journal, _COUNTRY)) if journal else None
    guessed = country_of_clock()
    chosen = country(choose) or kept or guessed
    by_day = journal is not None and _by_day(request)
    return page(
        "care.html", frame="day.html" if by_day else "night.html", by=f"?{_DAY}" if by_day else "",
        inside=_is_inside(request, sessions), opened=journal is not None, people=_people(journal) if journal else (),
        undo=journal is not None and bool(setting(journal, _PEOPLE_BEFORE)),
        country=chosen, is_kept=chosen is not None and chosen == kept,
        is_guess=chosen is not None and chosen == guessed != kept and not choose,
        countries=countries(), written=written(), dial=dial, changed=changed,
    )  # fmt: skip


@post("/care/country", include_in_schema=False, sync_to_thread=True)
def keep_country(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep which country's numbers stand first."""
    chosen = country(form.raw("choose"))
    keep_setting(keeper.journal, _COUNTRY, chosen.iso if chosen else None)
    return _back(request, "country", "call")


@get("/care/people", include_in_schema=False, sync_to_thread=True)
def change_people(request: Request[Any, Any, Any], keeper: TheKeeper) -> Template:
    """Let a person write down whom they could call."""
    rows = [*_people(keeper.journal), *(dict.fromkeys(_FIELDS, "") for _ in range(_EMPTY))]
    by_day = _by_day(request)
    return page(
        "care_people.html", frame="day.html" if by_day else "night.html", by=f"?{_DAY}" if by_day else "",
        rows=rows[:_MOST],
    )  # fmt: skip


@post("/care/people", include_in_schema=False, sync_to_thread=True)
def keep_people(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Redirect:
    """Keep the people; those who were there before can be had back."""
    journal, rows = keeper.journal, _rows(form)
    if rows != _people(journal):
        keep_setting(journal, _PEOPLE_BEFORE, _people(journal))
        keep_setting(journal, _PEOPLE, rows)
    return _back(request, "people", "people")


@post("/care/people/undo", include_in_schema=False, sync_to_thread=True)
def take_people_back(request: Request[Any, Any, Any], keeper: TheKeeper) -> Redirect:
    """Change the people for those who were there before."""
    journal = keeper.journal
    before = setting(journal, _PEOPLE_BEFORE)
    if before is not None:
        keep_setting(journal, _PEOPLE_BEFORE, _people(journal))
        keep_setting(journal, _PEOPLE, before)
    return _back(request, "back", "people")


def _is_inside(request: Request[Any, Any, Any], sessions: Sessions) -> bool:
    return sessions.knows(session_of(request), kind_of(request))


def _journal_for(request: Request[Any, Any, Any], keeper: Keeper, sessions: Sessions) -> Journal | None:
    """Return the journal where it is open, and asked for by somebody who was let in."""
    if not _is_inside(request, sessions) or not keeper.is_open:
        return None
    keeper.touch()
    return keeper.journal


def _by_day(request: Request[Any, Any, Any]) -> bool:
    """Tell whether somebody comes from the pages of the day. From anywhere else no bright page may meet them."""
    came_from = urlsplit(request.headers.get("referer", ""))
    return request.query_params.get("by") == "day" or bool(_BY_DAY.match(came_from.path))


def _back(request: Request[Any, Any, Any], changed: str, place: str) -> Redirect:
    day = f"&{_DAY}" if _by_day(request) else ""
    return Redirect(f"/care?changed={changed}{day}#{place}", status_code=303)


def _people(journal: Journal) -> list[dict[str, str]]:
    """Return the people as they are kept; what an import may have put there and is none is passed over."""
    kept = setting(journal, _PEOPLE, [])
    rows = kept if isinstance(kept, list) else []
    return [{name: str(row.get(name) or "") for name in _FIELDS} for row in rows if isinstance(row, dict)][:_MOST]


def _rows(form: Form) -> list[dict[str, str]]:
    """Return the people that were filled in.

    Raises
    ------
    JournalError
        When they are too many, or a line is too long.
    """
    said = phrases().care
    rows = []
    for k in range(_MOST + 1):
        row = {name: " ".join(form.raw(f"{name}_{k}").split()) for name in _FIELDS}
        for name, value in row.items():
            if len(value) > _LONGEST:
                raise JournalError(said.edit_too_long.format(label=said[f"edit_{name}"], most=_LONGEST))
        if any(row.values()):
            rows.append(row)
    if len(rows) > _MOST:
        raise JournalError(said.edit_too_many.format(most=_MOST))
    return rows


HANDLERS = (care, keep_country, change_people, keep_people, take_people_back)
