"""The front door: help at once, wrong words answered kindly."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from importlib import import_module

import pytest
import typer

import nightglass
from nightglass.cli import COMMANDS, main
from nightglass.cli._run import MODULES


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(words))
    return int(stop.value.code or 0)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    out = capsys.readouterr().out
    for name, line in COMMANDS.items():
        assert f"  {name}" in out
        assert line in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_in_the_table_is_there(name: str) -> None:
    assert isinstance(import_module(f"nightglass.cli.{MODULES.get(name, name)}").app, typer.Typer)


def test_nothing_asked_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "Usage" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"nightglass {nightglass.__version__}\n"


def test_an_unknown_command_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("raed") == 2
    assert (
        capsys.readouterr().err == 'There is no command "raed". Did you mean "read"? "nightglass --help" lists them.\n'
    )
    assert run("xyzzy") == 2
    assert "Did you mean" not in capsys.readouterr().err


def test_help_imports_nothing_that_takes_time() -> None:
    code = "import sys; from nightglass.cli import usage; usage(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"typer", "rich", "msgspec", "numpy", "pyarrow", "simplemma"} & set(done.stdout.split())


def test_help_takes_less_than_five_times_the_start_of_python() -> None:
    def median(command: list[str]) -> float:
        times = []
        for _ in range(9):
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    bare = median([sys.executable, "-c", "pass"])
    assert median([sys.executable, "-m", "nightglass", "--help"]) < 5 * bare


def test_public_names_are_there_when_asked_for() -> None:
    assert nightglass.read("I ran.").language == "en"
    assert issubclass(nightglass.NightglassError, Exception)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = nightglass.nothing  # type: ignore[attr-defined]
