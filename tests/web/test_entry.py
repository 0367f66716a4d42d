"""The way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from served import PASSPHRASE

if TYPE_CHECKING:
    from served import Served


def test_a_token_lets_in_once(locked: Served) -> None:
    address = locked.way_in()
    assert locked.client.get(address).status_code == 303
    assert locked.client.get(address).status_code == 403


def test_without_the_cookie_nothing_is_shown(app: Served) -> None:
    app.client.cookies.clear()
    assert app.get("/unlock").status_code == 401
    assert "nightglass open" in app.get("/unlock").text


def test_the_passphrase_opens_and_the_lock_closes(locked: Served) -> None:
    assert locked.get("/unlock").status_code == 200
    answer = locked.post("/unlock", {"passphrase": PASSPHRASE, "next": "/nights"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/nights")
    assert locked.keeper.is_open
    assert locked.post("/lock").headers["location"] == "/unlock"
    assert not locked.keeper.is_open


def test_a_wrong_passphrase_is_told_in_one_sentence(locked: Served) -> None:
    answer = locked.post("/unlock", {"passphrase": "not these words"})
    assert answer.status_code == 403
    assert "That does not open the journal" in answer.text
    assert not locked.keeper.is_open


def test_the_way_back_leads_nowhere_else(locked: Served) -> None:
    for place in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\r\nx: y"):
        locked.keeper.lock()
        answer = locked.post("/unlock", {"passphrase": PASSPHRASE, "next": place})
        assert answer.headers["location"] == "/"
