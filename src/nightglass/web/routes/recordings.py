"""Recordings: kept piece by piece while somebody speaks, heard by day, put away and brought back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, RawBody
from litestar.response import Redirect, Template

from nightglass.journal import (
    JournalError,
    Recording,
    add_piece,
    begin_recording,
    bring_back,
    night_named,
    now,
    recordings,
    sound_of,
)
from nightglass.web.binning import into_bin
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.ranges import part_asked_for
from nightglass.web.shown.whichnight import may_write_for, tonight

__all__ = ["HANDLERS"]


@post("/recordings/begin", status_code=200, include_in_schema=False, sync_to_thread=True)
def begin(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> dict[str, str]:
    """Make room for a recording, of a night or of a script."""
    named = form.text("night")
    night = night_named(named, now()) if named else None
    may_write_for(request, night or tonight())
    return {"id": begin_recording(keeper.journal, form.raw("kind"), night=night, script=form.text("script"))}


@post("/recordings/{recording:str}/pieces/{number:int}", status_code=200, include_in_schema=False, sync_to_thread=True)
def piece(keeper: TheKeeper, recording: FromPath[str], number: FromPath[int], body: RawBody) -> dict[str, int]:
    """Keep one piece of what is being spoken."""
    if not 0 <= number < 2**31:
        raise JournalError("The pieces of a recording are counted from 0.")
    add_piece(keeper.journal, recording, number, body)
    return {"kept": number}


@get("/recordings/{recording:str}/sound", include_in_schema=False, sync_to_thread=True)
def sound(request: Request[Any, Any, Any], keeper: TheKeeper, recording: FromPath[str]) -> Response[bytes]:
    """Play a recording, or the part of it that a player asks for."""
    kind, whole = sound_of(keeper.journal, recording)
    asked = request.headers.get("range")
    part = part_asked_for(asked, len(whole))
    if part is None:
        headers = {"content-range": f"bytes */{len(whole)}"}
        return Response(b"", status_code=416, media_type=kind, headers=headers)
    begin_at, end = part
    headers = {"accept-ranges": "bytes"}
    if (begin_at, end) == (0, len(whole)) and not asked:
        return Response(whole, media_type=kind, headers=headers)
    headers["content-range"] = f"bytes {begin_at}-{end - 1}/{len(whole)}"
    return Response(whole[begin_at:end], status_code=206, media_type=kind, headers=headers)


@post("/recordings/{recording:str}/away", include_in_schema=False, sync_to_thread=True)
def put_away(keeper: TheKeeper, recording: FromPath[str]) -> Redirect:
    """Put a recording into the bin."""
    found = _find(keeper, recording)
    home = {"night": str(found.night) if found and found.night else "", "script": (found and found.script) or ""}
    return into_bin(keeper, "recordings", recording, then=f"/recordings/{recording}/away?{urlencode(home)}")


@get("/recordings/{recording:str}/away", include_in_schema=False, sync_to_thread=True)
def away(
    keeper: TheKeeper, recording: FromPath[str], night: FromQuery[str] = "", script: FromQuery[str] = ""
) -> Template:
    """Say that a recording is in the bin, and offer to take it out again."""
    there = _find(keeper, recording) is not None
    return page("recording_away.html", recording=recording, back=_place(night, script), there=there)


@post("/recordings/{recording:str}/back", include_in_schema=False, sync_to_thread=True)
def take_back(keeper: TheKeeper, recording: FromPath[str]) -> Redirect:
    """Take a recording out of the bin."""
    bring_back(keeper.journal, "recordings", recording)
    found = _find(keeper, recording)
    return Redirect(_place(str((found and found.night) or ""), (found and found.script) or ""), status_code=303)


def _find(keeper: TheKeeper, identity: str) -> Recording | None:
    return next((r for r in recordings(keeper.journal) if r.id == identity), None)


def _place(night: str, script: str) -> str:
    """Return the page that a recording is heard on."""
    if script:
        return f"/scripts/{quote(script, safe='')}"
    return f"/nights/{quote(night, safe='')}" if night else "/nights"


HANDLERS = (begin, piece, sound, put_away, away, take_back)
