"""One report in, one reading out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.beats import find_beats
from nightglass.reading.body import find_body_signs
from nightglass.reading.characters import cast_of, gather
from nightglass.reading.images import ALL_IS_WELL, HEARD_SURE, images_version
from nightglass.reading.judging import (
    Pointer,
    inputs_of,
    judge_codings,
    judge_facets,
    judge_people,
    load_weighing,
)
from nightglass.reading.model import look, model_version
from nightglass.reading.rules import find_by_rule, with_images
from nightglass.reading.sensing import sense_all
from nightglass.reading.story import listen
from nightglass.reading.turns import find_turning_points
from nightglass.reading.values import Coding, Reading, Senses
from nightglass.text import check_report, language_of

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.judging import Weighing
    from nightglass.reading.model import Sight
    from nightglass.reading.rules import Found
    from nightglass.reading.story import Story

__all__ = ["read", "version"]

_RULES = "rules 4"

_OTHER_LANGUAGE = (
    "This report seems to be in another language than English ({language}). So far only English can be read: "
    "no beats, characters, codings or facets were looked for, which does not mean that there are none."
)


def read(text: str, dreamer: str | None = None, *, images: bool = True) -> Reading:
    """Read one report as a trained coder of dreams does.

    Parameters
    ----------
    text
        The report, as it was written, of 1 to 200,000 characters. Offsets count its characters; nothing is changed.
    dreamer
        The name of the dreamer, where the report is told in the third person (a therapist's or a partner's notes);
        None where the dreamer says "I".
    images
        Whether immobility, muteness, metamorphosis and loss are heard too where no word names them, in dreams that may
        be troubled. That takes two to three times as long, and is for one person's dreams: in a corpus such findings
        are few and many of them wrong, so `nightglass code` does without.

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
        return Reading(language, dreamer or "I", (), (), (), {}, (), (), (), Senses(), (limit,), version(images=images))
    return _read_story(listen(text, dreamer), images=images)


def version(*, images: bool = True) -> str:
    """Return the version of the reader: of its rules, of the model that it ships, and of the one that hears images."""
    return f"{_RULES}, model {model_version()}" + (f", images {images_version()}" if images else "")


def _read_story(story: Story, *, images: bool) -> Reading:
    """Read an English report: the model looks and the rules search, each finding is judged, then all is told."""
    sight = look(story)
    weighing = load_weighing()
    company = gather(story)
    cast = cast_of(story, company, judge_people(company, sight.people(story, company), weighing))
    found, sure = _find(story, cast, sight, weighing, images=images)
    pointer = Pointer(story, cast, sight)
    beats = find_beats(found.signals, cast)
    return Reading(
        language="en",
        dreamer=story.dreamer,
        beats=beats,
        characters=cast.characters,
        hvdc=(*_people(cast), *judge_codings(found.codings, pointer, weighing, sure)),
        facets=judge_facets(found.facets, pointer, weighing, sure),
        turning_points=find_turning_points(found.signals, cast, beats),
        frames=story.frames,
        body=find_body_signs(found.signals),
        senses=sense_all(b.senses for b in beats),
        limits=(),
        version=version(images=images),
    )


def _find(
    story: Story, cast: Cast, sight: Sight, weighing: Weighing, *, images: bool
) -> tuple[Found, dict[str, float]]:
    """Return what is found in a report, and how sure each decision is; images are heard too, but where all is well."""
    found = find_by_rule(story, cast)
    sure = _weigh(found, story, sight, weighing)
    if not images or sure["facet kind=none"] >= ALL_IS_WELL:
        return found, sure
    found, heard = with_images(found, story, cast)
    if heard:
        sure = _weigh(found, story, sight, weighing) | dict.fromkeys((f"facet {name}" for name in heard), HEARD_SURE)
    return found, sure


def _weigh(found: Found, story: Story, sight: Sight, weighing: Weighing) -> dict[str, float]:
    values = {name: facet.value for name, facet in found.facets.items()}
    items = [item for item, _ in found.codings]
    return weighing.judge(inputs_of(sight.labels, sight.events, items, values, story))


def _people(cast: Cast) -> tuple[Coding, ...]:
    return tuple(Coding(f"char:{c.code}", c.probability, c.mentions[:1]) for c in cast.characters)
