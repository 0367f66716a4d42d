"""The lock: when nobody is there, on demand, and all that was known goes with it."""

from __future__ import annotations

import datetime as dt
import gc
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from typer.testing import CliRunner

from nightglass.cli.lock import app as lock
from nightglass.journal import (
    ClosedError,
    Draft,
    JournalError,
    LockCall,
    Record,
    Report,
    drafts,
    init_journal,
    keep_draft,
    keep_setting,
    new_id,
    reports,
    save_report,
    setting,
    take_in,
    understand,
    with_settings,
)
from nightglass.web import Keeper
from nightglass.web.held import keeper as keeper_module
from nightglass.web.held.keeper import IDLE_MINUTES, LockedError
from served import CHEAP, PASSPHRASE, Served

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(tmp_path: Path, clock: Clock) -> Keeper:
    init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0].close()
    opened = Keeper(tmp_path / "home", clock)
    opened.unlock(PASSPHRASE)
    return opened


def test_it_locks_itself_when_nobody_is_there(keeper: Keeper, clock: Clock) -> None:
    clock.now += 60 * IDLE_MINUTES - 1
    assert not keeper.lock_if_idle()
    keeper.touch()
    clock.now += 60 * IDLE_MINUTES - 1
    assert not keeper.lock_if_idle()
    clock.now += 2
    assert keeper.lock_if_idle()
    assert not keeper.is_open
    with pytest.raises(LockedError):
        _ = keeper.journal
    with pytest.raises(LockedError):
        _ = keeper.reader
    assert not keeper.lock_if_idle()


def test_after_as_long_as_the_person_wants(keeper: Keeper, clock: Clock) -> None:
    keep_setting(keeper.journal, "idle_minutes", 2)
    keeper.lock()
    keeper.unlock(PASSPHRASE)
    clock.now += 121
    assert keeper.lock_if_idle()
    keeper.unlock(PASSPHRASE)
    keeper.set_idle(3)
    clock.now += 121
    assert not keeper.lock_if_idle()
    keeper.lock()


@pytest.mark.parametrize(
    "value", ["-1", "0", '"never"', "null", "1e400", "[]", "{", "true", "99999999", "NaN", '"<b>"']
)
def test_a_time_that_was_brought_in_from_elsewhere_cannot_keep_it_open(
    keeper: Keeper, clock: Clock, value: str
) -> None:
    rows = [Record("settings", {"name": "idle_minutes", "value": value})]
    take_in(keeper.journal, with_settings(understand(keeper.journal, rows)))
    keeper.lock()
    keeper.unlock(PASSPHRASE)
    clock.now += 60 * IDLE_MINUTES + 1
    assert keeper.lock_if_idle()


def test_what_is_no_json_in_a_setting_counts_for_nothing(keeper: Keeper) -> None:
    rows = [Record("settings", {"name": "look", "value": "{"})]
    take_in(keeper.journal, with_settings(understand(keeper.journal, rows)))
    assert setting(keeper.journal, "look", "system") == "system"
    keeper.lock()


def test_what_was_known_goes_with_it(keeper: Keeper) -> None:
    keeper.known("secret", lambda _: "the heron on the landing")
    assert keeper.holds("secret")
    keeper.lock()
    assert vars(keeper)["_known"] == {}
    keeper.unlock(PASSPHRASE)
    assert not keeper.holds("secret")
    keeper.lock()


def test_what_is_found_while_it_locks_is_not_kept(keeper: Keeper) -> None:
    def slow(_: object) -> str:
        keeper.lock()
        return "the heron on the landing"

    assert keeper.known("secret", slow) == "the heron on the landing"
    assert vars(keeper)["_known"] == {}


def test_who_holds_the_journal_still_can_do_nothing_more_with_it(keeper: Keeper) -> None:
    held = keeper.journal
    keeper.lock()
    with pytest.raises(ClosedError):
        list(reports(held))
    assert held.key == b""


def test_a_draft_that_is_being_kept_while_it_locks_is_kept_or_refused(keeper: Keeper) -> None:
    """Never half, and never said to be kept when it is not."""
    kept, stop = set(), threading.Event()

    def write() -> None:
        journal = keeper.journal
        for k in range(100_000):
            try:
                keep_draft(journal, Draft(f"{k:032x}", None, "The stairs again.", dt.datetime.now(dt.UTC)))
            except JournalError:
                return
            kept.add(f"{k:032x}")
            stop.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert stop.wait(10)
    keeper.lock()
    writer.join(10)
    keeper.unlock(PASSPHRASE)
    assert {d.id for d in drafts(keeper.journal)} >= kept
    keeper.lock()


def test_a_backup_that_fails_does_not_keep_it_open(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    held = keeper.journal

    def fails(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(keeper_module, "back_up_daily", fails)
    with pytest.raises(ZeroDivisionError):
        keeper.lock()
    assert held.key == b""
    assert not keeper.is_open


def test_the_clock_goes_on_while_the_machine_sleeps() -> None:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("this system does not count the seconds of its sleep")
    seconds = keeper_module.seconds_awake_or_not()
    assert abs(seconds - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5


def test_the_app_locks_itself(app: Served) -> None:
    save_report(app.journal, Report(id=new_id(), night=dt.date(2026, 3, 1), text="The heron on the landing."))
    app.keeper.set_idle(0)
    deadline = time.monotonic() + 10
    while app.keeper.is_open and time.monotonic() < deadline:
        assert app.get("/pulse").status_code == 200  # a page that only looks is nobody
        time.sleep(0.1)
    assert not app.keeper.is_open
    assert not app.get("/pulse").json()["open"]
    gc.collect()
    assert app.get("/unlock").status_code == 200


def test_a_page_asked_for_by_a_person_keeps_it_open(app: Served) -> None:
    before = vars(app.keeper)["_seen"]
    app.get("/pulse")
    assert vars(app.keeper)["_seen"] == before
    app.get("/unlock")
    assert vars(app.keeper)["_seen"] > before
    seen = vars(app.keeper)["_seen"]
    app.get("/pulse?here=yes")
    assert vars(app.keeper)["_seen"] > seen


def test_another_app_on_the_same_journal_is_asked_to_lock(app: Served, tmp_path: Path) -> None:
    other = Keeper(app.journal.folder)
    other.unlock(PASSPHRASE)
    assert not other.lock_if_idle()
    app.post("/lock")
    assert other.is_open
    assert other.lock_if_idle()
    assert not other.is_open
    assert not app.keeper.lock_if_idle()
    app.keeper.unlock(PASSPHRASE)
    other.unlock(PASSPHRASE)
    assert not app.keeper.lock_if_idle()  # a call from before holds no more
    assert not other.lock_if_idle()
    runner = CliRunner().invoke(lock, [], env={"NIGHTGLASS_HOME": str(app.journal.folder)})
    assert (runner.exit_code, "locks itself now" in runner.output) == (0, True)
    assert (app.keeper.lock_if_idle(), other.lock_if_idle()) == (True, True)
    LockCall(tmp_path / "none").call()
    assert not (tmp_path / "none").exists()


def test_two_windows_of_one_browser_go_on_after_one_passphrase_and_another_browser_does_not(app: Served) -> None:
    other = httpx.Client(base_url=app.address, headers={"origin": app.address})
    with other:
        assert other.get(app.way_in()).headers["location"] == "/"
        app.keeper.lock()
        assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
        assert [app.get("/nights").status_code for _ in range(2)] == [200, 200]
        before = vars(app.keeper)["_seen"]
        assert other.get("/nights").headers["location"].startswith("/unlock")
        for path in ("/breathe", "/care", "/unlock", "/pulse?here=yes"):
            assert other.get(path).status_code == 200
        assert vars(app.keeper)["_seen"] == before  # nor does it keep it open
        assert not other.get("/pulse").json()["open"]
        assert "data-open" not in other.get("/care").text


def test_an_address_from_before_the_lock_opens_nothing(app: Served) -> None:
    early = app.way_in()
    app.keeper.lock()
    assert app.post("/unlock", {"passphrase": PASSPHRASE}).status_code == 303
    with httpx.Client(base_url=app.address) as other:
        assert other.get(early).headers["location"] == "/unlock"
        assert other.get("/nights").headers["location"].startswith("/unlock")
        assert other.get(app.way_in()).headers["location"] == "/"
        assert other.get("/nights").status_code == 200


def test_a_program_or_a_stranger_keeps_nothing_open(app: Served) -> None:
    before = vars(app.keeper)["_seen"]
    token = app.sessions.admit_program()
    answer = app.client.get("/api/v1/journal", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert app.get("/import/state").status_code == 200  # a page that shows an import asks for it by itself
    assert vars(app.keeper)["_seen"] == before
    app.client.cookies.clear()
    assert app.get("/unlock").status_code == 401
    assert vars(app.keeper)["_seen"] == before
