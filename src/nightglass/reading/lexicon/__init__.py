"""The word lists on which the rules rest, one plain file each, read once when first used."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["name_shares", "sections", "sex_of_name"]

_SURE = 0.85  # share of one sex above which a first name is taken to tell it


@cache
def sections(name: str) -> dict[str, list[str]]:
    """Return the lines of a lexicon by section (``## section``); comments and blank lines are left out."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (files(__name__) / name).read_text("utf-8").splitlines():
        if line.startswith("## "):
            lines = found.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


@cache
def name_shares() -> dict[str, tuple[float, float]]:
    """Return for each first name, in lower case, how common it is (per cent of people) and its share of men (0 to 1).

    Counted by the US Census Bureau in 1990 (public domain): names of at least 0.001 % of either sex.
    """
    table: dict[str, tuple[float, float]] = {}
    for line in (files(__name__) / "first_names.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, men, women = line.split("\t")
            m, f = float(men), float(women)
            table[name] = ((m + f) / 2, m / (m + f))
    return table


def sex_of_name(name: str) -> str | None:
    """Return M or F where a first name in lower case tells it, else None."""
    share = name_shares().get(name)
    if share is None or 1 - _SURE < share[1] < _SURE:
        return None
    return "M" if share[1] >= _SURE else "F"
