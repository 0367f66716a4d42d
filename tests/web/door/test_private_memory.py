"""The memory of the app is written into no file where it fails, and shown to no other program."""

from __future__ import annotations

import subprocess
import sys

import pytest

from nightglass.web.door.memory import keep_memory_private

_TELL = """
import ctypes, resource
from nightglass.web.door.memory import keep_memory_private
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
keep_memory_private()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""
_SERVE = """
from nightglass.web.door import serving
serving.keep_memory_private = lambda: (_ for _ in ()).throw(SystemExit("first of all"))
serving.serve()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux keeps other programs out.")
def test_no_file_and_no_other_program() -> None:
    said = subprocess.run([sys.executable, "-c", _TELL], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1", "0", "0", "0"]


def test_it_is_done_before_anything_is_served() -> None:
    done = subprocess.run([sys.executable, "-c", _SERVE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "first of all")


def test_where_the_system_does_not_offer_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "elsewhere")
    monkeypatch.setitem(sys.modules, "resource", None)
    assert keep_memory_private() is None  # type: ignore[func-returns-value]
