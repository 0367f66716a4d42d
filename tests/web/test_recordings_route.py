"""Recordings: kept piece by piece, played in parts, put away and brought back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import keep_script, recordings
from nightglass.web.ranges import part_asked_for
from served import PASSPHRASE, add_dream, forms

if TYPE_CHECKING:
    from served import Served

NIGHT = dt.date(2026, 3, 2)
SOUND = bytes(range(256)) * 40


def _speak(app: Served, **where: str) -> str:
    """Record in three pieces, as a browser does, and return the recording's id."""
    begun = app.post("/recordings/begin", {"kind": "audio/webm;codecs=opus", **where})
    identity = str(begun.json()["id"])
    for number in range(3):
        piece = SOUND[number * 4000 : (number + 1) * 4000]
        _send(app, identity, number, piece)
    return identity


def _send(app: Served, identity: str, number: int, piece: bytes) -> int:
    headers = {"x-csrftoken": app.token(), "content-type": "audio/webm;codecs=opus", "accept": "application/json"}
    return app.client.post(f"/recordings/{identity}/pieces/{number}", content=piece, headers=headers).status_code


def test_what_was_spoken_is_kept_piece_by_piece(app: Served) -> None:
    identity = _speak(app, night=NIGHT.isoformat())
    assert _send(app, identity, 1, SOUND[4000:8000]) == 200, "a piece sent twice is kept once"
    answer = app.get(f"/recordings/{identity}/sound")
    assert (answer.status_code, answer.content) == (200, SOUND)
    assert answer.headers["content-type"] == "audio/webm"
    assert answer.headers["cache-control"] == "no-store"
    assert [(r.night, r.size) for r in recordings(app.journal)] == [(NIGHT, len(SOUND))]


def test_a_player_gets_the_part_it_asks_for(app: Served) -> None:
    identity = _speak(app, night=NIGHT.isoformat())
    place = f"/recordings/{identity}/sound"
    answer = app.get(place, headers={"range": "bytes=100-199"})
    assert (answer.status_code, answer.content) == (206, SOUND[100:200])
    assert answer.headers["content-range"] == f"bytes 100-199/{len(SOUND)}"
    assert app.get(place, headers={"range": "bytes=0-"}).status_code == 206
    assert app.get(place, headers={"range": "bytes=-5"}).content == SOUND[-5:]
    beyond = app.get(place, headers={"range": f"bytes={len(SOUND)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")


def test_a_recording_can_be_put_away_and_brought_back(app: Served) -> None:
    identity = _speak(app, night=NIGHT.isoformat())
    away = app.post(f"/recordings/{identity}/away", follow_redirects=True)
    assert f"/recordings/{identity}/back" in forms(away.text)
    assert f'href="/nights/{NIGHT}"' in away.text
    assert recordings(app.journal) == []
    assert app.get(f"/recordings/{identity}/sound").status_code == 404
    back = app.post(f"/recordings/{identity}/back")
    assert (back.status_code, back.headers["location"]) == (303, f"/nights/{NIGHT}")
    assert app.get(f"/recordings/{identity}/sound").content == SOUND
    assert "It is in the journal." in app.get(f"/recordings/{identity}/away").text


def test_a_recording_of_a_script_leads_back_to_it(app: Served) -> None:
    dream = add_dream(app.journal, "The lift fell and I could not move.", NIGHT, read=False)
    script = keep_script(app.journal, "The lift stops and I step out.", report=dream).id
    identity = _speak(app, script=script)
    away = app.post(f"/recordings/{identity}/away")
    assert away.headers["location"].endswith(f"script={script}")
    assert app.post(f"/recordings/{identity}/back").headers["location"] == f"/scripts/{script}"


def test_what_cannot_be_kept_is_said_in_a_sentence(app: Served) -> None:
    said = app.post("/recordings/begin", {"kind": "video/avi"}, headers={"accept": "application/json"})
    assert (said.status_code, "not known" in said.json()["error"]) == (400, True)
    assert _send(app, "0" * 32, 0, b"x") == 400
    assert _send(app, "0" * 32, 2**31, b"x") == 400
    assert recordings(app.journal) == []


def test_a_locked_journal_takes_no_piece_until_it_is_open_again(app: Served) -> None:
    identity = _speak(app)
    app.keeper.lock()
    assert _send(app, identity, 3, b"more") == 423
    assert app.get(f"/recordings/{identity}/sound").headers["location"].startswith("/unlock")
    app.post("/unlock", {"passphrase": PASSPHRASE})
    assert _send(app, identity, 3, b"more") == 200
    assert app.get(f"/recordings/{identity}/sound").content == SOUND + b"more"


def test_nobody_outside_hears_it(app: Served) -> None:
    identity = _speak(app)
    app.client.cookies.clear()
    assert app.get(f"/recordings/{identity}/sound").status_code == 401


@given(
    header=st.one_of(st.none(), st.text(), st.from_regex(r"bytes=\d{0,4}-\d{0,4}", fullmatch=True)),
    size=st.integers(1, 3000),
)
def test_a_part_lies_within_the_whole(header: str | None, size: int) -> None:
    part = part_asked_for(header, size)
    if part is not None:
        begin, end = part
        assert 0 <= begin < end <= size


@given(size=st.integers(1, 3000), data=st.data())
def test_a_part_is_the_one_that_was_asked_for(size: int, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(begin, size + 10))
    assert part_asked_for(f"bytes={begin}-{end}", size) == (begin, min(end + 1, size))
    assert part_asked_for(f"bytes={begin}-", size) == (begin, size)
    assert part_asked_for(f"bytes={size}-", size) is None
