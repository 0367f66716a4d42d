"""From codings to numbers: what each item adds to the counts on which the indicators rest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nightglass.hvdc.codes import FAMILY
from nightglass.hvdc.notation import Unknown, parse_leniently

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream

__all__ = ["COUNTS", "GROUPS", "count", "tally"]

_FAMILIAR = FAMILY | {"K", "P"}
_UNFAMILIAR = frozenset("OESU")
_TAGS = ("agg", "fri", "sex", "mf", "gf", "succ", "fail", "emot", "set", "obj", "act", "mod")
_EMOTIONS = {"AN": "anger", "AP": "apprehension", "SD": "sadness", "CO": "confusion", "HA": "happiness"}
_PLUS = re.compile(r"\s*\+\s*")

GROUPS: tuple[str, ...] = ("males", "females", "animals", "known", "family", "familiar", "unfamiliar")
"""Kinds of characters with whom the dreamer's interactions are counted one by one."""

COUNTS: tuple[str, ...] = (
    "dreams", "unknown", "characters", "humans", "animals", "creatures", "males", "females", "known", "family",
    "familiar", "unfamiliar", "groups", "dead_imaginary", "changed", "physical", "bodily", "negative",
    *_TAGS,
    "dreamer_agg", "dreamer_fri", "dreamer_sex", "initiates_agg", "receives_agg", "initiates_fri", "receives_fri",
    "initiates_sex", "receives_sex",
    *(f"{tag}_with_{group}" for tag in ("agg", "fri", "sex") for group in GROUPS),
    *_EMOTIONS.values(),
    "dreamer_mf", "dreamer_gf", "dreamer_succ", "dreamer_fail", "dreamer_emot",
    "indoor", "outdoor", "familiar_place", "unfamiliar_place", "body_parts", "torso_anatomy",
    "any_agg", "any_fri", "any_sex", "any_mf", "any_gf", "any_succ", "any_fail", "any_striving", "any_emot",
)  # fmt: skip
"""Every count; the columns of what `count` returns. ``any_*`` are 0 or 1 a dream."""

_COLUMN = {name: i for i, name in enumerate(COUNTS)}


def count(dreams: Sequence[CodedDream]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return the counts of each dream: an array of shape (dreams, len(COUNTS)).

    Notes
    -----
    An item that breaks a rule adds to ``unknown``, and besides to whatever can be read in it: ``char:2CCZ`` is still a
    character and a group, ``agg:1MKA,9>,D`` still an aggression whose recipient is the dreamer. A slip of one sign
    therefore costs one sign, not the whole item.
    """
    # Codings repeat: each different item is looked at once, and then only its number travels.
    numbers: dict[str, int] = {}
    found = np.asarray([numbers.setdefault(i, len(numbers)) for d in dreams for i in d.hvdc], dtype=np.intp)
    adds = [tally(item) for item in numbers]
    width = np.asarray([len(columns) for columns in adds], dtype=np.intp)[found]
    begin = np.cumsum([0, *(len(columns) for columns in adds)])[found]
    # The columns of item after item in one row; `steps` counts 0, 1, 2 ... within each item.
    steps = np.arange(width.sum()) - np.repeat(np.cumsum(width) - width, width)
    columns = np.asarray([c for item in adds for c in item], dtype=np.intp)[np.repeat(begin, width) + steps]
    dream = np.repeat(np.repeat(np.arange(len(dreams)), [len(d.hvdc) for d in dreams]), width)
    cells = np.bincount(dream * len(COUNTS) + columns, minlength=len(dreams) * len(COUNTS))
    table = cells.reshape(len(dreams), len(COUNTS))
    table[:, _COLUMN["dreams"]] = 1
    for name in COUNTS:
        if name.startswith("any_") and name != "any_striving":
            table[:, _COLUMN[name]] = table[:, _COLUMN[name[4:]]] > 0
    striving = table[:, _COLUMN["succ"]] + table[:, _COLUMN["fail"]]
    table[:, _COLUMN["any_striving"]] = striving > 0
    return table


@lru_cache(maxsize=65536)
def tally(item: str) -> tuple[int, ...]:
    """Return the columns of `COUNTS` to which an item adds one."""
    tag, _, rest = item.partition(":")
    fields = [*(field.strip() for field in rest.split(",")), "", ""]
    names = ["unknown"] if isinstance(parse_leniently(item), Unknown) else []
    if tag == "char":
        names += ["characters", *_character(fields[0])]
    elif tag in {"agg", "fri", "sex"}:
        names += [tag, *_interaction(tag, fields)]
    elif tag in _TAGS:
        names += [tag, *_other(tag, fields)]
    return tuple(_COLUMN[name] for name in names)


@lru_cache(maxsize=8192)
def _character(code: str) -> tuple[str, ...]:
    if code.endswith("ANI"):
        return ("animals",)
    if code.endswith("CZZ"):
        return ("creatures",)
    if len(code) != 4:
        return ()
    number, sex, identity = code[0], code[1], code[2]
    signs = {
        "males": sex == "M",
        "females": sex == "F",
        "known": identity == "K",
        "family": identity in FAMILY,
        "familiar": identity in _FAMILIAR,
        "unfamiliar": identity in _UNFAMILIAR,
        "groups": number in "246",
        "dead_imaginary": number in "3456",
        "changed": number in "78",
    }
    return ("humans", *(name for name, holds in signs.items() if holds))


def _interaction(tag: str, fields: list[str]) -> list[str]:
    initiators, recipients = _PLUS.split(fields[0]), _PLUS.split(fields[2])
    acts, receives = "D" in initiators, "D" in recipients
    names = ["physical"] if tag == "agg" and fields[1][:1] in {"5", "6", "7", "8"} else []
    if not (acts or receives):
        return names
    names.append(f"dreamer_{tag}")
    if fields[1][1:].strip() == ">":
        names.append(f"initiates_{tag}" if acts else f"receives_{tag}")
    others = (recipients if acts else []) + (initiators if receives else [])
    met = {name for code in others for name in _character(code)}
    return names + [f"{tag}_with_{group}" for group in GROUPS if group in met]


def _other(tag: str, fields: list[str]) -> list[str]:
    code = fields[0]
    if tag == "set":
        return _setting(code)
    if tag == "obj":
        names = ["body_parts"] if code[:1] == "B" else []
        return names + (["torso_anatomy"] if code in {"BT", "BA", "BS"} else [])
    if tag in {"act", "mod"}:
        return []
    names = [f"dreamer_{tag}"] if "D" in _PLUS.split(fields[1]) else []
    if tag == "emot":
        names += [_EMOTIONS[code]] if code in _EMOTIONS else []
        return names if code == "HA" else [*names, "negative"]
    return [*names, "bodily"] if tag == "mf" and code[:1] in {"5", "6"} else names


def _setting(code: str) -> list[str]:
    place = {"I": ["indoor"], "O": ["outdoor"]}.get(code[:1], [])
    return place + {"F": ["familiar_place"], "U": ["unfamiliar_place"]}.get(code[1:], [])
