"""What helps in the hour itself works without a key; the person's own note is theirs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nightglass.journal import setting
from served import PASSPHRASE, forms

if TYPE_CHECKING:
    from served import Served

NOTE = "You are in the small room. It is over, and it is morning soon."


@pytest.mark.parametrize("path", ["/breathe", "/grounding"])
def test_breath_and_room_need_no_passphrase(locked: Served, path: str) -> None:
    page = locked.get(path)
    assert page.status_code == 200
    assert "/care" in page.text
    assert "data-open" not in page.text


def test_one_sense_at_a_time_and_then_where_one_is(locked: Served) -> None:
    path, seen = "/grounding", []
    while len(seen) < 9:
        text = locked.get(path).text
        seen.append(text)
        if "You are here." in text:
            break
        path = f"/grounding?step={5 - len(seen)}"
        assert path in text
    assert [
        word in text for word, text in zip(("five", "four", "three", "two", "one", "awake"), seen, strict=True)
    ] == [True] * 6
    for strange in ("-3", "99"):
        assert locked.get(f"/grounding?step={strange}").status_code == 200


def test_the_note_is_asked_for_kept_and_shown(app: Served) -> None:
    assert "Nothing is written here yet" in app.get("/note").text
    page = app.post("/note", {"text": NOTE}, follow_redirects=True)
    assert NOTE in page.text
    assert setting(app.journal, "note_for_the_night") == NOTE
    assert forms(app.get("/note").text) == []
    assert NOTE in app.get("/note?change=yes").text


def test_the_note_before_can_be_had_back(app: Served) -> None:
    first = app.post("/note", {"text": NOTE}, follow_redirects=True)
    assert forms(first.text) == [], "there was none before"
    page = app.post("/note", {"text": ""}, follow_redirects=True)
    assert "/note/undo" in forms(page.text)
    assert NOTE in app.post("/note/undo", follow_redirects=True).text
    app.post("/note", {"text": NOTE})
    assert setting(app.journal, "note_for_the_night_before") == "", "kept again it is no change"


def test_a_note_of_marks_stays_marks(app: Served) -> None:
    app.post("/note", {"text": "<b onclick=x>&\r\n</textarea>"})
    for path in ("/note", "/note?change=yes"):
        assert "<b " not in app.get(path).text
        assert "&lt;/textarea&gt;" in app.get(path).text


def test_the_note_needs_the_passphrase(locked: Served) -> None:
    assert locked.get("/note").headers["location"] == "/unlock?next=/note"
    answer = locked.post("/unlock", {"passphrase": PASSPHRASE, "next": "/note"})
    assert answer.headers["location"] == "/note"
