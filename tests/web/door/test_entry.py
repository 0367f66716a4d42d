"""The way in and out."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from nightglass.journal.recovery import is_recovery_key
from served import PASSPHRASE, Served, forms, serving

if TYPE_CHECKING:
    from pathlib import Path


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


def test_the_first_time(tmp_path: Path) -> None:
    with serving(tmp_path / "home", made=False) as app:
        app.enter()
        assert app.get("/").headers["location"].startswith("/unlock")
        assert forms(app.get("/unlock").text) == ["/begin"]
        unlike = app.post("/begin", {"passphrase": PASSPHRASE, "again": "four or six words"})
        assert (unlike.status_code, app.keeper.exists) == (400, False)
        short = app.post("/begin", {"passphrase": "seven", "again": "seven"})
        assert "at least 8" in short.text
        made = app.post("/begin", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
        key = "".join(re.findall(r"<span>([0-9A-Z-]+)</span>", made.text))
        assert is_recovery_key(key)
        assert made.headers["cache-control"] == "no-store"
        assert "already" in app.post("/begin", {"passphrase": PASSPHRASE, "again": PASSPHRASE}).text
        app.keeper.lock()
        assert app.post("/unlock", {"passphrase": key.lower()}).status_code == 303
        assert app.keeper.is_open


def test_a_pause_is_told_with_its_length(locked: Served) -> None:
    for _ in range(2):
        assert locked.post("/unlock", {"passphrase": "not these words"}).status_code == 403
    early = locked.post("/unlock", {"passphrase": PASSPHRASE, "next": "/nights"})
    assert (early.status_code, early.headers["retry-after"]) == (429, "1")
    assert "Nothing is lost" in early.text
    assert 'value="/nights"' in early.text
    as_json = locked.post("/unlock", {"passphrase": PASSPHRASE}, headers={"accept": "application/json"})
    assert as_json.json().keys() == {"error"}
    time.sleep(1.1)
    assert locked.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
