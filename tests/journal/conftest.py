"""A journal of one's own for each test, with a passphrase that is quick to try; the real cost is tested by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nightglass.journal import Journal, init_journal
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHEAP = Cost(passes=1, memory=64, threads=1)
PASSPHRASE = "four or five words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    made, _ = init_journal(PASSPHRASE, folder, CHEAP)
    yield made
    made.close()
