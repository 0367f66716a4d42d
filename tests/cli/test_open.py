"""``nightglass open`` as a process: what it prints, how it refuses, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from nightglass.journal import init_journal, list_backups, open_journal
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSPHRASE = "four or five words"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    init_journal(PASSPHRASE, tmp_path / "home", Cost(passes=1, memory=64, threads=1))[0].close()
    return tmp_path / "home"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def begin(
    home: Path, *words: str, passphrase: str | None = PASSPHRASE, program: tuple[str, ...] = ("-m", "nightglass")
) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if k != "NIGHTGLASS_PASSPHRASE"}
    environment |= {"NIGHTGLASS_HOME": str(home)} | (
        {} if passphrase is None else {"NIGHTGLASS_PASSPHRASE": passphrase}
    )
    return subprocess.Popen(
        [sys.executable, *program, "open", "--no-browser", *words], env=environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def opened(
    home: Path, *words: str, passphrase: str | None = PASSPHRASE, program: tuple[str, ...] = ("-m", "nightglass")
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give the process and the address that it has printed; it is ended in any case."""
    with begin(home, *words, passphrase=passphrase, program=program) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], how: signal.Signals) -> tuple[int, str, str]:
    process.send_signal(how)
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_asks_nothing_prints_the_address_first_and_ends_calmly(home: Path, how: signal.Signals) -> None:
    port = free_port()
    with opened(home, "--port", str(port)) as (process, address):
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/enter\?token=[\w-]{{43}}", address)
        with httpx.Client(timeout=20) as client:
            assert client.get(address).status_code == 303
            assert client.get(f"http://127.0.0.1:{port}/pulse").json()["open"]
            assert client.get(address).status_code == 403
        code, out, err = ended(process, how)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Nightglass has ended, and the journal is locked."
    assert len(list_backups(home)) == 1
    open_journal(PASSPHRASE, home).close()


BUSY = """
from nightglass.cli import main
from nightglass.reading import encode
from nightglass.web.held import reader

def read_for_ever(self):
    encode(["a heron stood in the kitchen"])
    print("reading", flush=True)
    while True:
        encode(["a heron stood in the kitchen " * 40] * 8)

reader._PATIENCE = 0.1
reader.Reader._run = read_for_ever
main()
"""


def test_a_reading_that_takes_too_long_does_not_keep_it_from_ending_calmly(home: Path) -> None:
    with opened(home, "--port", "0", program=("-c", BUSY)) as (process, first):
        assert process.stdout is not None
        seen = [first, process.stdout.readline().strip()]
        assert "reading" in seen  # beside the address
        code, out, err = ended(process, signal.SIGTERM)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Nightglass has ended, and the journal is locked."


def test_it_outlives_its_terminal_where_somebody_wanted_that(home: Path) -> None:
    """As ``nohup nightglass open`` does."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with opened(home, "--port", "0") as (process, address):
            process.send_signal(signal.SIGHUP)
            assert httpx.get(address, timeout=20).status_code == 303
            assert ended(process, signal.SIGTERM)[0] == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_wrong_passphrase_in_the_environment(home: Path) -> None:
    with begin(home, "--port", "0", passphrase="not these words") as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.startswith("That does not open the journal.")
    assert err.count("\n") == 1


def test_a_port_that_is_taken(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with begin(home, "--port", str(port)) as process:
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"Port {port} is taken")
    assert err.count("\n") == 1


def test_without_a_port_any_that_is_free(home: Path) -> None:
    with opened(home) as (_, first), opened(home) as (_, second):
        assert first.partition("/enter")[0] != second.partition("/enter")[0]
        for address in (first, second):
            assert httpx.get(address, timeout=20).status_code == 303


def test_no_journal_yet(tmp_path: Path) -> None:
    with opened(tmp_path / "none", "--port", "0") as (process, address):
        with httpx.Client(timeout=20) as client:
            assert client.get(address).status_code == 303
            place = address.partition("/enter")[0]
            assert "A place for your nights" in client.get(f"{place}/unlock").text
        assert ended(process, signal.SIGTERM)[0] == 0
    assert not (tmp_path / "none").exists()


def test_it_answers_on_this_machine_alone(home: Path) -> None:
    with opened(home, "--port", "0") as (process, address):
        heard = _listening(process.pid)
    assert heard == [address.removeprefix("http://").partition("/")[0]]


def _listening(process: int) -> list[str]:
    """Return the addresses and ports at which a process answers."""
    found = psutil.Process(process).net_connections("inet")
    return sorted(f"{c.laddr.ip}:{c.laddr.port}" for c in found if c.status == psutil.CONN_LISTEN)


def test_with_a_phone(home: Path) -> None:
    with opened(home, "--port", "0", "--phone-address", "127.0.0.2") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert process.stdout is not None
        said = [process.stdout.readline()]
        while not re.fullmatch(r"([0-9A-F]{2}:){31}[0-9A-F]{2}\n", said[-1]):
            said.append(process.stdout.readline())
            assert len(said) < 60
        assert any(line.startswith("https://127.0.0.2:") and "/enter?token=" in line for line in said)
        assert sum("█" in line for line in said) > 15
        assert [one.partition(":")[0] for one in _listening(process.pid)] == ["127.0.0.1", "127.0.0.2"]
        code, out, err = ended(process, signal.SIGINT)
    assert (code, err) == (0, "")
    assert "has ended" in out


@pytest.mark.parametrize("address", ["192.0.2.77", "8.8.8.8", "somewhere"])
def test_with_a_phone_at_an_address_that_is_none(home: Path, address: str) -> None:
    with begin(home, "--port", "0", "--phone-address", address) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.count("\n") == 1


def test_two_on_one_journal(home: Path) -> None:
    """Both work; neither is in the way of the other."""
    with opened(home, "--port", "0") as (one, first), opened(home, "--port", "0") as (other, second):
        for address in (first, second):
            with httpx.Client(timeout=20) as client:
                client.get(address)
                assert client.get(f"{address.partition('/enter')[0]}/pulse").json()["open"]
        assert ended(one, signal.SIGTERM)[0] == 0
        assert ended(other, signal.SIGTERM)[0] == 0
    open_journal(PASSPHRASE, home).close()


def test_two_who_are_impatient(home: Path) -> None:
    """A second Ctrl-C does not wait, and the journal is whole."""
    with opened(home, "--port", "0") as (process, _):
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        code, _, err = ended(process, signal.SIGINT)
    assert (code, err) == (0, "")
    open_journal(PASSPHRASE, home).close()


def test_what_costs_is_imported_later(home: Path) -> None:
    """Nobody waits at night for what reads, compares and draws (numpy does come, with the codes)."""
    script = (
        "import sys\nimport nightglass.cli.open\nfrom nightglass.web import Keeper, serve\n"
        "print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "altair",
        "faiss",
        "onnxruntime",
        "pandas",
        "polars",
        "pyarrow",
        "rich",
        "scipy",
        "segno",
        "statsmodels",
    }
    assert not heavy & set(loaded)
    assert "litestar" in loaded
