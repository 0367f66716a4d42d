"""Every finding of a dream as its page lists it: what, how sure, the words it rests on, and how it can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.hvdc import CodeError, in_words, parse
from nightglass.journal import JournalError
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nightglass.journal import Correction
    from nightglass.reading import Evidence, Facet, Reading
    from nightglass.web.forms import Form

__all__ = [
    "CHOICES",
    "FLAGS",
    "CodeRow",
    "Finding",
    "code_typed",
    "codes_of",
    "findings_of",
    "perhaps",
    "places",
    "spans",
]
__all__ += ["sure_words", "value_typed"]

CHOICES = ("kind", "emotion", "ending", "waking_affect")
FLAGS = (
    "immobile", "muted", "metamorphosis", "known_dies", "dreamer_threatened", "other_threatened", "rescue", "woke",
    "recurrence", "foreknowledge", "lucid",
)  # fmt: skip
_LONGEST = 120
_EVEN = 0.5


class Finding(msgspec.Struct, frozen=True):
    """One facet.

    ``choices`` are (value, words, chosen), ``spans`` as marks have them, ``besides`` what is known of it elsewhere.
    """

    name: str
    what: str
    said: str
    sure: str
    yours: bool
    found: bool
    many: bool
    choices: tuple[tuple[str, str, bool], ...]
    spans: str
    places: str
    besides: str


class CodeRow(msgspec.Struct, frozen=True):
    """One Hall/Van de Castle code."""

    item: str
    says: str
    sure: str
    spans: str
    places: str


def findings_of(
    reading: Reading, corrections: Mapping[str, Correction], besides: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Return every facet of a reading that has the corrections in it, and what is known ``besides``, by its name."""
    names = ("kind", "emotion", "themes", "ending", "waking_affect", *FLAGS)
    return tuple(
        _finding(name, reading.facets.get(name), besides.get(name, ""), yours=f"facets.{name}" in corrections)
        for name in names
    )


def _finding(name: str, facet: Facet | None, beside: str, *, yours: bool) -> Finding:
    said = phrases().dreams
    value = None if facet is None else facet.value
    evidence = () if facet is None else facet.evidence
    return Finding(
        name=name,
        what=said.labels[name],
        said=_words(name, value) if yours or facet is None else perhaps(_words(name, value), facet.probability),
        sure=said.yours if yours else "" if facet is None else sure_words(facet.probability),
        yours=yours,
        found=yours or name not in FLAGS or value is True or beside != "",
        many=name == "themes",
        choices=_choices(name, value),
        spans=spans(evidence),
        places=places(evidence),
        besides=beside,
    )


def _words(name: str, value: Any) -> str:  # noqa: ANN401 - the value of a facet
    said = phrases().dreams
    if value is None:
        return str(said.unread)
    if isinstance(value, bool):
        return str(said.yes if value else said.no)
    if isinstance(value, str):
        return str(said["values"][name][value])
    return ", ".join(str(said["values"][name][theme]) for theme in value) or str(said.no_theme)


def _choices(name: str, value: Any) -> tuple[tuple[str, str, bool], ...]:  # noqa: ANN401
    said = phrases().dreams
    if name in FLAGS:
        return (("yes", said.yes, value is True), ("no", said.no, value is False))
    chosen = value if isinstance(value, tuple) else (value,)
    return tuple((key, words, key in chosen) for key, words in vars(said["values"][name]).items() if key[0] != "_")


def value_typed(name: str, form: Form) -> bool | str | list[str]:
    """Return the value of a facet as somebody chose it.

    Raises
    ------
    JournalError
        When there is no such facet or value.
    """
    value, known = form.raw("value"), {key for key, _, _ in _choices(name, None)} if _is_facet(name) else set()
    if name == "themes" and known.issuperset(form.many("value")):
        return list(dict.fromkeys(form.many("value")))
    if value not in known or name == "themes":
        raise JournalError(phrases().dreams.no_such)
    return value == "yes" if name in FLAGS else value


def _is_facet(name: str) -> bool:
    return name in {*CHOICES, *FLAGS, "themes"}


def codes_of(reading: Reading, *, yours: bool) -> tuple[CodeRow, ...]:
    """Return the codes of a reading, each with what it says."""
    sure = phrases().dreams.yours
    return tuple(
        CodeRow(
            c.item,
            in_words(c.item),
            sure if yours else sure_words(c.probability),
            spans(c.evidence),
            places(c.evidence),
        )
        for c in reading.hvdc
    )


def code_typed(text: str) -> str:
    """Return a code as the notation has it; small letters and a bare character are forgiven.

    Raises
    ------
    CodeError
        When it is none, with the rule and the nearest codes.
    JournalError
        When nothing was written.
    """
    plain = " ".join(text.split())[:_LONGEST]
    if not plain:
        raise JournalError(phrases().dreams.no_code)
    kind, colon, rest = plain.partition(":")
    tries = [plain, f"{kind.lower().strip()}:{rest.upper().strip()}"] if colon else [f"char:{plain.upper()}"]
    for item in tries:
        try:
            parse(item)
        except CodeError:
            continue
        return item
    parse(tries[-1] if colon or plain[0].isdecimal() else plain)
    return plain


def perhaps(words: str, probability: float) -> str:
    """Return what was found, with a perhaps where it is less likely right than not."""
    return str(phrases().dreams.perhaps.format(said=words)) if probability < _EVEN else words


def sure_words(probability: float) -> str:
    """Say how sure the reader is."""
    return str(phrases().dreams.sure.format(n=f"{100 * probability:.0f}"))


def spans(evidence: Sequence[Evidence]) -> str:
    """Return where the words are that something rests on, as marks have it."""
    return " ".join(f"{e.start}-{e.end}" for e in evidence)


def places(evidence: Sequence[Evidence]) -> str:
    """Say in how many places something rests on words."""
    said = phrases().dreams
    count = len(evidence)
    return str(said.no_place if not count else said.one_place if count == 1 else said.many_places.format(n=count))
