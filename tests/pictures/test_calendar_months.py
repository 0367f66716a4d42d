"""A year of months: every night once, in its place, a link with a name; what is to come has no mark."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.pictures import DARK, LIGHT, Month, Palette, calendar_months, calendar_style
from nightglass.pictures.look import contrast

STATES = st.sampled_from(["badly", "quiet", "unknown"])


def drawn(year: int, states: dict[dt.date, str], until: dt.date) -> tuple[Month, ...]:
    return calendar_months(year, states, until, lambda date: f'{date:%d %B}: <{states.get(date, "unknown")}> & "more"')


@given(st.integers(1970, 2100), st.dictionaries(st.integers(1, 365), STATES, max_size=30), st.integers(1, 365))
def test_every_night_up_to_the_last_has_one_mark_in_its_place(year: int, days: dict[int, str], last: int) -> None:
    first = dt.date(year, 1, 1)
    states = {first + dt.timedelta(days=d - 1): state for d, state in days.items()}
    until = first + dt.timedelta(days=last - 1)
    months = drawn(year, states, until)
    assert len(months) == until.month
    seen = []
    for month in months:
        root = ET.fromstring(month.svg)
        for link in root.iter("a"):
            date = dt.date.fromisoformat(link.get("data-night", ""))
            seen.append(date)
            assert link.get("href") == f"/nights/{date}"
            assert f"<{states.get(date, 'unknown')}>" in str(link.get("aria-label"))
            assert link.findtext("title") == link.get("aria-label")
            hit = next(e for e in link if e.get("class") == "hit")
            assert (float(hit.get("x", "")) - 3) / 24 == date.weekday()
            assert link.findtext("text") == str(date.day)
            assert {e.get("class") for e in link} - {"hit", None} == {states.get(date, "unknown")}
    assert seen == [first + dt.timedelta(days=d) for d in range(last)]


def test_nothing_of_a_year_to_come() -> None:
    assert drawn(2027, {}, dt.date(2026, 12, 31)) == ()


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_its_rules_colour_every_kind_of_mark(palette: object) -> None:
    style = calendar_style(palette)  # type: ignore[arg-type]
    assert all(f".{kind}{{" in style for kind in ("badly", "quiet", "unknown", "hit"))
    assert "url(" not in style


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_the_number_of_a_night_dreamt_badly_is_legible(palette: Palette) -> None:
    assert f".badly+text{{fill:{palette.ground}}}" in calendar_style(palette)
    assert contrast(palette.ground, palette.threat) >= 4.5
