"""An invented nightmare and its reading, for every test of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nightglass

if TYPE_CHECKING:
    from nightglass.reading import Reading

LIGHTHOUSE = (
    "I was in the lighthouse with my sister Ruth and it was raining. A man in a long coat came up the stairs. "
    "He smiled and I was afraid. Suddenly there was no sound at all. I wanted to run but I could not move my legs. "
    "The man turned into my sister. She screamed and fell apart in front of me. Then I could move again, "
    "but it was too late. I woke up crying."
)


@pytest.fixture(scope="session")
def source() -> str:
    return LIGHTHOUSE


@pytest.fixture(scope="session")
def reading(source: str) -> Reading:
    return nightglass.read(source)
