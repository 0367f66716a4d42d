"""How far a phone may go: to this night, and as long as its own person has given the passphrase there."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from nightglass.journal import Draft, drafts, keep_draft, night, night_of, now, reports
from phones import send
from served import PASSPHRASE, Served, add_dream

if TYPE_CHECKING:
    import httpx

MAY = ("/", "/unlock", "/pulse")
MAY_NOT = (
    "/phone", "/nights", "/settings", "/export", "/import", "/search", "/recurrences", "/scripts", "/course",
    "/dreams/0123456789abcdef0123456789abcdef", "/recordings/0123/sound", "/schema/../settings", "/Settings",
    "/settings/", "/%73ettings", "/nights/2026-03-01",
)  # fmt: skip
MAY_NOT_SEND = (
    "/phone/open",
    "/phone/close",
    "/phone/revoke",
    "/begin",
    "/settings",
    "/import/file",
    "/settings/passphrase",
)


def test_how_far_a_phone_may_go(app: Served, phone: httpx.Client) -> None:
    for path in MAY:
        assert phone.get(path).status_code in {200, 303}
    for path in MAY_NOT:
        answer = phone.get(path)
        assert answer.status_code in {400, 403, 404, 405}, path
        assert "Nightglass" in answer.text or answer.status_code == 400
    assert "on the machine where the journal is" in phone.get("/phone").text
    for path in MAY_NOT_SEND:
        assert send(phone, path).status_code in {403, 404, 405}, path
    assert phone.get(
        "/api/nights", headers={"authorization": f"Bearer {app.sessions.admit_program()}"}
    ).status_code in {
        401,
        404,
    }
    assert app.sessions.has("phone")


def test_it_locks_the_desk_and_unlocks_itself_alone(app: Served, phone: httpx.Client) -> None:
    token = app.sessions.admit_program()
    program = {"authorization": f"Bearer {token}"}
    assert app.client.get("/api/v1/nights", headers=program).status_code == 200
    assert send(phone, "/lock").status_code == 303
    assert not app.keeper.is_open
    answer = send(phone, "/unlock", {"passphrase": PASSPHRASE})
    assert (answer.status_code, app.keeper.is_open) == (303, True)
    assert phone.get("/pulse").json()["open"]
    assert not app.get("/pulse").json()["open"]
    for path in ("/nights", "/settings", "/import", "/phone", "/export", "/", "/restore", "/note"):
        answer = app.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/unlock?next={path}"), path
        assert app.get(path, headers={"accept": "application/json"}).status_code == 423
    for path, fields in (("/phone/open", {}), ("/tonight/number", {"nightmares": "1"}), ("/settings/program", {})):
        assert app.post(path, fields, headers={"accept": "application/json"}).status_code == 423, path
    assert app.client.get("/api/v1/nights", headers=program).status_code == 423
    assert app.get("/unlock").status_code == 200  # it asks for the passphrase
    assert app.post("/unlock", {"passphrase": "not these words"}).status_code == 403
    assert app.get("/nights").status_code == 303
    time.sleep(1.1)  # the pause after a wrong try
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
    assert app.get("/nights").status_code == 200
    assert app.client.get("/api/v1/nights", headers=program).status_code == 200
    assert phone.get("/").status_code == 200
    app.post("/lock")
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
    assert not phone.get("/pulse").json()["open"]  # nor does the desk open the phone
    assert send(phone, "/tonight/draft", {"text": "A heron."}).headers["location"].startswith("/unlock")


EARLIER = dt.date(2026, 3, 1)
CHANGES = (
    ("/tonight/number", {"nightmares": "1", "distress": "9"}),
    ("/tonight/number", {}),
    ("/tonight/quiet", {"text": ""}),
    ("/tonight/quiet", {"text": "It was nothing."}),
    ("/tonight/tomorrow", {"text": ""}),
    ("/tonight/undo", {"change": "1"}),
    ("/tonight/draft", {"text": "The heron again."}),
    ("/tonight/choose", {"text": "The heron again.", "choice": "both"}),
    ("/tonight/keep", {"text": "The heron again."}),
    ("/tonight/aside", {"text": "The heron again.", "to": "number"}),
    ("/recordings/begin", {"kind": "audio/webm"}),
    (f"/tonight/after/{EARLIER}", {"step": "heavy", "distress": "9"}),
    (f"/tonight/after/{EARLIER}", {"step": "feeling", "feeling": "shame"}),
    (f"/tonight/after/{EARLIER}", {"step": "not_quiet"}),
)


def test_a_phone_neither_reads_nor_changes_another_night(app: Served, phone: httpx.Client) -> None:
    dream = add_dream(app.journal, "A heron stood on the landing.", EARLIER, read=False)
    before = night(app.journal, EARLIER)
    begun = Draft("0" * 32, EARLIER, "The heron once more", dt.datetime.now(dt.UTC))
    keep_draft(app.journal, begun)
    begun_there = [(f"/tonight/begun/{'0' * 32}/{what}", {}) for what in ("keep", "away")]
    for path, fields in (*CHANGES, *begun_there, (f"/tonight/begun/{dream}/more", {})):
        answer = send(phone, path, {"night": str(EARLIER), **fields})
        assert answer.status_code == 403, path
        assert "on the machine where the journal is" in answer.text
        assert night(app.journal, EARLIER) == before, path
        assert [d.text for d in drafts(app.journal)] == [begun.text], path
        assert [r.id for r in reports(app.journal)] == [dream], path
    assert app.post(CHANGES[0][0], {"night": str(EARLIER), **CHANGES[0][1]}).status_code == 303  # the desk may


def test_a_phone_keeps_this_night_and_what_is_still_written_of_the_one_before(app: Served, phone: httpx.Client) -> None:
    here = night_of(now())
    assert send(phone, "/tonight/number", {"night": str(here), "nightmares": "2"}).status_code == 303
    assert night(app.journal, here).nightmares == 2
    for evening in (here, here - dt.timedelta(days=1)):  # a page that was open when the night turned
        answer = send(phone, "/tonight/draft", {"night": str(evening), "text": f"A heron, {evening}."})
        assert answer.status_code == 200
    assert len(drafts(app.journal)) == 2
