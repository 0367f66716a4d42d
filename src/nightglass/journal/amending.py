"""A reading with the person's corrections in it: pure, so that pictures, pages and searches all see the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

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
    none by the codebook, brought in from a file, changes nothing.
    """
    facets, hvdc = dict(reading.facets), reading.hvdc
    for finding, correction in corrections.items():
        if not is_possible(finding, correction.value):
            continue
        if finding.startswith(_FACET):
            name = finding.removeprefix(_FACET)
            facets[name] = _facet(correction.value, reading.facets.get(name))
        elif finding == "hvdc":
            hvdc = _codings(correction.value, reading.hvdc)
    return msgspec.structs.replace(reading, facets=facets, hvdc=hvdc)


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
