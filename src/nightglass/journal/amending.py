"""A reading with the person's corrections in it: pure, so that pictures, pages and searches all see the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal.amending_story import with_beats, with_body, with_cast, with_denials, with_senses
from nightglass.reading import Coding, Facet, Reading, Theme, is_possible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nightglass.journal.readings import Correction

__all__ = ["amended"]

_FACET = "facets."


def amended(reading: Reading, corrections: Mapping[str, Correction]) -> Reading:
    """Return a reading as the person left it: what they corrected is certain, all else as the reader found it.

    Parameters
    ----------
    reading
        What the reader found, old or new.
    corrections
        As `corrections_of` returns them: by the name of the finding.

    Notes
    -----
    A corrected finding keeps the reader's evidence only where the reader had found the same. A correction that is
    none by the codebook, brought in from a file, changes nothing. What the person says of the whole dream holds for
    its beats too, unless they said otherwise of a beat: where the body was never stuck, no beat shows it stuck.
    """
    said = {name: c.value for name, c in corrections.items() if is_possible(name, c.value)}
    if not said:
        return reading
    facets = dict(reading.facets)
    for finding, value in said.items():
        if finding.startswith(_FACET):
            name = finding.removeprefix(_FACET)
            facets[name] = _facet(value, reading.facets.get(name))
    own = msgspec.structs.replace(reading, facets=facets)
    own = with_cast(own, said["characters"]) if "characters" in said else own
    own = with_body(own, said["body"]) if "body" in said else own
    own = with_senses(with_beats(with_denials(own, said), said), said)
    return msgspec.structs.replace(own, hvdc=_codings(said["hvdc"], reading.hvdc)) if "hvdc" in said else own


def _facet(value: Any, before: Facet | None) -> Facet:  # noqa: ANN401 - as it was kept
    if isinstance(value, list | tuple):
        return _themes(tuple(str(v) for v in value), before)
    same = before is not None and before.value == value
    return Facet(value, 1.0, before.evidence if before is not None and same else ())


def _themes(value: tuple[str, ...], before: Facet | None) -> Facet:
    known = {t.theme: t.evidence for t in (before.each if before is not None else ())}
    each = tuple(Theme(theme, 1.0, known.get(theme, ())) for theme in value)
    return Facet(value, 1.0, tuple(dict.fromkeys(e for t in each for e in t.evidence)), each)


def _codings(items: Any, before: tuple[Coding, ...]) -> tuple[Coding, ...]:  # noqa: ANN401
    """Return the person's list of codes; one that comes twice has the evidence of the reader's first and second."""
    left = list(before)
    found = []
    for item in items:
        known = next((c for c in left if c.item == item), None)
        if known is not None:
            left.remove(known)
        found.append(Coding(item, 1.0, known.evidence if known is not None else ()))
    return tuple(found)
