"""Rooms that open late: every name is there, is what its module holds, and none is hidden behind a module's name."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from nightglass.doors import opened_late

ROOMS = ("", ".course", ".hvdc", ".journal", ".reading", ".recurrence")


@pytest.mark.parametrize("room", [import_module(f"nightglass{name}") for name in ROOMS], ids=lambda room: room.__name__)
def test_every_late_name_is_there_also_once_all_modules_are_loaded(room) -> None:
    modules = {module.name for module in pkgutil.iter_modules(room.__path__)}
    late = {name: home for home, names in room._LATER.items() for name in names}
    assert late
    assert set(late) <= set(room.__all__)
    assert not modules & set(late)
    for name, home in late.items():
        assert getattr(room, name) is getattr(import_module(f"{room.__name__}.{home}"), name)


def test_a_name_that_is_nowhere_is_refused_as_python_does() -> None:
    find = opened_late("nightglass.text", {"decode": ("decode",)})
    assert callable(find("decode"))
    with pytest.raises(AttributeError, match=r"module 'nightglass\.text' has no attribute 'nothing'"):
        find("nothing")


@pytest.mark.parametrize("light", ["nightglass.hvdc", "nightglass.reading", "nightglass.web.app"])
def test_what_only_names_and_shows_waits_for_no_numpy(light: str) -> None:
    asked = f"import sys, {light}; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True).stdout == b"False\n"
