"""A coded dream, and a sample of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc.notation import Act, Character, Fortune, Unknown, parse_leniently

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CodedDream", "Slip", "validate"]


class CodedDream(msgspec.Struct, frozen=True):
    """One dream with its coding.

    Attributes
    ----------
    id
        Unique in its file.
    hvdc
        The items in compact notation, as they were coded, slips included.
    collection, sex, number, date, text
        What the file tells of the dream and its dreamer; empty where it tells nothing.
    line
        Where in its file the dream stands, counted from 1; 0 where it comes from no file.
    """

    id: str
    hvdc: tuple[str, ...]
    collection: str = ""
    sex: str = ""
    number: str = ""
    date: str = ""
    text: str = ""
    line: int = 0


class Slip(msgspec.Struct, frozen=True):
    """Something in a coding that breaks a rule, with its place."""

    line: int
    dream: str
    item: str
    message: str


def validate(dreams: Iterable[CodedDream]) -> list[Slip]:
    """Return every slip of some coded dreams, in their order.

    Codes that do not exist, parties that are not in the cast of their dream, empty codings, and dream ids that come
    twice.
    """
    slips: list[Slip] = []
    seen: Counter[str] = Counter()
    for dream in dreams:
        seen[dream.id] += 1
        if seen[dream.id] == 2:
            slips.append(Slip(dream.line, dream.id, "", "this id stands for another dream already; give each its own"))
        if not dream.hvdc:
            slips.append(Slip(dream.line, dream.id, "", "the coding is empty; is that meant?"))
        slips += _slips(dream)
    return slips


def _slips(dream: CodedDream) -> Iterable[Slip]:
    items = [parse_leniently(item) for item in dream.hvdc]
    cast = {item.code for item in items if isinstance(item, Character)}
    for text, item in zip(dream.hvdc, items, strict=True):
        if isinstance(item, Unknown):
            yield Slip(dream.line, dream.id, text, item.rule)
            continue
        parties: tuple[str, ...] = ()
        if isinstance(item, Act):
            parties = item.initiator + item.recipient
        elif isinstance(item, Fortune):
            parties = item.bearer
        for party in dict.fromkeys(parties):
            if party not in {"D", "Q"} and party not in cast:
                yield Slip(
                    dream.line, dream.id, text, f"{party} is no character of this dream; add char:{party} or mend it"
                )
