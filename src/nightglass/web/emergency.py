"""Emergency numbers and lines to call, by country; and which country this machine's clock is set to."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from nightglass.journal import local_zone

__all__ = ["Country", "Line", "countries", "country", "country_of_clock", "dial", "written"]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line to call: who answers, its number, when, a word on it, and where it can be checked."""

    name: str
    number: str
    source: str
    hours: str | None = None
    note: str | None = None


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country by its ISO 3166 code: what to dial in an emergency, lines to call, and the day it was checked."""

    iso: str
    name: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    checked: dt.date | None = None


class _Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    written: dt.date
    countries: tuple[Country, ...]


@cache
def _numbers() -> _Numbers:
    data = (files("nightglass.web") / "data" / "emergency.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Numbers)


def written() -> dt.date:
    """Return the day on which the numbers were written down."""
    return _numbers().written


def countries() -> tuple[Country, ...]:
    """Return all countries, by name."""
    return _numbers().countries


def country(iso: str | None) -> Country | None:
    """Return a country by its code, or None where nothing is known of it."""
    return next((c for c in countries() if c.iso == iso), None)


@cache
def _zones() -> dict[str, str]:
    """Return the country of each time zone, as this machine's time zone database has it."""
    for folder in zoneinfo.TZPATH:
        try:
            lines = (Path(folder) / "zone.tab").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        return {row[2]: row[0] for row in rows if len(row) >= 3}
    return {}


def country_of_clock() -> Country | None:
    """Return the country that this machine's clock is set to, where that can be told: a guess that can be changed."""
    return country(_zones().get(local_zone()))


def dial(number: str) -> str:
    """Return a number as a telephone dials it."""
    return re.sub(r"[^0-9+*#]", "", number)
