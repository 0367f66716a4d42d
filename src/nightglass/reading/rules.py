"""What the rules alone find: codings and facets with the words they rest on, before anything is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.acts import find_acts
from nightglass.reading.deaths import with_deaths
from nightglass.reading.emotions import find_emotions
from nightglass.reading.facets import find_facets
from nightglass.reading.fortunes import find_fortunes
from nightglass.reading.images import IMAGES, hear_images
from nightglass.reading.settings import find_settings
from nightglass.reading.signals import Signals, find_signals
from nightglass.reading.values import Evidence, Facet

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.story import Story

__all__ = ["Found", "find_by_rule", "with_images"]


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


def with_images(found: Found, story: Story, cast: Cast) -> tuple[Found, tuple[str, ...]]:
    """Return what the rules make of a report in which images are heard too, and of which facets any are.

    Listened for is only what the rules have no words for.
    """
    heard = hear_images(story, [kind for kind in IMAGES if not found.facets[kind].value])
    if not heard:
        return found, ()
    kinds = tuple(dict.fromkeys(signal.kind for signal in heard))
    signals = found.signals
    for kind in kinds:
        signals = signals.adding(kind, [signal for signal in heard if signal.kind == kind])
    return Found(signals, found.codings, find_facets(signals, cast)), tuple(kind for kind in IMAGES if kind in kinds)
