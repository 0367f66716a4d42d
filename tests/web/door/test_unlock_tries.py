"""Ten thousand tries of a passphrase: few are looked at, the others wait, and nobody is locked out for good."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from argon2 import low_level

from nightglass.journal import WrongPassphraseError, in_turn, init_journal, seconds_to_wait
from nightglass.web import Keeper, TooSoonError
from raw_http import answer_of, connection, cookies_of, host_of, lines
from served import CHEAP, PASSPHRASE, Served

if TYPE_CHECKING:
    from pathlib import Path

TRIES, AT_ONCE = 10_000, 8
OVER_CONNECTIONS = 2_000  # in make test; all of them in make faults


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When a key was derived, each time."""
    moments: list[float] = []
    real = low_level.hash_secret_raw

    def deriving(*arguments: object) -> bytes:
        moments.append(time.monotonic())
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(low_level, "hash_secret_raw", deriving)
    return moments


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def home(tmp_path: Path) -> Path:
    init_journal(PASSPHRASE, tmp_path / "home", CHEAP)[0].close()
    return tmp_path / "home"


def tried(keeper: Keeper, passphrase: str) -> str:
    """Try a passphrase."""
    try:
        keeper.unlock(passphrase)
    except TooSoonError:
        return "too soon"
    except WrongPassphraseError:
        return "wrong"
    return "open"


def most_allowed(seconds: float) -> int:
    """Return how many tries may be looked at in a time: two at once, then after pauses of 1, 2, 4 ... seconds."""
    allowed = 2
    while sum(2.0**k for k in range(allowed - 1)) < seconds:
        allowed += 1
    return allowed


def test_ten_thousand_tries(home: Path, derived: list[float]) -> None:
    keeper, began = Keeper(home), time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: tried(keeper, "not these words"), range(TRIES)))
    assert answers.count("wrong") == len(derived) <= most_allowed(time.monotonic() - began)
    assert answers.count("too soon") == TRIES - len(derived)


def test_tries_over_many_connections(locked: Served, derived: list[float], many: bool) -> None:
    tries = TRIES if many else OVER_CONNECTIONS
    body = b"passphrase=not+these+words"
    one = lines(
        "POST /unlock HTTP/1.1", f"Host: {host_of(locked)}", f"Origin: {locked.address}",
        f"X-CSRFToken: {locked.token()}",
        "Accept: application/json", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        cookies_of(locked), body=body,
    )  # fmt: skip
    began = time.monotonic()

    def attack(number: int) -> list[tuple[int, str | None]]:
        with connection(locked.address, 120) as opened:
            found = []
            for _ in range(number):
                opened.sendall(one)
                answer = answer_of(opened)
                found.append((answer.status, answer.headers.get("retry-after")))
            return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [a for found in pool.map(attack, [tries // AT_ONCE] * AT_ONCE) for a in found]
    took = time.monotonic() - began
    assert len(answers) == tries
    assert {status for status, _ in answers} == {403, 429}
    wrong = [status for status, _ in answers].count(403)
    assert wrong == len(derived)
    assert all(wait is not None and 1 <= int(wait) <= 60 for status, wait in answers if status == 429)
    assert 2 <= len(derived) <= most_allowed(took)
    assert not locked.keeper.is_open


def test_while_one_is_under_way_no_other_begins(home: Path, derived: list[float]) -> None:
    keeper, all_ready = Keeper(home), threading.Barrier(20)

    def at_once(_: int) -> str:
        all_ready.wait()
        return tried(keeper, "not these words")

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(at_once, range(20)))
    assert answers.count("wrong") == len(derived) <= 2
    assert answers.count("too soon") == 20 - len(derived)


def test_the_pauses_grow_to_a_minute_and_no_further(home: Path) -> None:
    clock = Clock()
    keeper = Keeper(home, clock)
    pauses = []
    for _ in range(14):
        began = clock.now
        while tried(keeper, "not these words") == "too soon":
            clock.now += 0.5
        pauses.append(clock.now - began)
    assert pauses == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]
    clock.now += 59
    assert tried(keeper, PASSPHRASE) == "too soon"
    clock.now += 1
    assert tried(keeper, PASSPHRASE) == "open"
    keeper.lock()
    assert [tried(keeper, "not these words") for _ in range(3)] == ["wrong", "wrong", "too soon"]


def test_a_new_start_does_not_shorten_the_pause(home: Path, derived: list[float]) -> None:
    for _ in range(30):
        tried(Keeper(home), "not these words")
    assert len(derived) == 2
    clock = Clock()
    keeper = Keeper(home, clock)
    assert tried(keeper, PASSPHRASE) == "too soon"
    clock.now += seconds_to_wait(home)
    assert tried(keeper, PASSPHRASE) == "open"
    keeper.lock()


def test_a_folder_in_which_nothing_can_be_counted(home: Path, derived: list[float]) -> None:
    (home / "wrong-tries").mkdir()  # so that no file of that name can be written
    keeper = Keeper(home, Clock())
    assert [tried(keeper, "not these words") for _ in range(50)].count("wrong") == len(derived) == 2


def test_changing_the_passphrase_is_no_way_around(home: Path, derived: list[float]) -> None:
    clock = Clock()
    keeper = Keeper(home, clock)
    keeper.unlock(PASSPHRASE)
    derived.clear()
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            keeper.change_passphrase("not these words", "other words altogether")
    for _ in range(100):
        with pytest.raises(TooSoonError, match="Nothing is lost"):
            keeper.change_passphrase("not these words", "other words altogether")
    assert len(derived) == 2
    clock.now += 1
    keeper.change_passphrase(PASSPHRASE, "other words altogether")
    keeper.lock()
    assert [tried(keeper, PASSPHRASE), tried(keeper, "other words altogether")] == ["wrong", "open"]
    keeper.lock()


TRYING = """
import sys, threading, time
from pathlib import Path
from nightglass.journal import WrongPassphraseError
from nightglass.web import Keeper, TooSoonError

keeper = Keeper(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
wrong, end = 0, time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    try:
        keeper.unlock("not these words")
    except WrongPassphraseError:
        wrong += 1
    except TooSoonError:
        time.sleep(0.01)
print(wrong, flush=True)
"""


def test_several_apps_at_once_get_no_more_tries_than_one(home: Path) -> None:
    seconds, many = 4.0, 5
    apps = [
        subprocess.Popen(
            [sys.executable, "-c", TRYING, home, str(seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(many)
    ]
    for one in apps:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    began = time.monotonic()
    for one in apps:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    wrong = [int(one.communicate(timeout=60)[0]) for one in apps]
    assert 2 <= sum(wrong) <= most_allowed(time.monotonic() - began)


def test_several_commands_at_once_wait_one_after_the_other(home: Path) -> None:
    (home / "wrong-tries").write_text("2")  # so that the next three wait 1, 2 and 4 seconds
    command = [
        sys.executable,
        "-c",
        "import sys; from nightglass.journal import open_journal; open_journal(*sys.argv[1:])",
    ]
    began = time.monotonic()
    tries = [subprocess.Popen([*command, "not these words", home], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert all("WrongPassphraseError" in one.communicate(timeout=60)[1] for one in tries)
    assert time.monotonic() - began >= 1 + 2 + 4
    assert (home / "wrong-tries").read_text() == "5"


def test_what_another_app_counted_makes_this_one_wait_too(home: Path) -> None:
    clock = Clock()
    first, second = Keeper(home, clock), Keeper(home, clock)
    assert [tried(first, "not these words") for _ in range(2)] == ["wrong", "wrong"]
    assert tried(second, PASSPHRASE) == "too soon"
    clock.now += 1
    assert tried(second, PASSPHRASE) == "open"
    second.lock()
    assert [tried(second, "not these words") for _ in range(2)] == ["wrong", "wrong"]
    clock.now += 0.5
    assert tried(first, "not these words") == "too soon"
    clock.now += 0.9
    assert tried(first, "not these words") == "too soon"  # a second from when it noticed
    clock.now += 0.2
    assert tried(first, PASSPHRASE) == "open"
    first.lock()


def test_while_a_command_waits_for_its_turn_the_app_says_how_long(home: Path) -> None:
    (home / "wrong-tries").write_text("5")
    keeper = Keeper(home, Clock())
    with in_turn(home), pytest.raises(TooSoonError, match="8 more seconds"):
        keeper.unlock(PASSPHRASE)
