"""One report in, one reading out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.reading.acts import find_acts
from nightglass.reading.beats import find_beats
from nightglass.reading.body import find_body_signs
from nightglass.reading.calibration import key_of, probability
from nightglass.reading.characters import find_cast
from nightglass.reading.deaths import with_deaths
from nightglass.reading.emotions import find_emotions
from nightglass.reading.facets import find_facets
from nightglass.reading.fortunes import find_fortunes
from nightglass.reading.sensing import sense_all
from nightglass.reading.settings import find_settings
from nightglass.reading.signals import find_signals
from nightglass.reading.story import listen
from nightglass.reading.turns import find_turning_points
from nightglass.reading.values import Coding, Reading, Senses
from nightglass.text import check_report, language_of

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.story import Story
    from nightglass.reading.values import Character, Evidence

__all__ = ["VERSION", "read"]

VERSION = "rules-1"
"""The version of the reader; a reading that another version made can be made anew."""

_OTHER_LANGUAGE = (
    "This report seems to be in another language than English ({language}). So far only English can be read: "
    "no beats, characters, codings or facets were looked for, which does not mean that there are none."
)


def read(text: str, dreamer: str | None = None) -> Reading:
    """Read one report as a trained coder of dreams does.

    Parameters
    ----------
    text
        The report, as it was written, of 1 to 200,000 characters. Offsets count its characters; nothing is changed.
    dreamer
        The name of the dreamer, where the report is told in the third person (a therapist's or a partner's notes);
        None where the dreamer says "I".

    Returns
    -------
    Reading
        Every finding has evidence (character spans) and a probability from 0 to 1. The same text always gives the same
        reading. A report in another language than English has no findings, and ``limits`` says so.

    Raises
    ------
    NightglassError
        When there is nothing to read, or more than one report can hold; the message says what to do.

    Notes
    -----
    Codes follow Hall & Van de Castle (1966) as described by Domhoff (1996); themes follow Robert & Zadra (2014).
    docs/method.md says what each finding means and how well it agrees with trained coders.
    """
    check_report(text, "the report")
    language = language_of(text)
    if language != "en":
        limit = _OTHER_LANGUAGE.format(language=language)
        return Reading(language, dreamer or "I", (), (), (), {}, (), (), (), Senses(), (limit,), VERSION)
    story = listen(text, dreamer)
    cast = _cast(story)
    signals = with_deaths(find_signals(story), cast)
    beats = find_beats(signals, cast)
    return Reading(
        language=language,
        dreamer=story.dreamer,
        beats=beats,
        characters=cast.characters,
        hvdc=_codings(story, cast),
        facets=find_facets(signals, cast),
        turning_points=find_turning_points(signals, cast, beats),
        frames=story.frames,
        body=find_body_signs(signals),
        senses=sense_all(b.senses for b in beats),
        limits=(),
        version=VERSION,
    )


def _cast(story: Story) -> Cast:
    cast = find_cast(story)
    measured = tuple(
        msgspec.structs.replace(c, probability=probability(key_of(f"char:{c.code}"))) for c in cast.characters
    )
    return msgspec.structs.replace(cast, characters=measured)


def _codings(story: Story, cast: Cast) -> tuple[Coding, ...]:
    characters = [(f"char:{c.code}", _first_mention(c)) for c in cast.characters]
    drafts = [
        *characters,
        *find_acts(story, cast),
        *find_fortunes(story, cast),
        *find_emotions(story, cast),
        *find_settings(story),
    ]
    return tuple(Coding(item, probability(key_of(item)), evidence) for item, evidence in drafts)


def _first_mention(character: Character) -> tuple[Evidence, ...]:
    return character.mentions[:1]
