"""Bringing a backup back in the app: what is said first, what is let go, and the way back from it."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_socket import socket_allow_hosts

from nightglass.journal import (
    Night,
    back_up,
    back_up_daily,
    init_journal,
    known_nights,
    list_backups,
    night,
    reports,
    save_night,
    set_aside,
)
from nightglass.web.held import keeper as keeping
from phones import HERE, code, open_door, phone_at, send
from served import CHEAP, PASSPHRASE, Served, add_dream, forms, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nightglass.journal import Ready

OTHER = "six other words to keep"
EVENING = dt.date(2026, 3, 2)


def evening(k: int) -> dt.date:
    return EVENING + dt.timedelta(days=k)


@pytest.fixture
def backup(app: Served) -> str:
    """A backup with one night and one dream in it; since then there are two more nights and one more dream."""
    add_dream(app.journal, "The well was full of birds.", EVENING, read=False)
    made = back_up(app.journal).name
    add_dream(app.journal, "The mill stood still.", evening(1), read=False)
    save_night(app.journal, Night(date=evening(2), state="quiet"))
    return made


def texts(app: Served) -> list[str]:
    return [r.text for r in reports(app.journal)]


def look(app: Served, backup: str, passphrase: str = PASSPHRASE) -> str:
    answer = app.post("/restore/look", {"backup": backup, "passphrase": passphrase})
    assert (answer.status_code, answer.headers["location"]) == (303, "/restore")
    return app.get("/restore").text


def lock_and_harm(app: Served, harm: str) -> Path:
    """Lock the journal and do it some harm; return its folder."""
    folder = app.journal.folder
    app.keeper.lock()
    file = folder / "journal" / "journal.db"
    if harm == "damaged":
        file.write_bytes(b"no journal any more" * 400)
    elif harm == "missing":
        file.unlink()
    elif harm == "gone":
        shutil.rmtree(folder / "journal")
    else:
        for name in ("keys.json", "keys-copy.json"):
            (folder / "journal" / name).write_bytes(b"{}")
    return folder


def test_it_is_found_from_the_settings_and_from_the_backups(app: Served, backup: str) -> None:
    for page in ("/settings", "/export"):
        assert 'href="/restore"' in app.get(page).text
    said = app.get("/restore").text
    assert f'value="{backup}" checked' in said
    assert "made by you" in said
    assert "nothing is lost either way" in said
    assert "nightglass restore" not in said


def test_what_comes_and_goes_is_said_before_anything_is_done(app: Served, backup: str) -> None:
    said = look(app, backup)
    assert "The backup of" in said
    assert "2 nights and 1 dream that the journal has now are not in this backup." in said
    assert "Your passphrase stays the one that you have now." in said
    rows = said.replace("\n", "")
    assert '<th scope="row">Nights</th><td>1</td><td>3</td>' in rows
    assert '<th scope="row">Dreams</th><td>1</td><td>2</td>' in rows
    assert "Recordings" not in said
    assert "birds" not in said
    assert len(texts(app)) == 2  # nothing has happened
    assert app.post("/restore/leave").status_code == 303
    assert "are not in this backup" not in app.get("/restore").text
    assert list(app.journal.folder.glob("trial-*")) == []


def test_there_and_back_by_one_press(app: Served, backup: str) -> None:
    look(app, backup)
    journal, reader = app.journal, app.keeper.reader
    assert app.keeper.known("how many", lambda j: len(list(reports(j)))) == 2
    answer = app.post("/restore/now")
    assert (answer.status_code, answer.headers["location"]) == (303, "/restore")
    assert texts(app) == ["The well was full of birds."]
    assert journal.key == bytearray()
    assert app.keeper.reader is not reader
    assert not reader._thread.is_alive()
    assert app.keeper.known("how many", lambda j: len(list(reports(j)))) == 1
    said = app.get("/restore").text
    assert "is in its place" in said
    assert "Bring that one back" in said
    [aside] = set_aside(app.journal.folder)
    app.post("/restore/back", {"name": aside.name})
    assert len(texts(app)) == 2
    assert "The journal that was set aside is in its place again." in app.get("/restore").text
    [other] = set_aside(app.journal.folder)
    app.post("/restore/back", {"name": other.name})
    assert len(texts(app)) == 1


def test_what_was_let_in_is_let_go_and_other_windows_are_told(app: Served, backup: str) -> None:
    token = app.sessions.admit_program()
    assert app.sessions.enter(app.sessions.issue("phone"), "phone")
    pulse = {"accept": "application/json"}
    before = app.get("/pulse", headers=pulse).json()
    assert f'data-open="{before["turn"]}"' in app.get("/nights").text
    assert "has to be let in anew" in look(app, backup)
    app.post("/restore/now")
    assert not app.sessions.knows(token, "program")
    assert not app.sessions.has("phone")
    after = app.get("/pulse", headers=pulse).json()
    assert after["open"]
    assert after["turn"] != before["turn"]
    assert app.get("/restore").status_code == 200  # whoever did it is still inside


def test_an_older_backup_opens_with_the_passphrase_of_now_which_stays(app: Served, backup: str) -> None:
    app.post("/settings/passphrase", {"present": PASSPHRASE, "new": OTHER, "again": OTHER})
    for passphrase in (PASSPHRASE, OTHER):
        assert "Your passphrase stays" in look(app, backup, passphrase)
    app.post("/restore/now")
    assert texts(app) == ["The well was full of birds."]
    app.post("/lock")
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 403
    app.keeper.unlock(OTHER)


def test_a_backup_of_another_journal_brings_its_passphrase(app: Served, tmp_path: Path) -> None:
    other, _ = init_journal(OTHER, tmp_path / "other", CHEAP)
    add_dream(other, "A stranger's dream.", EVENING, read=False)
    sent = app.client.post(
        "/restore/file?name=stick.nightglass", content=back_up(other).read_bytes(), headers=with_token(app)
    )
    other.close()
    assert sent.json() == {"next": "/restore"}
    assert "The file that you chose: stick.nightglass" in app.get("/restore").text
    assert app.post("/restore/look", {"backup": "/sent", "passphrase": PASSPHRASE}).status_code == 403
    said = look(app, "/sent", OTHER)
    assert "From then on the passphrase of its day opens the journal" in said
    app.post("/restore/now")
    assert texts(app) == ["A stranger's dream."]
    assert list((app.journal.folder / "passing").iterdir()) == []
    [aside] = set_aside(app.journal.folder)
    answer = app.post("/restore/back", {"name": aside.name})
    assert answer.headers["location"] == "/unlock"  # it has another key, so it asks for its passphrase
    assert "Its own passphrase opens it." in app.get("/unlock").text
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
    app.post("/lock")
    assert "Its own passphrase opens it." not in app.get("/unlock").text


def with_token(app: Served) -> dict[str, str]:
    return {"x-csrftoken": app.token(), "content-type": "application/octet-stream"}


def test_what_is_no_backup_is_said_and_changes_nothing(app: Served, backup: str) -> None:
    for content in (b"", b"no backup at all", b"PK\x03\x04" * 100):
        app.client.post("/restore/file?name=x", content=content, headers=with_token(app))
        answer = app.post("/restore/look", {"backup": "/sent", "passphrase": PASSPHRASE})
        assert answer.status_code == 400
        assert "it is no backup of a journal" in answer.text
    for name in ("", "../journal/journal.db", "nothing.nightglass", "/etc/passwd"):
        assert app.post("/restore/look", {"backup": name, "passphrase": PASSPHRASE}).status_code == 400
    for name in ("", "journal", "../home/journal", "backups"):
        assert app.post("/restore/back", {"name": name}).status_code == 400
    answer = app.post("/restore/now")
    assert answer.status_code == 400
    assert "choose it once more" in answer.text
    assert len(texts(app)) == 2


def test_tries_are_slowed_down(app: Served, backup: str) -> None:
    tries = [app.post("/restore/look", {"backup": backup, "passphrase": f"wrong {k}"}) for k in range(6)]
    assert tries[0].status_code == 403
    assert "does not open this backup" in tries[0].text
    assert tries[-1].status_code == 429
    assert int(tries[-1].headers["retry-after"]) >= 1


def test_nothing_typed_is_no_try(app: Served, backup: str) -> None:
    for _ in range(4):
        answer = app.post("/restore/look", {"backup": backup, "passphrase": " "})
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    look(app, backup)


def test_without_the_form_s_token_nothing_is_done(app: Served, backup: str) -> None:
    look(app, backup)
    for path in ("/restore/now", "/restore/look", "/restore/back", "/restore/leave", "/restore/file"):
        assert app.client.post(path).status_code == 403
    assert len(texts(app)) == 2


def test_beside_a_journal_that_is_locked_and_well_nobody_gets_in_with_an_old_backup(app: Served, backup: str) -> None:
    look(app, backup)
    app.post("/lock")
    assert list(app.keeper.restoring._home.glob("trial-*")) == []
    assert app.get("/restore").headers["location"] == "/unlock?next=/restore"
    for path in ("/restore/now", "/restore/look", "/restore/back", "/restore/leave"):
        answer = app.post(path, {"backup": backup, "passphrase": PASSPHRASE})
        assert answer.headers["location"].startswith("/unlock"), path
    assert app.client.post("/restore/file", content=b"x", headers=with_token(app)).status_code in {303, 423}


def test_while_another_nightglass_has_it_open_nothing_is_moved(app: Served, backup: str) -> None:
    code = (
        "import sys; from pathlib import Path; from nightglass.journal import open_journal, nights\n"
        "journal = open_journal(sys.argv[1], Path(sys.argv[2])); print(len(list(nights(journal))), flush=True)\n"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, PASSPHRASE, app.journal.folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        look(app, backup)
        answer = app.post("/restore/now")
        process.communicate()
    assert "Another Nightglass has this journal open." in answer.text
    assert len(texts(app)) == 2  # and it is open again


def test_what_waits_to_be_brought_back_is_put_away_when_nobody_is_there(app: Served, backup: str) -> None:
    look(app, backup)
    app.keeper.set_idle(0)
    while app.keeper.is_open:
        app.keeper.lock_if_idle()
    assert app.keeper.restoring.looked is None
    lock_after = list(app.keeper.restoring._home.glob("trial-*"))
    assert lock_after == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("missing", "is not where it was"),
        ("gone", "is not where it was"),
        ("keys", "are missing or damaged"),
    ],
)
def test_where_it_cannot_be_opened_that_is_said_and_a_backup_offered(
    app: Served, backup: str, harm: str, words: str
) -> None:
    folder = lock_and_harm(app, harm)
    said = app.get("/unlock").text
    assert words in said
    assert "not about your passphrase" in said
    assert "nightglass restore" not in said
    assert f'value="{backup}"' in said
    assert "/restore/look" in forms(said)
    assert app.post("/restore/look", {"backup": backup, "passphrase": "not these words"}).status_code == 403
    said = look(app, backup)
    assert "Every page of it is whole." in said
    assert '<th scope="row">Nights</th><td>1</td></tr>' in said.replace("\n", "")
    answer = app.post("/restore/now")
    assert answer.headers["location"] == "/restore"
    assert texts(app) == ["The well was full of birds."]
    assert app.get("/").status_code == 200
    assert len(set_aside(folder)) == (harm != "gone")


def test_a_damaged_one_is_told_by_the_right_passphrase_which_looks_into_the_newest_backup(
    app: Served, backup: str
) -> None:
    lock_and_harm(app, "damaged")
    assert "/unlock" in forms(app.get("/unlock").text)
    assert app.get("/restore").status_code == 303  # nobody has shown yet that they know the passphrase
    assert app.post("/unlock", {"passphrase": "not these words"}).status_code == 403
    answer = app.post("/unlock", {"passphrase": PASSPHRASE})
    assert answer.headers["location"] == "/unlock"
    said = app.get("/unlock").text
    assert "Your passphrase is right, but the journal’s file is damaged and cannot be read." in said
    assert "Every page of it is whole." in said
    assert app.post("/restore/now").headers["location"] == "/restore"
    assert known_nights(app.journal, EVENING, evening(9)) == 3  # the newest was made when it was locked
    said = app.get("/restore").text
    assert "Bring that one back" in said
    [aside] = set_aside(app.journal.folder)
    assert app.post("/restore/back", {"name": aside.name}).headers["location"] == "/unlock"
    assert "is damaged and cannot be read" in app.get("/unlock").text  # as it was


def test_a_harmed_backup_is_passed_over(app: Served, backup: str) -> None:
    folder = lock_and_harm(app, "damaged")
    newest = Path(list_backups(folder)[0].path)
    assert newest.name != backup
    newest.write_bytes(newest.read_bytes()[:-3000])
    app.post("/unlock", {"passphrase": PASSPHRASE})
    assert "Every page of it is whole." in app.get("/unlock").text
    app.post("/restore/now")
    assert night(app.journal, EVENING).state == "badly"
    assert known_nights(app.journal, EVENING, evening(9)) == 1


def test_a_program_is_told_in_words_of_the_app(app: Served, backup: str) -> None:
    lock_and_harm(app, "damaged")
    answer = app.post("/unlock", {"passphrase": PASSPHRASE}, headers={"accept": "application/json"})
    assert answer.status_code == 500
    assert "a backup can take its place" in answer.json()["error"]
    assert "nightglass restore" not in answer.text


def test_damage_deep_in_the_file_is_said_on_a_page_that_leads_to_the_backups(app: Served, backup: str) -> None:
    for k in range(400):
        save_night(app.journal, Night(date=evening(k), state="quiet", note="The lamp was on. " * 40))
    app.journal.write_anew()
    app.keeper.lock()
    file = app.keeper.restoring._home / "journal" / "journal.db"
    data = bytearray(file.read_bytes())
    for k in range(80, 110):  # the nights lie here: after the first pages of all tables come those of the first one
        data[4096 * k + 100] ^= 0xFF
    file.write_bytes(bytes(data))
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).headers["location"] == "/"
    answer = app.get("/nights")
    assert answer.status_code == 500
    assert 'href="/restore"' in answer.text
    assert "nightglass restore" not in answer.text
    assert "cannot be read. It is set aside as it is" in look(app, backup)
    assert app.post("/restore/now").headers["location"] == "/restore"
    assert app.get("/nights").status_code == 200


def other_window(app: Served) -> Served:
    """Return another browser at the desk, let in by an address of its own, which has given no passphrase."""
    found = Served(app.address, app.keeper, app.sessions)
    found.client.get(f"{app.address}/enter?token={app.sessions.issue('desk')}")
    return found


def test_what_one_has_looked_into_no_other_window_brings_back(app: Served, backup: str) -> None:
    lock_and_harm(app, "damaged")
    other = other_window(app)
    app.post("/unlock", {"passphrase": PASSPHRASE})
    assert "/restore/now" in forms(app.get("/unlock").text)
    assert "/restore/now" not in forms(other.get("/unlock").text)
    assert other.post("/restore/now").status_code == 400
    assert not app.keeper.is_open
    assert app.post("/restore/now").headers["location"] == "/restore"
    assert app.get("/nights").status_code == 200
    assert other.get("/nights").headers["location"].startswith("/unlock")
    other.client.close()


def test_whoever_had_opened_the_one_before_gives_the_passphrase_of_the_next(app: Served, backup: str) -> None:
    other = other_window(app)
    other.post("/unlock", {"passphrase": PASSPHRASE})
    assert other.get("/nights").status_code == 200
    look(app, backup)
    app.post("/restore/now")
    assert app.get("/nights").status_code == 200
    assert other.get("/nights").headers["location"].startswith("/unlock")
    [aside] = set_aside(app.journal.folder)
    app.post("/restore/back", {"name": aside.name})
    assert app.get("/nights").status_code == 200
    assert other.get("/nights").headers["location"].startswith("/unlock")
    other.client.close()


def test_a_phone_is_told_and_brings_nothing_back(app: Served, backup: str) -> None:
    socket_allow_hosts(["127.0.0.1", "::1", HERE], allow_unix_socket=True)
    open_door(app)
    address = code(app)
    with phone_at(address) as phone:
        assert phone.get(address).status_code == 303
        lock_and_harm(app, "damaged")
        assert send(phone, "/unlock", {"passphrase": PASSPHRASE}).headers["location"] == "/unlock"
        said = phone.get("/unlock").text
        assert "is damaged and cannot be read. On the machine itself a backup can take its place." in said
        assert forms(said) == []
        assert app.keeper.restoring.looked is None
        for path in ("/restore/look", "/restore/now", "/restore/back", "/restore/file"):
            assert send(phone, path, {"backup": backup, "passphrase": PASSPHRASE}).status_code == 403


def test_who_unlocks_while_journals_are_moved_gets_into_the_one_that_was_brought_back(
    app: Served, backup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(app, backup)
    (who,) = (value for name, value in app.client.cookies.items() if "form" not in name)
    moving, go_on = threading.Event(), threading.Event()
    plain = keeping.put_in_place

    def slow(ready: Ready, folder: Path | None) -> Path | None:
        moving.set()
        assert go_on.wait(30)
        return plain(ready, folder)

    monkeypatch.setattr(keeping, "put_in_place", slow)
    bringing = threading.Thread(target=app.keeper.bring_back, args=(who,))
    bringing.start()
    assert moving.wait(30)
    unlocking = threading.Thread(target=app.keeper.unlock, args=(PASSPHRASE,))
    unlocking.start()
    assert not app.keeper.is_open
    go_on.set()
    bringing.join()
    unlocking.join()
    assert texts(app) == ["The well was full of birds."]
    add_dream(app.journal, "The lock keeper waved.", evening(5), read=False)
    app.post("/lock")
    app.keeper.unlock(PASSPHRASE)
    assert len(texts(app)) == 2


def test_a_full_disk_leaves_the_journal_as_it_was(app: Served, backup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    answer = app.post("/restore/look", {"backup": backup, "passphrase": PASSPHRASE})
    monkeypatch.undo()
    assert answer.status_code == 400
    assert "No space left on device" in answer.text
    assert len(texts(app)) == 2
    look(app, backup)
    plain = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.name == "journal":
            raise OSError(28, "No space left on device")
        return plain(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    answer = app.post("/restore/now")
    monkeypatch.undo()
    assert "nothing is lost" in answer.text
    assert len(texts(app)) == 2


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "home", made=False) as served:
        served.enter()
        yield served


def test_on_a_new_machine_a_backup_from_a_stick_becomes_the_journal(empty: Served, tmp_path: Path) -> None:
    with serving(tmp_path / "other") as other:
        add_dream(other.journal, "The well was full of birds.", EVENING, read=False)
        saved = back_up(other.journal).read_bytes()
    assert 'href="/restore"' in empty.get("/unlock").text
    said = empty.get("/restore").text
    assert "There is no journal here yet." in said
    empty.client.post("/restore/file?name=stick.nightglass", content=saved, headers=with_token(empty))
    look(empty, "/sent")
    assert empty.post("/restore/now").headers["location"] == "/restore"
    assert texts(empty) == ["The well was full of birds."]
    assert "set aside" not in empty.get("/restore").text.partition("is in its place")[2].partition("</div>")[0]


def test_a_missing_one_without_a_backup_can_be_begun_anew_and_its_keys_stay(empty: Served, tmp_path: Path) -> None:
    init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0].close()
    (tmp_path / "home" / "journal" / "journal.db").unlink()
    said = empty.get("/unlock").text
    assert "There is no backup beside it." in said
    assert 'href="/begin"' in said
    assert empty.get("/begin").status_code == 200
    assert empty.post("/begin", {"passphrase": OTHER, "again": OTHER}).status_code < 400
    [aside] = set_aside(tmp_path / "home")
    assert (tmp_path / "home" / aside.name / "keys.json").exists()


def test_many_backups_are_folded_away(app: Served) -> None:
    back_up_daily(app.journal)
    for _ in range(4):
        back_up(app.journal)
    said = app.get("/restore").text
    assert said.count('name="backup"') == 5
    assert said.partition("<details")[0].count('name="backup"') == 3
    assert "made by itself" in said
