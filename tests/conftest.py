"""What every test may use, and what none may: the network beyond this machine."""

from __future__ import annotations

import random
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

if TYPE_CHECKING:
    from collections.abc import Callable

# A shared machine is slow at times; that is no failure of what is tested.
settings.register_profile("nightglass", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("nightglass")

_PLACES = ["a stairwell", "the old school", "a train without doors", "my grandmother's kitchen", "a flooded car park"]
_WHO = ["my brother", "a woman without a face", "a grey dog", "two soldiers", "my late uncle", "a child I did not know"]
_DOES = [
    "shouted at me",
    "took my hand",
    "followed me",
    "turned into smoke",
    "fell through the floor",
    "wept",
    "laughed",
]
_I = ["I could not move", "I ran", "I hid under the table", "I tried to call out and had no voice", "I was so afraid"]
_END = ["Then I woke up.", "It stopped there.", "I woke crying, with my heart racing.", "After that it was morning."]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--many", action="store_true", help="Break things many times over in tests/faults.")


def pytest_configure() -> None:
    """Undo what a shell does in the background: programs that a test starts are interrupted as at a terminal."""
    if threading.current_thread() is threading.main_thread():
        for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
            if signal.getsignal(number) is signal.SIG_IGN:
                signal.signal(number, usual)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


def pytest_sessionfinish() -> None:
    if "served" in sys.modules:
        sys.modules["served"].stop_all()


@pytest.fixture(scope="session")
def many(pytestconfig: pytest.Config) -> bool:
    """Whether faults are to be tried many times rather than a few."""
    return bool(pytestconfig.getoption("--many"))


@pytest.fixture(scope="session")
def invent() -> Callable[..., list[str]]:
    """A function that returns as many invented reports as it is asked for, always the same for the same seed."""

    def reports(number: int, seed: int = 0) -> list[str]:
        chance = random.Random(seed)
        return [_report(chance) for _ in range(number)]

    return reports


def _report(chance: random.Random) -> str:
    steps = [
        f"{chance.choice(_WHO).capitalize()} {chance.choice(_DOES)}, and {chance.choice(_I)}."
        for _ in range(chance.randint(1, 5))
    ]
    return f"I was in {chance.choice(_PLACES)}. {' '.join(steps)} {chance.choice(_END)}"
