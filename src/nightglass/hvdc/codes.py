"""Every code of the system, with what it means (Hall & Van de Castle 1966; Domhoff 1996)."""

from __future__ import annotations

from functools import cache
from itertools import product

__all__ = [
    "ACTIVITIES", "AGES", "AGGRESSION", "CREATURES", "DESCRIPTIVES", "EMOTIONS", "FAMILY", "FRIENDLINESS", "IDENTITIES",
    "MISFORTUNE", "MODIFIERS", "NUMBERS", "OBJECTS", "SETTINGS", "SEXES", "SEXUALITY", "SIGNS", "character_codes",
]  # fmt: skip

NUMBERS = {
    "1": "one", "2": "group", "3": "one, dead", "4": "group, dead", "5": "one, imaginary or fictional",
    "6": "group, imaginary or fictional", "7": "original form of a metamorphosis",
    "8": "changed form of a metamorphosis",
}  # fmt: skip
SEXES = {"M": "male", "F": "female", "J": "joint: a mixed group", "I": "indefinite"}
IDENTITIES = {
    "F": "father", "M": "mother", "X": "parents", "B": "brother", "T": "sister", "H": "husband", "W": "wife",
    "A": "son", "D": "daughter", "C": "child", "I": "infant", "Y": "other family", "R": "relative", "K": "known",
    "P": "prominent", "O": "occupational", "E": "ethnic or national", "S": "stranger", "U": "uncertain",
}  # fmt: skip
FAMILY = frozenset("FMXBTHWADCIYR")
"""Identities of the family and relatives."""
AGES = {"A": "adult", "T": "teenager", "C": "child", "B": "baby"}
CREATURES = {"ANI": "animal", "CZZ": "creature that is neither animal nor human"}

AGGRESSION = {
    "1": "hostility felt, not shown", "2": "shouting, scolding, mocking", "3": "rejection, exploitation, control",
    "4": "serious accusation, threat", "5": "theft, destruction of what is another's",
    "6": "chase, capture, confinement, coercion", "7": "attack, attempt to harm the body", "8": "killing",
}  # fmt: skip
FRIENDLINESS = {
    "1": "friendliness felt, not shown", "2": "greeting, smiling, praise, sympathy", "3": "giving, lending",
    "4": "helping, protecting, rescuing", "5": "inviting, visiting, dating", "6": "affectionate touch",
    "7": "wish for a lasting close bond",
}  # fmt: skip
SEXUALITY = {
    "1": "thought, fantasy",
    "2": "overture",
    "3": "kissing",
    "4": "fondling",
    "5": "intercourse, or the attempt",
}
SIGNS = {">": "directed", "=": "mutual", "R": "reciprocated", "*": "self-directed"}

MISFORTUNE = {
    "1": "obstacle: lost, late, cannot move, cannot find", "2": "falling, or about to",
    "3": "threat from the surroundings", "4": "accident, loss or damage of what one owns",
    "5": "ill or injured, a defect of mind or body", "6": "dead or dying",
}  # fmt: skip
EMOTIONS = {"AN": "anger", "AP": "apprehension", "SD": "sadness", "CO": "confusion", "HA": "happiness"}
SETTINGS = {
    **{
        place + kind: f"{where}, {how}"
        for (place, where), (kind, how) in product(
            {"I": "indoor", "O": "outdoor", "A": "ambiguous"}.items(),
            {"F": "familiar", "D": "distorted", "G": "geographical", "U": "unfamiliar", "Q": "questionable"}.items(),
        )
    },
    "NS": "no setting",
}
ACTIVITIES = {
    "P": "physical", "M": "movement", "L": "change of location", "V": "verbal", "E": "expressive", "S": "seeing",
    "A": "hearing", "C": "thinking",
}  # fmt: skip
OBJECTS = {
    "AR": "residential architecture", "AV": "vocational architecture", "AE": "entertainment architecture",
    "AI": "institutional architecture", "AD": "details of architecture", "AB": "building materials",
    "AM": "other architecture", "HH": "household", "FO": "food", "IT": "tools", "IW": "weapons",
    "IR": "recreational implements", "TR": "travel", "ST": "streets", "RG": "regions",
    "NA": "nature", "BH": "head", "BE": "extremities", "BT": "torso", "BA": "anatomy", "BS": "sexual organs",
    "CL": "clothing", "CM": "communication", "MO": "money", "MS": "other objects",
    "FD": "food", "MI": "other objects",
}  # fmt: skip
"""Food and other objects are met with in two spellings; both are taken."""
MODIFIERS = {
    "C": "colour", "S": "size", "A": "age", "D": "density", "T": "temperature", "V": "velocity", "L": "linearity",
    "I": "intensity", "E": "evaluation",
}  # fmt: skip
"""Modifiers; each is followed by ``+`` or ``-``."""
DESCRIPTIVES = {
    **{letter + sign: f"{name} {sign}" for letter, name in MODIFIERS.items() for sign in "+-"},
    "T": "reference to time", "N": "negation",
}  # fmt: skip
"""All descriptive elements: the modifiers, the temporal scale and the negative scale."""


@cache
def character_codes() -> tuple[str, ...]:
    """Return every valid character code."""
    people = ("".join(parts) for parts in product(NUMBERS, SEXES, IDENTITIES, AGES))
    others = (number + kind for number, kind in product(NUMBERS, CREATURES))
    return (*people, *others)
