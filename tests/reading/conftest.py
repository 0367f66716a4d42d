"""Reports as people write them at night, invented, for every test of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from nightglass.reading.characters import find_cast
from nightglass.reading.signals import find_signals
from nightglass.reading.story import listen

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.cast import Cast
    from nightglass.reading.signals import Signals

PIECES = [
    "I was running ", "i could not move", "a man chased me", "my brother died", "she turned into a wolf", "he said ",
    "and then ", "suddenly ", "I woke up crying", "I woke up", ". ", "... ", "! ", "\n", "\n\n", '"', "“", "”", "(",
    ")", "[BL]", "[I was six]", "#12 ", "(2009-04-16 (18)) ", "I screamed but no sound came out", "I could move again",
    "I was happy", "I was so afraid", "my dog ", "we decided to go home", "😱", "don't ", "it was only a dream", ", ",
    "(in real life I have no sister)", "there was no sound", "I heard music", "a monster ", "house ", "Setting: home",
    "I think the dream is about work", "Last night I went to bed late. ", "He's ", "their ", "Anna ", "é", "\u00a0",
]  # fmt: skip


@pytest.fixture(scope="session")
def night() -> st.SearchStrategy[str]:
    """A strategy of texts: whatever a keyboard can write, and what people write at night in any disorder."""
    return st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))


@pytest.fixture(scope="session")
def hear() -> Callable[[str], tuple[Signals, Cast]]:
    """A function that returns the signals and the cast of a report."""

    def signals_and_cast(source: str) -> tuple[Signals, Cast]:
        story = listen(source)
        return find_signals(story), find_cast(story)

    return signals_and_cast
