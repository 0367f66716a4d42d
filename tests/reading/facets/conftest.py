"""What the rules alone make of a report: the model and its weights change from training to training, they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nightglass.reading.characters import find_cast
from nightglass.reading.rules import find_by_rule
from nightglass.reading.story import listen

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.values import Facet


@pytest.fixture(scope="session")
def facets_of() -> Callable[[str], dict[str, Facet]]:
    """Return a function from a report to its facets by rule."""

    def find(report: str) -> dict[str, Facet]:
        story = listen(report)
        return find_by_rule(story, find_cast(story)).facets

    return find
