"""The invented dreams, made ready to be compared."""

from __future__ import annotations

import pytest

from invented_dreams import TEXTS
from nightglass.recurrence import Telling, make_telling


@pytest.fixture(scope="session")
def told() -> dict[str, Telling]:
    return {name: make_telling(name, text) for name, text in TEXTS.items()}
