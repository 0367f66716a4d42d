"""Export and backup in the app: every format there and back, nothing left behind, backups that verify."""

from __future__ import annotations

import datetime as dt
import io
import os
import socket
import zipfile
from typing import TYPE_CHECKING

import pytest

from nightglass.course import Phase
from nightglass.journal import Night, keep_phase, list_backups, reports, save_night, take_in, understand, verify_backup
from nightglass.journal.formats import IMPORTERS, Options, recognise
from raw_http import cookies_of, host_of, lines
from served import PASSPHRASE, add_dream, serving

if TYPE_CHECKING:
    from pathlib import Path

    from served import Served

FORMATS = {"jsonl": ".jsonl", "jsonl-part": ".jsonl", "csv": ".csv", "markdown": ".zip", "parquet": ".parquet"}
EVENING = dt.date(2026, 3, 2)


@pytest.fixture
def filled(app: Served) -> Served:
    add_dream(app.journal, "The well was full of birds, =1+1.", EVENING, title="Birds", read=False)
    save_night(app.journal, Night(date=EVENING + dt.timedelta(days=1), state="quiet"))
    keep_phase(app.journal, Phase("baseline", EVENING), EVENING)
    return app


def lying(app: Served) -> list[Path]:
    return list((app.journal.folder / "passing").rglob("*"))


def test_the_page_says_what_is_in_it_and_that_it_is_not_encrypted(filled: Served) -> None:
    said = filled.get("/export").text
    assert "is not encrypted" in said
    assert "Nights: 2; dreams: 1." in said
    assert "phases: 1" in said
    assert "The well" not in said


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_comes_and_can_be_taken_in_again(filled: Served, tmp_path: Path, form: str) -> None:
    answer = filled.post("/export", {"format": form})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    name = answer.headers["content-disposition"].partition('filename="')[2].rstrip('"')
    assert name.startswith("nightglass-20")
    assert name.endswith(FORMATS[form])
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert lying(filled) == []
    path = tmp_path / name
    path.write_bytes(answer.content)
    with serving(tmp_path / "other") as other:
        found = understand(other.journal, IMPORTERS[recognise(path)].read(path, Options(zone="UTC")))
        take_in(other.journal, found)
        assert [r.text for r in reports(other.journal)] == ["The well was full of birds, =1+1."]
        assert len(found.records) == (1 if form == "jsonl" else 0)
        assert found.left_out == []


def test_an_unknown_form_is_refused(filled: Served) -> None:
    assert filled.post("/export", {"format": "../x"}).status_code == 400
    assert filled.post("/export").status_code == 400


def test_markdown_comes_as_one_archive(filled: Served) -> None:
    answer = filled.post("/export", {"format": "markdown"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["2026-03-02.md", "2026-03-03.md"]


def test_a_backup_is_sent_encrypted_and_can_be_verified(filled: Served, tmp_path: Path) -> None:
    answer = filled.post("/export/backup")
    assert b"birds" not in answer.content
    path = tmp_path / "saved.nightglass"
    path.write_bytes(answer.content)
    verify_backup(path, PASSPHRASE, tmp_path)
    assert lying(filled) == []
    assert answer.headers["content-disposition"].endswith('.nightglass"')


def test_a_backup_beside_the_journal_is_listed_and_verified(filled: Served) -> None:
    assert "There is no backup yet" in filled.get("/export").text
    answer = filled.post("/export/backup/keep")
    assert answer.status_code == 303
    said = filled.get(answer.headers["location"]).text
    [made] = list_backups(filled.journal.folder)
    name = os.path.basename(made.path)  # noqa: PTH119
    assert f"The backup {name} is written and verified." in said
    verified = filled.post("/export/backup/verify", {"backup": name, "passphrase": PASSPHRASE})
    assert f"The backup {name} is whole" in verified.text
    wrong = filled.post("/export/backup/verify", {"backup": name, "passphrase": "not these words"})
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
    assert "is whole" not in wrong.text
    tries = [filled.post("/export/backup/verify", {"backup": name, "passphrase": f"wrong {k}"}) for k in range(8)]
    assert "there is a pause" in tries[-1].text  # tries are slowed down here too
    assert (
        filled.post("/export/backup/verify", {"backup": "../journal/journal.db", "passphrase": "x"}).status_code == 400
    )


def test_a_locked_journal_gives_nothing_out(locked: Served) -> None:
    for path in ("/export", "/export/backup", "/export/backup/keep", "/export/backup/verify"):
        answer = locked.post(path, {"format": "jsonl"})
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/unlock")


def test_without_the_form_s_token_nothing_is_given_out(filled: Served) -> None:
    assert filled.client.post("/export", data={"format": "jsonl"}).status_code == 403


def test_the_lock_ends_a_download_that_is_under_way(filled: Served) -> None:
    words = "The corridor was full of umbrellas and I walked on. " * 3_000
    for k in range(80):
        add_dream(filled.journal, f"{words}{k}", EVENING + dt.timedelta(days=k % 60), read=False)
    fields = f"_csrf_token={filled.token()}&format=jsonl".encode()
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        slow.settimeout(20)
        slow.connect(("127.0.0.1", int(filled.address.rpartition(":")[2])))
        slow.sendall(
            lines(
                "POST /export HTTP/1.1", f"Host: {host_of(filled)}", f"Origin: {filled.address}", cookies_of(filled),
                "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(fields)}", body=fields,
            )
        )  # fmt: skip
        got = slow.recv(2000)
        assert got.startswith(b"HTTP/1.1 200")
        whole = int(got.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        filled.keeper.lock()
        try:
            while more := slow.recv(1 << 16):
                got += more
        except ConnectionResetError:
            pass
    assert whole > 12_000_000
    assert len(got) < whole / 2  # what lay in the system's buffers, and no more
    assert filled.get("/export").status_code == 303
