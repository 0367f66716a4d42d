"""Import in the app: a preview before anything is taken in, a way back, and no file left behind."""

from __future__ import annotations

import datetime as dt
import os
import stat
import subprocess
import sys
import time
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import Night, in_bin, night, nights, reports, save_night, setting
from nightglass.web import Keeper
from nightglass.web.held.private import PrivateFolder, plain_name, sweep

if TYPE_CHECKING:
    from pathlib import Path

    from httpx import Response

    from served import Served

TABLE = "Day,Entry,Title\n2026-03-02,The lift went sideways and I was afraid.,The lift\n2026-03-05,A dog spoke.,\n"
OURS = f"""{{"kind": "nightglass", "version": 1}}
{{"kind": "night", "date": "2026-03-02", "state": "badly", "nightmares": 1, "distress": 7}}
{{"kind": "night", "date": "2026-03-03", "state": "quiet"}}
{{"kind": "report", "id": "{"a" * 32}", "night": "2026-03-02", "text": "The floor gave way under me."}}
{{"kind": "phases", "id": "{"b" * 32}", "name": "baseline", "begin": "2026-03-01"}}
not json
"""
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def send(app: Served, name: str, data: bytes | str) -> Response:
    content = data.encode() if isinstance(data, str) else data
    headers = {"x-csrftoken": app.token(), "accept": "application/json", "content-type": "application/octet-stream"}
    return app.client.post(f"/import/file?name={quote(name, safe='')}", content=content, headers=headers)


def settled(app: Served) -> str:
    """Wait until nothing is under way, and return the page."""
    end = time.monotonic() + 20
    while (arrival := app.keeper.intake.arrival) is not None and arrival.working and time.monotonic() < end:
        time.sleep(0.01)
    answer = app.get("/import")
    assert answer.status_code == 200
    return answer.text


def left_behind(app: Served) -> list[Path]:
    return [p for p in (app.journal.folder / "passing").rglob("*") if p.is_file()]


def test_nothing_is_taken_in_before_one_says_so(app: Served) -> None:
    assert "Take something in" in app.get("/import").text
    assert send(app, "journal.jsonl", OURS).json() == {"next": "/import"}
    said = settled(app)
    assert "1 new dream<" in said
    assert "2 nights, of which something new" in said
    assert "phases: 1" in said
    assert "line 6" in said
    assert "The floor gave way" not in said
    assert list(nights(app.journal)) == []
    assert left_behind(app) == []  # it was understood, so nothing of it lies there any more
    assert "The floor gave way" in app.get("/import?words=yes").text


def test_it_is_taken_in_and_out_again_and_in(app: Served) -> None:
    before = Night(date=dt.date(2026, 3, 2), state="unknown", note="a note of mine")
    save_night(app.journal, before)
    send(app, "journal.jsonl", OURS)
    settled(app)
    assert app.post("/import/take").status_code == 303
    assert "It is in your journal" in settled(app)
    whole = list(nights(app.journal))
    assert [n.state for n in whole] == ["badly", "quiet"]
    assert whole[0].note == "a note of mine"
    assert len(list(reports(app.journal))) == 1
    assert app.post("/import/undo").status_code == 303
    assert "It is out again" in settled(app)
    assert list(nights(app.journal)) == [before]
    assert list(reports(app.journal)) == []
    assert {(b.kind, b.id) for b in in_bin(app.journal)} == {
        ("reports", "a" * 32), ("phases", "b" * 32), ("nights", "2026-03-03"),
    }  # fmt: skip
    app.post("/import/redo")
    assert list(nights(app.journal)) == whole
    assert len(list(reports(app.journal))) == 1
    assert in_bin(app.journal) == []


def test_a_night_that_is_written_in_since_stays(app: Served) -> None:
    from served import add_dream  # noqa: PLC0415

    send(app, "journal.jsonl", OURS)
    settled(app)
    app.post("/import/take")
    settled(app)
    add_dream(app.journal, "My own words.", dt.date(2026, 3, 3), read=False)
    app.post("/import/undo")
    assert [r.text for r in reports(app.journal)] == ["My own words."]
    assert night(app.journal, dt.date(2026, 3, 3)).state == "badly"


def test_leaving_it_leaves_nothing(app: Served) -> None:
    send(app, "journal.jsonl", OURS)
    settled(app)
    app.post("/import/leave")
    assert "Take something in" in settled(app)
    assert list(nights(app.journal)) == []
    assert app.post("/import/take").status_code == 400
    assert app.post("/import/undo").status_code == 400


def test_a_dream_without_its_distress_is_not_counted_as_left_out(app: Served) -> None:
    send(app, "dreams.csv", "date,text,distress\n2026-03-02,A dog spoke.,eleven\nsoon,A cat.,3\n2026-03-04,,eleven\n")
    page = unescape(settled(app))
    assert "1 new dream" in page
    assert "Entries that cannot be taken: 2" in page
    assert "Entries that are taken without a part of them: 1" in page
    assert page.count('It is taken without its distress: "eleven" is no number from 0 to 10.') == 1


def test_the_columns_of_a_table_are_named(app: Served) -> None:
    send(app, "dreams.csv", TABLE.replace("Entry", "What I saw"))
    said = settled(app)
    assert "What I saw" in said
    answer = app.post("/import/look", {"format": "csv", "column-date": "Day", "column-text": "What I saw"})
    assert answer.status_code == 303
    assert "2 new dreams" in settled(app)
    assert left_behind(app) != []  # it can still be read differently
    assert (
        app.post("/import/look", {"format": "csv", "column-date": "Day", "zone": "Nowhere/At all"}).status_code == 400
    )
    app.post("/import/look", {"format": "csv", "column-date": "Day", "column-text": "Title"})
    assert "1 new dream<" in settled(app)
    app.post("/import/take")
    settled(app)
    assert left_behind(app) == []


def test_a_table_without_days_asks_which_column_holds_them(app: Served) -> None:
    send(app, "dreams.csv", TABLE.replace("Day", "When"))
    said = settled(app)
    assert "What is in this file?" in said
    assert "The day" in said
    app.post("/import/look", {"format": "csv", "column-text": "Entry"})
    said = settled(app)
    assert "No column can be told to hold the days." in said
    assert "--column" not in said
    app.post("/import/look", {"format": "csv", "column-date": "When", "column-text": "Entry"})
    assert "2 new dreams" in settled(app)


def test_what_is_in_no_known_form_is_said_and_can_be_named(app: Served) -> None:
    send(app, "notes.txt", "just some words")
    said = settled(app)
    assert "in no form that is known here" in said
    assert "--format" not in said
    assert str(app.journal.folder) not in said
    assert app.post("/import/look", {"format": ""}).status_code == 400
    app.post("/import/look", {"format": "jsonl"})
    said = settled(app)
    assert "notes.txt is no export of a Nightglass journal" in said
    assert str(app.journal.folder) not in said


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/x.csv",
        "..\\..\\x.csv",
        "/etc/passwd",
        "a/b\0c.csv",
        "",
        ".",
        "..",
        ".held",
        "x" * 4000 + ".csv",
        HOSTILE,
    ],
)
def test_no_name_leads_anywhere(app: Served, name: str) -> None:
    assert send(app, name, TABLE).status_code == 200
    said = settled(app)
    assert "<script>alert" not in said
    assert "<img" not in said
    lying = left_behind(app)
    assert all(path.resolve().is_relative_to(app.journal.folder / "passing") for path in lying)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in lying)


def test_nothing_in_a_file_becomes_part_of_the_page(app: Served) -> None:
    rows = f'Day,Entry,Title\n2026-03-02,"{HOSTILE}","{HOSTILE}"\n"{HOSTILE}",x,y\n'
    send(app, "dreams.csv", rows)
    settled(app)
    for said in (app.get("/import?words=yes").text, settled(app)):
        assert "<script>alert" not in said
        assert "<img" not in said
    assert "&lt;script&gt;" in app.get("/import?words=yes").text
    send(app, "dreams.csv", f"{HOSTILE},{HOSTILE}2\n1,2\n")
    said = settled(app)
    assert "&lt;img" in said
    assert "<img" not in said


def test_the_lock_takes_the_file_away(app: Served) -> None:
    folder = app.journal.folder
    send(app, "dreams.csv", TABLE)
    settled(app)
    assert left_behind(app) != []
    app.keeper.lock()
    assert app.keeper.intake.arrival is None
    assert [p for p in (folder / "passing").rglob("*") if p.is_file()] == []
    answer = app.client.post(
        "/import/file?name=x.csv",
        content=b"x",
        headers={"x-csrftoken": app.token(), "accept": "application/json", "content-type": "application/octet-stream"},
    )
    assert answer.status_code == 423
    assert not any((folder / "passing").iterdir())


def test_a_start_removes_what_a_crash_left_but_not_what_another_has_in_work(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code = (
        "import os, sys, pathlib; from nightglass.web.held.private import PrivateFolder;"
        "PrivateFolder(pathlib.Path(sys.argv[1])).new('x.csv').write_text('words'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(home)], check=False)
    in_work = PrivateFolder(home)
    in_work.new("mine.csv").write_text("words")
    assert len(list((home / "passing").iterdir())) == 2
    Keeper(home)
    assert list((home / "passing").iterdir()) == [in_work.path]
    assert (in_work.path / "mine.csv").exists()
    in_work.remove()
    in_work.remove()
    sweep(home)
    assert list((home / "passing").iterdir()) == []


@given(st.text(max_size=300))
def test_every_name_becomes_a_plain_one(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert not set(plain) & {"/", "\\", "\0"}
    assert not plain.startswith(".")
    assert len(os.fsencode(plain)) <= 255
    if name.isascii() and name.isalnum() and len(name) < 40:
        assert plain_name(f"2026-03-02 {name}.csv") == f"2026-03-02 {name}.csv"


def test_without_the_form_s_token_nothing_comes(app: Served) -> None:
    answer = app.client.post("/import/file?name=x.csv", content=b"x", headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert app.keeper.intake.arrival is None


def test_markdown_comes_as_an_archive(app: Served, tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2026-03-02 The well.md", "I looked into the well.")
        archive.writestr("more/2026-03-03.md", "A bird sat on the sill.")
        archive.writestr("../2026-03-04.md", "Out of the folder, and nowhere.")
        archive.writestr("picture.png", b"\x89PNG")
    send(app, "notes.zip", path.read_bytes())
    said = settled(app)
    assert "2 new dreams" in said
    assert "Markdown notes" in said


def test_the_state_says_how_far_it_is_and_when_it_is_done(app: Served) -> None:
    send(app, "journal.jsonl", OURS)
    settled(app)
    answer = app.get("/import/state")
    assert answer.headers["hx-refresh"] == "true"
    arrival = app.keeper.intake.arrival
    assert arrival is not None
    arrival.state, arrival.items = "looking", 1234
    arrival.told(30, 60)
    assert "50 % so far. Entries so far: 1234." in app.get("/import/state").text
    arrival.state = "understood"


SETTINGS = """{"kind": "nightglass", "version": 1}
{"kind": "settings", "name": "idle_minutes", "value": "1440"}
{"kind": "settings", "name": "people", "value": "[{\\"name\\": \\"Call here\\", \\"number\\": \\"+1 900 555 0000\\"}]"}
{"kind": "settings", "name": "<b>odd</b>", "value": "null"}
"""


def test_settings_stay_out_unless_they_are_ticked(app: Served) -> None:
    send(app, "journal.jsonl", OURS + SETTINGS.partition("\n")[2])
    said = settled(app)
    assert "The file also holds settings. They stay out" in said
    assert "Lock after so many minutes without anybody: 1440" in said
    assert "People and numbers on the page for care: Call here +1 900 555 0000" in said
    assert "&lt;b&gt;odd&lt;/b&gt;: nothing" in said
    assert 'name="settings" value="yes"' in said
    assert "checked" not in said
    app.post("/import/take")
    settled(app)
    assert [setting(app.journal, name) for name in ("idle_minutes", "people")] == [None, None]
    assert "+1 900 555 0000" not in app.get("/care").text
    assert len(list(reports(app.journal))) == 1
    send(app, "journal.jsonl", SETTINGS)
    settled(app)
    app.post("/import/take", {"settings": "yes"})
    settled(app)
    assert setting(app.journal, "idle_minutes") == 1440
    send(app, "journal.jsonl", SETTINGS)
    assert "holds settings" not in settled(app)  # what is set already stays as it is


def test_the_lock_ends_a_look_through_a_file(app: Served) -> None:
    send(app, "dreams.csv", "date,text\n" + "\n" * 20_000_000)  # nothing comes of it for long
    arrival = app.keeper.intake.arrival
    assert arrival is not None
    assert arrival.state == "looking"
    assert arrival.thread is not None
    app.keeper.lock()
    arrival.thread.join(10)
    assert not arrival.thread.is_alive()
    assert arrival.state == "looking"  # it did not come to its end
