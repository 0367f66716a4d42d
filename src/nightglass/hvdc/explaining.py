"""Codings said in words, for people who do not know the notation: ``char:1MKA`` is "one known person, male, adult"."""

from __future__ import annotations

from nightglass.hvdc import codes
from nightglass.hvdc.notation import Act, Character, Feature, Fortune, Item, parse, parse_leniently

__all__ = ["in_words"]

_ONE = {"1": "one", "3": "one dead", "5": "one imagined", "7": "one changing", "8": "one changed"}
_MANY = {"2": "a group of", "4": "a group of dead", "6": "a group of imagined"}
_WHO = {
    "F": ("father", "fathers"), "M": ("mother", "mothers"), "X": ("parent", "parents"), "B": ("brother", "brothers"),
    "T": ("sister", "sisters"), "H": ("husband", "husbands"), "W": ("wife", "wives"), "A": ("son", "sons"),
    "D": ("daughter", "daughters"), "C": ("son or daughter", "sons or daughters"),
    "I": ("baby of one's own", "babies of one's own"), "Y": ("other family member", "other family members"),
    "R": ("relative", "relatives"), "K": ("known person", "known people"),
    "P": ("well-known person", "well-known people"), "O": ("person by occupation", "people by occupation"),
    "E": ("person by nationality", "people by nationality"), "S": ("stranger", "strangers"),
    "U": ("person, not said who", "people, not said who"),
}  # fmt: skip
_SEX = {"M": "male", "F": "female", "J": "of both sexes", "I": "sex not said"}
_CREATURES = {
    "ANI": ("animal", "animals"),
    "CZZ": ("creature, neither animal nor human", "creatures, neither animal nor human"),
}
_ACTS = {
    "agg": ("aggression", codes.AGGRESSION), "fri": ("friendliness", codes.FRIENDLINESS),
    "sex": ("sexuality", codes.SEXUALITY), "act": ("activity", codes.ACTIVITIES),
}  # fmt: skip
_FORTUNES = {
    "mf": ("misfortune", codes.MISFORTUNE), "gf": ("good fortune", {}), "succ": ("success", {}),
    "fail": ("failure", {}), "emot": ("feeling", codes.EMOTIONS),
}  # fmt: skip
_FEATURES = {
    "set": ("setting", codes.SETTINGS), "obj": ("object", codes.OBJECTS), "mod": ("description", codes.DESCRIPTIVES),
}  # fmt: skip


def in_words(item: str | Item) -> str:
    """Say a coding in plain words.

    >>> in_words("char:1MKA")
    'one known person, male, adult'
    >>> in_words("agg:1MSA,6>,D")
    'aggression (chase, capture, confinement, coercion) by one stranger, male, adult, towards the dreamer'

    Parameters
    ----------
    item
        In compact notation, or as a value; what breaks a rule is said as it was written.
    """
    value = parse_leniently(item) if isinstance(item, str) else item
    if isinstance(value, Character):
        return _character(value)
    if isinstance(value, Act):
        return _act(value)
    if isinstance(value, Fortune):
        name, classes = _FORTUNES[value.kind]
        said = f"{name} ({classes[value.code]})" if value.code else name
        return f"{said} of {_parties(value.bearer)}"
    if isinstance(value, Feature):
        name, meanings = _FEATURES[value.kind]
        return f"{name}: {meanings[value.code]}"
    return value.text


def _character(value: Character) -> str:
    many = value.number in _MANY
    number = _MANY[value.number] if many else _ONE[value.number]
    if not value.human:
        return f"{number} {_CREATURES[value.code[1:]][many]}"
    parts = (_WHO[str(value.identity)][many], _SEX[str(value.sex)], codes.AGES[str(value.age)])
    return f"{number} {', '.join(parts)}"


def _parties(parties: tuple[str, ...]) -> str:
    return " and ".join(_party(p) for p in parties)


def _party(code: str) -> str:
    if code == "D":
        return "the dreamer"
    if code == "Q":
        return "somebody not said"
    return in_words(parse(f"char:{code}"))


def _act(value: Act) -> str:
    name, classes = _ACTS[value.kind]
    said = f"{name} ({classes[value.subclass]})"
    one, other = _parties(value.initiator), _parties(value.recipient)
    if value.sign == "=":
        return f"{said} between {one}, and {other}"
    if value.sign == "R":
        return f"{said} by {one}, in answer to {other}"
    if value.sign == "*":
        return f"{said} by {one}, towards themself"
    return f"{said} by {one}, towards {other}" if other else f"{said} by {one}"
