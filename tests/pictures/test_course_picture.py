"""Calendar, course and gaps: whole, readable in 80 columns, unknown nights visibly unknown."""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console

from nightglass.course import Gaps, Night, Phase, Rate, find_gaps
from nightglass.pictures import (
    Palette,
    calendar_svg,
    calendar_terminal,
    course_points,
    course_svg,
    gaps_svg,
    gaps_terminal,
    to_png,
)

FIRST = dt.date(2025, 1, 1)
STATES = ("badly", "quiet", "quiet", "unknown", "quiet")
SVG = "{http://www.w3.org/2000/svg}"


def nights(count: int) -> list[Night]:
    return [Night(date=FIRST + dt.timedelta(days=k), state=STATES[k * k % 5]) for k in range(count)]  # type: ignore[arg-type]


def printed(picture: object, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(picture)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("count", [0, 1, 40, 430, 1500])
@pytest.mark.parametrize("dark", [True, False])
def test_every_night_has_its_mark_and_words(count: int, dark: bool) -> None:
    given = nights(count)
    root = ET.fromstring(calendar_svg(given, dark=dark))
    titles = [e.text or "" for e in root.iter(f"{SVG}title")]
    assert len(titles) == 1 + count
    assert sum(t.endswith(": unknown") for t in titles) == sum(n.state == "unknown" for n in given)
    assert len([e for e in root.iter(f"{SVG}rect") if e.get("class") == "badly"]) == sum(
        n.state == "badly" for n in given
    )


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("count", [1, 200, 900])
def test_the_calendar_fits_the_terminal(count: int, width: int) -> None:
    text = printed(calendar_terminal(nights(count), width=width), width)
    assert max(map(len, text.splitlines())) <= width
    assert "unknown" in text


def test_course_and_gaps_are_drawn() -> None:
    given = nights(300)
    phases = [
        Phase("baseline", FIRST, FIRST + dt.timedelta(days=150)),
        Phase("rehearsal", FIRST + dt.timedelta(days=151)),
    ]
    for dark in (True, False):
        drawn = course_svg(given, phases, dark=dark)
        ET.fromstring(drawn)
        assert "rehearsal" in drawn
        assert "http://www.w3.org" in drawn
    gaps = find_gaps(given)
    assert isinstance(gaps, Gaps)
    assert f"now: {gaps.present}" in gaps_svg(gaps)
    assert to_png(gaps_svg(gaps))[:4] == b"\x89PNG"
    assert "baseline" not in course_svg([], phases)


@pytest.mark.parametrize("lengths", [(0, 0), (1, 2, 2, 9), (3, 400)])
@pytest.mark.parametrize("present", [0, 5, 700])
def test_gaps_in_the_terminal(lengths: tuple[int, ...], present: int) -> None:
    gaps = Gaps(lengths, (True,) * len(lengths), 1.0, 0.0, 2.0, present, 0)
    text = printed(gaps_terminal(gaps), 80)
    assert text.count("now") == 1
    assert max(map(len, text.splitlines())) <= 80


HERE = Palette(**{name: f"var(--{name})" for name in Palette.__struct_fields__})
NAMES = [
    "<script>alert(1)</script>",
    'a "quoted" & <b>bold</b> name',
    "it's > that",
    ' class="x" role="y"',
    "]]><img src=x>",
]


@pytest.mark.parametrize("name", NAMES)
def test_within_a_page_a_chart_has_the_page_s_colours_and_nothing_a_policy_refuses(name: str) -> None:
    given = nights(300)
    drawn = course_svg(given, [Phase(name, FIRST, FIRST + dt.timedelta(days=100))], page=HERE)
    root = ET.fromstring(drawn)
    elements = list(root.iter())
    assert {e.tag for e in elements} <= {"svg", "g", "path", "line", "text", "title", "rect"}
    assert not any({"style", "id", "href", "class"} & set(e.keys()) for e in elements if e is not root)
    assert "#" not in drawn  # no colour of its own
    assert all("".join(e.itertext()) for e in elements if e.tag == "title")
    assert any(name in (e.get("aria-label") or "") for e in elements)


def test_every_point_within_a_page_says_its_numbers() -> None:
    given = nights(300)
    known = [p for p in course_points(given) if isinstance(p.rate, Rate)]
    root = ET.fromstring(course_svg(given, page=HERE))
    said = [e.get("aria-label") for e in root.iter("path") if e.get("aria-label")]
    assert len(said) == len(known)
    assert all(f"{p.rate.bad} of {p.rate.known} known nights" in (s or "") for p, s in zip(known, said, strict=True))  # type: ignore[union-attr]
    gaps = find_gaps(given)
    assert isinstance(gaps, Gaps)
    bars = [e.get("aria-label") or "" for e in ET.fromstring(gaps_svg(gaps, page=HERE)).iter("path")]
    assert sum(int(b.split()[0]) for b in bars if "gap" in b) == len(gaps.lengths)


def dates(count: int, *, narrow: bool) -> list[str]:
    root = ET.fromstring(course_svg(nights(count), page=HERE, narrow=narrow))
    words = [e.text or "" for e in root.iter("text")]
    return [w for w in words if re.fullmatch(r"\d+ [A-Z]\w\w|[A-Z]\w\w \d{4}|\d{4}", w)]


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("count", [10, 20, 60, 85, 100, 250, 1000, 9000])
def test_no_two_dates_below_the_course_are_alike(count: int, narrow: bool) -> None:
    told = dates(count, narrow=narrow)
    assert len(set(told)) == len(told)
    assert 1 <= len(told) <= (6 if narrow else 13)
    if count < 91:
        assert all(w[0].isdigit() for w in told)


def test_bars_stand_over_their_number_and_so_does_now() -> None:
    gaps = Gaps((0, 1, 1, 4), (True,) * 4, 1.0, 0.5, 1.75, 3, 0)
    for narrow in (True, False):
        root = ET.fromstring(gaps_svg(gaps, page=HERE, narrow=narrow))
        assert root.get("class") == f"chart {'narrow' if narrow else 'wide'}"
        where: dict[str | None, str | None] = {}
        for w in root.iter("text"):
            where.setdefault(w.text, w.get("transform"))  # the axis below comes first
        places = {name: float(str(where[name]).partition("(")[2].partition(",")[0]) for name in "014"}
        bars = [e.get("d") or "" for e in root.iter("path") if "gap" in (e.get("aria-label") or "")]
        lefts = [float(d.partition("M")[2].partition(",")[0]) for d in bars]
        widths = [float(d.partition("h")[2].split("v")[0]) for d in bars]
        assert [x + w / 2 for x, w in zip(lefts, widths, strict=True)] == pytest.approx(list(places.values()), abs=1)
        rule = next(e for e in root.iter("line") if e.get("stroke-dasharray"))
        at = float(str(rule.get("transform")).partition("(")[2].partition(",")[0])
        assert at == pytest.approx((3 * places["4"] + places["0"]) / 4, abs=1)


@pytest.mark.parametrize("count", [0, 1, 6, 27, 28, 29, 700])
def test_the_points_hold_every_night_once(count: int) -> None:
    points = course_points(nights(count))
    assert sum((p.end - p.begin).days + 1 for p in points) == count
