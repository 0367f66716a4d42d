"""What two codings are compared in: whole codes, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CATEGORIES", "Category"]

_PLUS = re.compile(r"\s*\+\s*")


class Category(msgspec.Struct, frozen=True):
    """One way of comparing codings.

    Attributes
    ----------
    name, label
        Its name, such as ``agg_subclass``, and what it is called.
    tag
        Which items it concerns.
    part
        What of an item is compared: takes its fields, returns a code, or None where the item has none of that sort.
    """

    name: str
    label: str
    tag: str
    part: Callable[[tuple[str, ...]], str | None]

    def codes(self, items: Iterable[str]) -> list[str]:
        """Return the codes of one dream in this category."""
        found = (self.part(_fields(item)) for item in items if item.startswith(f"{self.tag}:"))
        return [code for code in found if code is not None]


@lru_cache(maxsize=65536)
def _fields(item: str) -> tuple[str, ...]:
    """Return the fields of an item, parties in one order and signs in capitals, so that equal codings are equal."""
    fields = item.partition(":")[2].upper().split(",")
    return tuple("+".join(sorted(_PLUS.split(field.strip()))) for field in fields)


def _whole(fields: tuple[str, ...]) -> str:
    return ",".join(fields)


def _sign(place: int) -> Callable[[tuple[str, ...]], str | None]:
    def _of(fields: tuple[str, ...]) -> str | None:
        code = fields[0]
        if code.endswith(("ANI", "CZZ")):  # an animal has a number and a kind; the kind stands for its identity
            return {0: code[:1], 2: code[1:]}.get(place)
        return code[place] if len(code) > place else None

    return _of


def _subclass(place: int) -> Callable[[tuple[str, ...]], str | None]:
    return lambda fields: fields[place][:1] if len(fields) > place else None


def _parties(fields: tuple[str, ...]) -> str | None:
    return f"{fields[0]},{fields[2]}" if len(fields) == 3 else None


def _first(fields: tuple[str, ...]) -> str:
    return fields[0]


def _bearer(fields: tuple[str, ...]) -> str | None:
    return fields[1] if len(fields) == 2 else None


def _is(code: str) -> Callable[[tuple[str, ...]], str | None]:
    return lambda fields: code if fields[0] == code else None


_ACTS = (("agg", "aggressions"), ("fri", "friendlinesses"), ("sex", "sexualities"), ("act", "activities"))

CATEGORIES: tuple[Category, ...] = (
    Category("char", "characters", "char", _whole),
    Category("char_number", "  number", "char", _sign(0)),
    Category("char_sex", "  sex", "char", _sign(1)),
    Category("char_identity", "  identity", "char", _sign(2)),
    Category("char_age", "  age", "char", _sign(3)),
    *(
        category
        for tag, said in _ACTS
        for category in (
            Category(tag, f"{said}", tag, _whole),
            Category(f"{tag}_subclass", "  class", tag, _subclass(1)),
            Category(f"{tag}_parties", "  who to whom", tag, _parties),
        )
    ),
    Category("mf", "misfortunes", "mf", _whole),
    Category("mf_subclass", "  class", "mf", _subclass(0)),
    Category("mf_bearer", "  bearer", "mf", _bearer),
    Category("gf", "good fortunes", "gf", _bearer),
    Category("succ", "successes", "succ", _bearer),
    Category("fail", "failures", "fail", _bearer),
    Category("emot", "emotions", "emot", _whole),
    Category("emot_kind", "  which", "emot", _first),
    *(
        Category(f"emot_{code}", f"  {said}", "emot", _is(code))
        for code, said in (
            ("AN", "anger"), ("AP", "apprehension"), ("SD", "sadness"), ("CO", "confusion"), ("HA", "happiness"),
        )
    ),
    Category("set", "settings", "set", _whole),
    Category("set_place", "  place", "set", _subclass(0)),
    Category("obj", "objects", "obj", _whole),
    Category("mod", "descriptive elements", "mod", _whole),
)  # fmt: skip
"""Every category, in the order in which they are shown; those that are part of the one above are set in."""
