"""An app for each test: ``app`` with its journal open and the client let in, ``locked`` with it locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from served import Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "home") as served:
        served.enter()
        yield served


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "home", opened=False) as served:
        served.enter()
        yield served
