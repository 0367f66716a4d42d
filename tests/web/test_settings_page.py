"""Settings in the app: each change with its way back, the bin, a look over the journal, who else may come in."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from nightglass.course import Phase
from nightglass.journal import (
    Night,
    correct,
    in_bin,
    keep_phase,
    keep_script,
    keep_setting,
    nights,
    phases,
    put_into_bin,
    reports,
    save_night,
    setting,
)
from served import PASSPHRASE, add_dream

if TYPE_CHECKING:
    from served import Served

EVENING = dt.date(2026, 3, 2)
HOSTILE = "<script>alert(1)</script>"


def test_the_page_shows_what_is_set_and_where_it_lies(app: Served) -> None:
    said = app.get("/settings").text
    assert str(app.journal.folder) in said
    assert 'value="system" checked' in said
    minutes = re.search(r'<input[^>]* name="minutes"[^>]*>', said)
    assert minutes
    for part in ('autocomplete="off"', 'type="number"', 'min="1"', 'max="1440"', "required", 'value="15"'):
        assert part in minutes[0]
    for place in ("/note", "/care", "/import", "/export", "/settings/bin", "/phone"):
        assert f'href="{place}"' in said
    assert re.search(r"Nightglass \d", said)


def test_the_look_is_kept_and_can_be_undone(app: Served) -> None:
    answer = app.post("/settings/look", {"look": "dark"})
    assert answer.status_code == 303
    said = app.get(answer.headers["location"]).text
    assert 'data-look="dark"' in said
    assert "Back to: as the system does" in said
    app.post("/settings/look", {"look": "system"})
    assert setting(app.journal, "look") == "system"
    assert app.post("/settings/look", {"look": "x"}).status_code == 400


def test_the_minutes_are_kept_and_hold_at_once(app: Served) -> None:
    answer = app.post("/settings/idle", {"minutes": "3"})
    assert "Back to: 15 minutes" in app.get(answer.headers["location"]).text
    assert setting(app.journal, "idle_minutes") == 3
    assert app.keeper._idle == 3
    for wrong in ("0", "1441", "soon", "", "-1", "1e3"):
        assert app.post("/settings/idle", {"minutes": wrong}).status_code == 400
    assert setting(app.journal, "idle_minutes") == 3


def test_settings_that_an_import_brought_do_no_harm(app: Served) -> None:
    keep_setting(app.journal, "look", HOSTILE)
    keep_setting(app.journal, "idle_minutes", HOSTILE)
    said = app.get(f"/settings?changed=look&was={HOSTILE}").text
    assert "<script>alert" not in said
    assert 'required value="15"' in said


def test_the_passphrase_is_changed_by_somebody_who_knows_it(app: Served) -> None:
    new = "six other words to keep"
    program, phone = app.sessions.admit_program(), app.sessions.enter(app.sessions.issue("phone"), "phone")
    wrong = app.post("/settings/passphrase", {"present": "not these words", "new": new, "again": new})
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
    unlike = app.post("/settings/passphrase", {"present": PASSPHRASE, "new": new, "again": "another one"})
    assert "not the same" in unlike.text
    short = app.post("/settings/passphrase", {"present": PASSPHRASE, "new": "short", "again": "short"})
    assert "at least 8" in short.text
    assert app.sessions.knows(program, "program")
    answer = app.post("/settings/passphrase", {"present": PASSPHRASE, "new": new, "again": new})
    assert answer.status_code == 303
    assert "The passphrase is changed." in app.get(answer.headers["location"]).text
    assert not app.sessions.knows(program, "program")  # they came in with what was known before
    assert not app.sessions.knows(phone, "phone")
    app.post("/lock")
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 403
    assert app.post("/unlock", {"passphrase": new}).status_code == 303


def test_tries_of_the_present_passphrase_are_slowed_down(app: Served) -> None:
    fields = {"new": "six other words", "again": "six other words"}
    tries = [app.post("/settings/passphrase", {"present": f"wrong {k}", **fields}) for k in range(8)]
    assert "there is a pause" in tries[-1].text


def test_a_look_over_the_journal_says_what_to_see_to(app: Served) -> None:
    said = app.post("/settings/check").text
    assert "There is something to see to." in said
    assert "There is no backup yet." in said
    assert "nightglass backup" not in said
    app.post("/export/backup/keep")
    assert "All is well." in app.post("/settings/check").text


def test_the_bin_lists_what_was_removed_and_gives_it_back(app: Served) -> None:
    dream = add_dream(app.journal, "The well was full of birds.", EVENING, title=HOSTILE, read=False)
    quiet = EVENING + dt.timedelta(days=1)
    save_night(app.journal, Night(date=quiet, state="quiet"))
    script = keep_script(app.journal, "They flew away.", report=dream, title="A way out")
    correction = correct(app.journal, dream, "facets.immobile", value=True)
    phase = keep_phase(app.journal, Phase("baseline", EVENING), quiet)
    things = [
        ("corrections", correction.id), ("scripts", script.id), ("phases", phase.id), ("reports", dream),
        ("nights", str(EVENING)), ("nights", str(quiet)),
    ]  # fmt: skip
    for kind, identity in things:
        put_into_bin(app.journal, kind, identity)
    said = app.get("/settings/bin").text
    assert "&lt;script&gt;" in said
    assert "<script>alert" not in said
    assert "The well" not in said
    assert "a new ending: A way out" in said
    assert "a phase: baseline" in said
    assert "6 in it" in app.get("/settings").text
    answer = app.post("/settings/bin/back", {"kind": "reports", "id": dream})
    assert "It is back where it was." in app.get(answer.headers["location"]).text
    assert [r.id for r in reports(app.journal)] == [dream]
    assert [n.date for n in nights(app.journal)] == [EVENING]  # its night came with it
    app.post("/settings/bin/put", {"kind": "reports", "id": dream})
    assert list(reports(app.journal)) == []
    for kind, identity in things:
        app.post("/settings/bin/back", {"kind": kind, "id": identity})
    assert in_bin(app.journal) == []
    assert "The bin is empty." in app.get("/settings/bin").text


@pytest.mark.parametrize("kind", ["settings", "sqlite_master", "__class__", "", "history"])
def test_the_bin_takes_and_gives_nothing_else(app: Served, kind: str) -> None:
    assert app.post("/settings/bin/back", {"kind": kind, "id": "look"}).status_code == 400
    assert app.post("/settings/bin/put", {"kind": kind, "id": "look"}).status_code == 400


def test_a_phase_does_not_come_back_over_another(app: Served) -> None:
    old = keep_phase(app.journal, Phase("old", EVENING), EVENING)
    put_into_bin(app.journal, "phases", old.id)
    keep_phase(app.journal, Phase("new", EVENING), EVENING)
    assert app.post("/settings/bin/back", {"kind": "phases", "id": old.id}).status_code == 400
    assert [k.phase.name for k in phases(app.journal)] == ["new"]


def test_a_full_bin_has_pages(app: Served) -> None:
    for k in range(70):
        save_night(app.journal, Night(date=EVENING + dt.timedelta(days=k), state="quiet"))
        put_into_bin(app.journal, "nights", str(EVENING + dt.timedelta(days=k)))
    first, second = app.get("/settings/bin").text, app.get("/settings/bin?number=2").text
    assert first.count('value="nights"') == 50
    assert second.count('value="nights"') == 20
    assert "Page 2 of 2" in app.get("/settings/bin?number=99").text


def test_a_program_s_token_is_shown_once_and_can_be_ended(app: Served) -> None:
    said = app.post("/settings/program").text
    token = re.search(r'class="token"[^>]*>([\w-]+)<', said)
    assert token is not None
    assert app.sessions.knows(token[1], "program")
    assert token[1] not in app.get("/settings").text
    assert "End the token" in app.get("/settings").text
    other = re.search(r'class="token"[^>]*>([\w-]+)<', app.post("/settings/program").text)
    assert other is not None
    assert not app.sessions.knows(token[1], "program")
    answer = app.post("/settings/program/end")
    assert "The token has ended" in app.get(answer.headers["location"]).text
    assert not app.sessions.knows(other[1], "program")


def test_locked_nothing_is_shown_or_changed(locked: Served) -> None:
    for path in ("/settings", "/settings/bin"):
        assert locked.get(path).headers["location"].startswith("/unlock")
    for path in ("/settings/look", "/settings/idle", "/settings/passphrase", "/settings/check", "/settings/bin/back"):
        answer = locked.post(path, {"look": "dark", "minutes": "3", "kind": "nights", "id": "x"})
        assert answer.headers["location"].startswith("/unlock"), path
