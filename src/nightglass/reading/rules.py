"""What the rules alone find: codings and facets with the words they rest on, before anything is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.acts import find_acts
from nightglass.reading.deaths import with_deaths
from nightglass.reading.emotions import find_emotions
from nightglass.reading.facets import find_facets
from nightglass.reading.fortunes import find_fortunes
from nightglass.reading.settings import find_settings
from nightglass.reading.signals import Signals, find_signals
from nightglass.reading.values import Evidence, Facet

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.story import Story

__all__ = ["Found", "find_by_rule"]


class Found(msgspec.Struct, frozen=True):
    """The signals of a report, and what the rules make of them.

    Attributes
    ----------
    signals
        The words that the facets and the score rest on.
    codings
        In compact notation, each with its words; the characters are not among them.
    facets
        By name.
    """

    signals: Signals
    codings: list[tuple[str, tuple[Evidence, ...]]]
    facets: dict[str, Facet]


def find_by_rule(story: Story, cast: Cast) -> Found:
    """Return what the rules find in a report, given who is in it."""
    signals = with_deaths(find_signals(story), cast)
    codings = [
        *find_acts(story, cast),
        *find_fortunes(story, cast),
        *find_emotions(story, cast),
        *find_settings(story),
    ]
    return Found(signals, codings, find_facets(signals, cast))
