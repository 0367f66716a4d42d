"""Codings as typed values, and back: ``agg:1MKA,3>,D``.

>>> from nightglass.hvdc import parse, write
>>> parse("agg:1MKA,3>,D").subclass
'3'
>>> write(parse("fri:D + 1MKA+2FSA,4>,1FMA"))
'fri:D + 1MKA+2FSA,4>,1FMA'
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

import msgspec

from nightglass.hvdc import codes
from nightglass.hvdc.errors import CodeError
from nightglass.hvdc.nearest import nearest_codes, nearest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Act", "Character", "Feature", "Fortune", "Item", "Unknown", "parse", "parse_leniently", "write"]


class Character(msgspec.Struct, frozen=True):
    """``char:1MKA``; an animal or a creature has only a number and a kind."""

    code: str

    @property
    def number(self) -> str:
        """The first sign: 1 to 8."""
        return self.code[0]

    @property
    def human(self) -> bool:
        """Whether this is a person rather than an animal or a creature."""
        return self.code[1:] not in codes.CREATURES

    @property
    def sex(self) -> str | None:
        """M, F, J or I; None for animals and creatures."""
        return self.code[1] if self.human else None

    @property
    def identity(self) -> str | None:
        """A letter of `codes.IDENTITIES`; None for animals and creatures."""
        return self.code[2] if self.human else None

    @property
    def age(self) -> str | None:
        """A, T, C or B; None for animals and creatures."""
        return self.code[3] if self.human else None


class Act(msgspec.Struct, frozen=True):
    """An aggression (``agg``), friendliness (``fri``), sexuality (``sex``) or activity (``act``).

    ``initiator`` and ``recipient`` are parties: ``D``, ``Q`` or character codes; a self-directed act has no recipient.
    ``text`` is the item as it was written, spaces and small letters included.
    """

    kind: Literal["agg", "fri", "sex", "act"]
    initiator: tuple[str, ...]
    subclass: str
    sign: str
    recipient: tuple[str, ...]
    text: str = ""


class Fortune(msgspec.Struct, frozen=True):
    """``mf:3,D``, ``gf:,D``, ``succ:,D``, ``fail:,D`` or ``emot:AP,D``: what comes to whom."""

    kind: Literal["mf", "gf", "succ", "fail", "emot"]
    code: str
    bearer: tuple[str, ...]
    text: str = ""


class Feature(msgspec.Struct, frozen=True):
    """``set:IF``, ``obj:BH``, ``mod:C+``: a setting, an object, a descriptive element."""

    kind: Literal["set", "obj", "mod"]
    code: str


class Unknown(msgspec.Struct, frozen=True):
    """An item that breaks a rule, kept as it was written; ``rule`` says which."""

    text: str
    rule: str


Item = Character | Act | Fortune | Feature | Unknown

_SUBCLASSES = {
    "agg": codes.AGGRESSION, "fri": codes.FRIENDLINESS, "sex": codes.SEXUALITY, "act": codes.ACTIVITIES,
}  # fmt: skip
_FORTUNES = {"mf": codes.MISFORTUNE, "gf": {"": ""}, "succ": {"": ""}, "fail": {"": ""}, "emot": codes.EMOTIONS}
_FEATURES = {"set": codes.SETTINGS, "obj": codes.OBJECTS, "mod": codes.DESCRIPTIVES}
_KINDS = ("char", *_SUBCLASSES, *_FORTUNES, *_FEATURES)
_SLOTS = (
    (codes.NUMBERS, "number"), (codes.SEXES, "sex"), (codes.IDENTITIES, "identity"), (codes.AGES, "age"),
)  # fmt: skip
_LETTERS = "".join(dict.fromkeys("".join(sign for signs, _ in _SLOTS for sign in signs) + "ANICZZ"))
_UNCODED = frozenset("DQ")
_PLUS = re.compile(r"\s*\+\s*")


@lru_cache(maxsize=65536)
def parse(item: str) -> Character | Act | Fortune | Feature:
    """Return an item of compact notation as a typed value.

    Raises
    ------
    CodeError
        When it breaks a rule; the error names the code, the rule and the nearest valid codes.
    """
    kind, colon, rest = item.partition(":")
    if not colon or kind not in _KINDS:
        raise CodeError(
            item, f"an item begins with one of {', '.join(_KINDS)} and a colon", lambda _: nearest_of(kind, _KINDS)
        )
    if kind == "char":
        return Character(_character(rest))
    if kind in _FEATURES:
        return Feature(kind, _one_of(rest, _FEATURES[kind], kind))  # type: ignore[arg-type]
    fields = [field.strip() for field in rest.split(",")]
    if kind in _SUBCLASSES:
        return _act(kind, fields, item)
    if len(fields) != 2:
        raise CodeError(item, f"{kind} has two fields, code and character, with one comma between them")
    return Fortune(kind, _one_of(fields[0], _FORTUNES[kind], kind), _parties(fields[1]), item)  # type: ignore[arg-type]


def parse_leniently(item: str) -> Item:
    """Return an item as a typed value, or as `Unknown` where it breaks a rule."""
    try:
        return parse(item)
    except CodeError as error:
        return Unknown(item, error.rule)


def write(item: Item) -> str:
    """Return a value in compact notation: just what was parsed, or canonical where it was made by hand."""
    if isinstance(item, Character):
        return f"char:{item.code}"
    if isinstance(item, Feature):
        return f"{item.kind}:{item.code}"
    if item.text:
        return item.text
    if isinstance(item, Act):
        parties = "+".join(item.initiator), "+".join(item.recipient)
        return f"{item.kind}:{parties[0]},{item.subclass}{item.sign},{parties[1]}"
    if isinstance(item, Fortune):
        return f"{item.kind}:{item.code},{'+'.join(item.bearer)}"
    return item.text


def _act(kind: str, fields: list[str], item: str) -> Act:
    if len(fields) != 3:
        raise CodeError(item, f"{kind} has three fields, initiator, code and recipient, with commas between them")
    initiator, code, recipient = fields
    subclass, sign = code[:1], code[1:].strip().upper()
    valid = [c + s for c in _SUBCLASSES[kind] for s in codes.SIGNS]
    plain = kind == "act" and not sign and not recipient  # a solitary activity has neither sign nor recipient
    if subclass not in _SUBCLASSES[kind] or not (sign in codes.SIGNS or plain):
        raise CodeError(
            code,
            f"{kind} takes one of {'/'.join(_SUBCLASSES[kind])} and one of > = R *",
            partial(nearest_of, codes=valid),
        )
    if sign == "*" and recipient:
        raise CodeError(item, "a self-directed act (*) has no recipient")
    if sign in {">", "=", "R"} and not recipient:
        raise CodeError(item, f"an act with {sign} has a recipient; a self-directed one is written with *")
    return Act(kind, _parties(initiator), subclass, sign, _parties(recipient) if recipient else (), item)  # type: ignore[arg-type]


@lru_cache(maxsize=65536)
def _parties(text: str) -> tuple[str, ...]:
    parties = tuple(_PLUS.split(text.strip()))
    return tuple(p if p in _UNCODED else _party(p) for p in parties)


def _party(code: str) -> str:
    if not code:
        raise CodeError(code, "a party is missing: D, Q or a character")
    if code.upper() in _UNCODED:
        raise CodeError(code, "the dreamer and an indefinite party are capitals, D and Q", lambda c: (c.upper(),))
    return _character(code)


def _character(code: str) -> str:
    if _is_character(code):
        return code
    raise CodeError(code, _character_rule(code), partial(nearest_codes, letters=_LETTERS, valid=_is_character))


@lru_cache(maxsize=8192)
def _is_character(code: str) -> bool:
    if len(code) != 4 or code[0] not in codes.NUMBERS:
        return False
    return code[1:] in codes.CREATURES or all(sign in signs for sign, (signs, _) in zip(code, _SLOTS, strict=True))


def _character_rule(code: str) -> str:
    if not code:
        return "a character is missing"
    if len(code) == 4:
        for place, sign, (signs, name) in zip(("first", "second", "third", "fourth"), code, _SLOTS, strict=True):
            if sign not in signs:
                return f"a character has four signs, and the {place}, the {name}, is one of {' '.join(signs)}"
    return "a character has four signs: number, sex, identity and age, or a number and ANI or CZZ"


def _one_of(code: str, valid: Mapping[str, str], kind: str) -> str:
    if code not in valid:
        known = [c for c in valid if c]
        rule = f"{kind} takes one of {', '.join(known)}" if known else f"{kind} takes no code before the comma"
        raise CodeError(code, rule, partial(nearest_of, codes=known))
    return code
