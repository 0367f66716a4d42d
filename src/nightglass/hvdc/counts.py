"""From codings to numbers: what each item adds to the counts on which the indicators rest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nightglass.hvdc.codes import FAMILY
from nightglass.hvdc.notation import Act, Character, Feature, Fortune, Unknown, parse_leniently

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream

__all__ = ["COUNTS", "count", "tally"]

_FAMILIAR = FAMILY | {"K", "P"}
_KINDS = ("agg", "fri", "sex", "mf", "gf", "succ", "fail", "emot", "set", "obj", "act", "mod")

COUNTS: tuple[str, ...] = (
    "dreams", "unknown", "characters", "humans", "animals", "creatures", "males", "females", "known", "family",
    "familiar", "unfamiliar", "groups", "dead_imaginary", "physical", "bodily", "negative",
    *_KINDS,
    "dreamer_agg", "dreamer_fri", "dreamer_sex", "initiates_agg", "receives_agg", "initiates_fri", "receives_fri",
    "dreamer_mf", "dreamer_gf", "dreamer_succ", "dreamer_fail", "indoor", "outdoor",
    "familiar_place", "unfamiliar_place", "body_parts", "torso_anatomy",
    "any_agg", "any_fri", "any_sex", "any_mf", "any_gf", "any_succ", "any_fail", "any_striving", "any_emot",
)  # fmt: skip
"""Every count; the columns of what `count` returns. ``any_*`` are 0 or 1 a dream."""

_COLUMN = {name: i for i, name in enumerate(COUNTS)}


def count(dreams: Sequence[CodedDream]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return the counts of each dream: an array of shape (dreams, len(COUNTS))."""
    table = np.zeros((len(dreams), len(COUNTS)), dtype=np.int64)
    rows: list[int] = []
    columns: list[int] = []
    for i, dream in enumerate(dreams):
        for item in dream.hvdc:
            added = tally(item)
            columns += added
            rows += [i] * len(added)
    np.add.at(table, (rows, columns), 1)
    table[:, _COLUMN["dreams"]] = 1
    for name in COUNTS:
        if name.startswith("any_") and name != "any_striving":
            table[:, _COLUMN[name]] = table[:, _COLUMN[name[4:]]] > 0
    striving = table[:, _COLUMN["succ"]] + table[:, _COLUMN["fail"]]
    table[:, _COLUMN["any_striving"]] = striving > 0
    return table


@lru_cache(maxsize=65536)
def tally(item: str) -> list[int]:
    """Return the columns of `COUNTS` to which an item adds one; an item that breaks a rule counts as unknown."""
    return [_COLUMN[name] for name in _names(item)]


def _names(text: str) -> list[str]:
    item = parse_leniently(text)
    if isinstance(item, Unknown):
        return ["unknown"]
    if isinstance(item, Character):
        return _character(item)
    if isinstance(item, Act):
        return _act(item)
    return _fortune(item) if isinstance(item, Fortune) else _feature(item)


def _character(c: Character) -> list[str]:
    if not c.human:
        return ["characters", "animals" if c.code.endswith("ANI") else "creatures"]
    names = ["characters", "humans"]
    names += {"M": ["males"], "F": ["females"]}.get(c.sex or "", [])
    names += ["familiar"] if c.identity in _FAMILIAR else ["unfamiliar"]
    names += ["known"] if c.identity == "K" else []
    names += ["family"] if c.identity in FAMILY else []
    names += ["groups"] if c.number in "246" else []
    return names + (["dead_imaginary"] if c.number in "3456" else [])


def _act(a: Act) -> list[str]:
    names: list[str] = [a.kind]
    if a.kind == "act":
        return names
    if "D" in a.initiator or "D" in a.recipient:
        names.append(f"dreamer_{a.kind}")
    if a.kind == "agg" and a.subclass in "5678":
        names.append("physical")
    if a.sign == ">" and a.kind in {"agg", "fri"}:
        if "D" in a.initiator:
            names.append(f"initiates_{a.kind}")
        elif "D" in a.recipient:
            names.append(f"receives_{a.kind}")
    return names


def _fortune(f: Fortune) -> list[str]:
    names: list[str] = [f.kind]
    if f.kind == "emot":
        return names + (["negative"] if f.code != "HA" else [])
    if "D" in f.bearer:
        names.append(f"dreamer_{f.kind}")
    if f.kind == "mf" and f.code in "56":
        names.append("bodily")
    return names


def _feature(f: Feature) -> list[str]:
    names: list[str] = [f.kind]
    if f.kind == "set":
        names += {"I": ["indoor"], "O": ["outdoor"]}.get(f.code[0], [])
        names += {"F": ["familiar_place"], "U": ["unfamiliar_place"]}.get(f.code[1], [])
    if f.kind == "obj" and f.code[0] == "B":
        names.append("body_parts")
        names += ["torso_anatomy"] if f.code in {"BT", "BA", "BS"} else []
    return names
