"""SVG, page and terminal draw the same sheet, whatever stands in it."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import nightglass
from nightglass.pictures import score_html, score_sheet, score_svg, score_terminal

if TYPE_CHECKING:
    from nightglass.reading import Reading

NASTY = (
    'I was in <script>alert("x")</script> & a "house" ]]> \'quoted\' and my mother '
    "\u202eשרה\u202c chased me.\x0b I ran."
)
LONG = " Then I ran to another room and a man was there." * 30


def shown(report: str, width: int = 80, title: str | None = None) -> str:
    out = StringIO()
    console = Console(file=out, width=width, no_color=True, highlight=False)
    console.print(score_terminal(score_sheet(nightglass.read(report), report, title), width=width))
    return out.getvalue()


def test_svg_is_well_formed_and_says_itself_in_words(reading: Reading, source: str) -> None:
    for dark in (True, False):
        root = ET.fromstring(score_svg(score_sheet(reading, source, "A & B"), dark=dark))
        texts = ["".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")]
        assert "A & B" in texts
        assert {"threat", "body", "sight", "sound", "who", "feeling", "could turn", "on waking"} <= set(texts)
        description = "".join(next(root.iter("{http://www.w3.org/2000/svg}desc")).itertext())
        assert "The dreamer cannot move in beat" in description


def test_dark_and_light_differ_only_in_colour(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source)
    light, dark = score_svg(sheet), score_svg(sheet, dark=True)
    without = [re.sub(r"<style>.*?</style>", "", picture) for picture in (light, dark)]
    assert light != dark
    assert without[0] == without[1]


@pytest.mark.parametrize("report", [NASTY, "I ran" + LONG, "I ran.", "x" * 300 + " and I could not move", "I saw 😱."])
def test_whatever_stands_in_the_report(report: str) -> None:
    sheet = score_sheet(nightglass.read(report), report, '<b>"&')
    ET.fromstring(score_svg(sheet))
    page = score_html(sheet)
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    assert "<b>" not in page.split("</style>")[1].split("<script>")[0]
    shown(report)


def test_many_beats_make_many_systems() -> None:
    report = "I ran." + LONG
    sheet = score_sheet(nightglass.read(report), report)
    assert len(sheet.columns) > 20
    assert score_svg(sheet).count(">could turn<") == -(-len(sheet.columns) // 10)


def test_the_page_needs_nothing_else(reading: Reading, source: str) -> None:
    page = score_html(score_sheet(reading, source))
    assert "default-src 'none'" in page
    assert not re.search(
        r"""(?:src|href|url)\s*[=(]\s*["']?(?!data:)[a-z/]""", page.split("<script>")[0].replace("data-", "")
    )
    assert " style=" not in page
    assert "<details><summary>Show the report" in page


def test_the_page_holds_the_report_whole_and_a_table_of_all(reading: Reading, source: str) -> None:
    page = score_html(score_sheet(reading, source))
    report = re.search(r'id="report" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert report
    assert unescape(re.sub(r"<[^>]+>", "", report[1])) == source
    assert page.count('<th scope="row">') == len(reading.beats)
    for point in reading.turning_points:
        assert point.words in page


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_terminal_keeps_its_width(source: str, width: int) -> None:
    lines = shown(source, width).splitlines()
    assert max(map(len, lines)) <= width
    assert any("cannot" in line for line in lines)


def test_the_terminal_says_all_without_colour(source: str) -> None:
    text = shown(source, 80, "The lighthouse")
    for said in ("The lighthouse", "no sound", "cannot move", "could turn", "becomes", "on waking", "crying", "█"):
        assert said in text
    assert "\x1b" not in text


def test_the_terminal_does_not_repeat_the_report(source: str) -> None:
    words = " ".join(shown(source, 300).split())
    sentences = [s for s in source.split(". ") if len(s) > 60]
    assert sentences
    assert all(s not in words for s in sentences)


@given(report=st.text(min_size=1, max_size=200).filter(lambda t: any(c.isalpha() for c in t)))
def test_any_text_can_be_drawn(report: str) -> None:
    sheet = score_sheet(nightglass.read(report), report)
    ET.fromstring(score_svg(sheet))
    assert score_html(sheet) == score_html(sheet)
