"""The norms: what the dreams of American college students of 1950 held (Hall & Van de Castle 1966)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from nightglass.hvdc.arithmetic.indicators import by_name

__all__ = ["Norm", "Norms", "norms"]

Sex = Literal["male", "female", "both"]


class Norm(msgspec.Struct, frozen=True):
    """One indicator of the norms: counts, and the published figure (percent; the indices as ratios), if any."""

    part: int
    whole: int
    published: float | None = None


class Norms(msgspec.Struct, frozen=True):
    """The norms of one sex: how many dreams, and each indicator by name."""

    name: str
    dreams: int
    indicators: dict[str, Norm]


class _File(msgspec.Struct):
    source: str
    dreams: dict[str, int]
    indicators: dict[str, dict[str, Norm]]


@cache
def norms(sex: Sex) -> Norms:
    """Return the norms of men, of women, or of both together (where nobody knows who dreamt).

    Notes
    -----
    Counted from the complete hand codings of the 500 and 491 normative dreams; the published figures are those of
    Domhoff (1996). Victimization, which the table leaves out, is the complement of the aggressor percentage.
    """
    if sex == "both":
        return _together(norms("male"), norms("female"))
    table = msgspec.json.decode((files("nightglass.hvdc.arithmetic") / "norms.json").read_bytes(), type=_File)
    found = {name: sexes[sex] for name, sexes in table.indicators.items() if name in by_name()}
    aggressor = found["aggressor_percent"]
    published = None if aggressor.published is None else 100 - aggressor.published
    found["victimization_percent"] = Norm(aggressor.whole - aggressor.part, aggressor.whole, published)
    return Norms(sex, table.dreams[sex], found)


def _together(one: Norms, other: Norms) -> Norms:
    pairs = ((name, norm, other.indicators[name]) for name, norm in one.indicators.items())
    found = {name: Norm(a.part + b.part, a.whole + b.whole) for name, a, b in pairs}
    return Norms("both", one.dreams + other.dreams, found)
