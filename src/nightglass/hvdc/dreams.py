"""A coded dream, and a sample of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc.errors import CodeError, shown
from nightglass.hvdc.notation import Act, Fortune, parse

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
    lines
        The same for each of its items, where the format has a line for each; else empty.
    """

    id: str
    hvdc: tuple[str, ...]
    collection: str = ""
    sex: str = ""
    number: str = ""
    date: str = ""
    text: str = ""
    line: int = 0
    lines: tuple[int, ...] = ()


class Slip(msgspec.Struct, frozen=True):
    """Something in a coding that breaks a rule, or may: its place, and what to do.

    Attributes
    ----------
    line, dream, item
        Where it is; ``dream`` and ``item`` are empty where it concerns the file, or the dream as a whole.
    message
        What is wrong and what to do, without a full stop.
    certain
        False where it may be meant so: an empty coding, a party that is not in the cast.
    """

    line: int
    dream: str
    item: str
    message: str
    certain: bool = True


def validate(dreams: Iterable[CodedDream]) -> list[Slip]:
    """Return every slip of some coded dreams, in their order.

    Codes that do not exist, parties that are not in the cast of their dream, empty codings, and dream ids that come
    twice.
    """
    slips: list[Slip] = []
    first: dict[str, int] = {}
    for dream in dreams:
        if dream.id in first:
            message = f"this id stands in line {first[dream.id]} already; give each dream an id of its own"
            slips.append(Slip(dream.line, dream.id, "", message))
        first.setdefault(dream.id, dream.line)
        if not dream.hvdc:
            slips.append(Slip(dream.line, dream.id, "", "the coding is empty; is that meant?", certain=False))
        slips += _slips(dream)
    return slips


def _slips(dream: CodedDream) -> Iterable[Slip]:
    cast = {item.removeprefix("char:") for item in dream.hvdc if item.startswith("char:")}
    lines = dream.lines or (dream.line,) * len(dream.hvdc)
    for text, line in zip(dream.hvdc, lines, strict=True):
        try:
            item = parse(text)
        except CodeError as error:
            wrong = f'"{shown(error.code)}": ' if error.code not in {text, ""} else ""
            yield Slip(line, dream.id, text, wrong + error.remedy)
            continue
        parties: tuple[str, ...] = ()
        if isinstance(item, Act):
            parties = item.initiator + item.recipient
        elif isinstance(item, Fortune):
            parties = item.bearer
        for party in dict.fromkeys(parties):
            if party not in {"D", "Q"} and party not in cast:
                message = f"{party} is no character of this dream; add char:{party}, or mend the party"
                yield Slip(line, dream.id, text, message, certain=False)
