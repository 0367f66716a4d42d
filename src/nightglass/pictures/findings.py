"""What was found about a dream as a whole, in plain words, with how sure the reader is where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures import words
from nightglass.pictures.sheet import SURE, Finding

if TYPE_CHECKING:
    from nightglass.reading import BodySign, Facet, Reading

__all__ = ["find_findings", "named"]


def find_findings(reading: Reading) -> tuple[Finding, ...]:
    """Return the findings of a reading; facets that the reader did not look for are left out."""
    facets = reading.facets
    found: list[Finding] = []
    if "kind" in facets:
        found.append(_valued("kind", "kind", words.KIND, facets["kind"]))
    if "emotion" in facets:
        found.append(_valued("emotion", "feeling", words.FEELING, facets["emotion"]))
    if "themes" in facets:
        found += _themes(facets["themes"])
    found += [_flag(key, facets[key]) for key in words.FLAG if key in facets]
    found += [_sign(sign) for sign in reading.body if sign.when == "dream"]
    if "ending" in facets:
        found.append(_valued("ending", "ending", words.ENDING, facets["ending"]))
    return (*found, *_waking(reading))


def named(findings: tuple[Finding, ...], group: str) -> str:
    """Return what was found in a group as one phrase, with the doubt of each; "" where nothing was."""
    return "; ".join(f"{f.words} ({f.doubt})" if f.doubt else f.words for f in findings if f.group == group and f.found)


def _doubt(probability: float) -> str:
    return "" if probability >= SURE else words.about(probability)


def _valued(key: str, group: str, table: dict[str, str], facet: Facet) -> Finding:
    said = words.plainly(table, str(facet.value))
    return Finding(f"found-{key}", group, said, True, _doubt(facet.probability), facet.evidence)  # type: ignore[arg-type]


def _themes(facet: Facet) -> list[Finding]:
    return [
        Finding(
            f"found-theme-{k}",
            "theme",
            words.plainly(words.THEME, theme.theme),
            True,  # noqa: FBT003 - a value, not a switch
            _doubt(theme.probability),
            theme.evidence,
        )
        for k, theme in enumerate(facet.each)
    ]


def _flag(key: str, facet: Facet) -> Finding:
    return Finding(f"found-{key}", "told", words.FLAG[key], bool(facet.value), _doubt(facet.probability), facet.evidence)


def _sign(sign: BodySign) -> Finding:
    group = "body" if sign.when == "dream" else "waking"
    said = words.plainly(words.SIGN, sign.sign)
    return Finding(f"found-{sign.when}-{sign.sign}", group, said, True, _doubt(sign.probability), sign.evidence)


def _waking(reading: Reading) -> list[Finding]:
    found: list[Finding] = []
    woke, felt = reading.facets.get("woke"), reading.facets.get("waking_affect")
    if woke is not None:
        said = "the dream wakes the dreamer, or they wake at its end"
        found.append(Finding("found-woke", "waking", said, bool(woke.value), _doubt(woke.probability), woke.evidence))
    found += [_sign(sign) for sign in reading.body if sign.when == "waking"]
    if felt is not None and felt.value != "none":
        said = words.plainly(words.WAKING, str(felt.value))
        found.append(Finding("found-affect", "waking", said, True, _doubt(felt.probability), felt.evidence))
    return found
