"""The strips: every mark has words, words of the dream only when asked for, no wider than the terminal."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console

from nightglass.pictures import recurrence_line, recurrence_picture, recurrence_svg, recurrence_terminal, strips
from nightglass.recurrence import Aligned, Beat, Drift, HotSpot, Occurrence, Portrait

HERE, NOT = (Aligned(0, 5),), ()


def portrait(count: int = 3, beats: int = 3) -> Portrait:
    return Portrait(
        occurrences=tuple(Occurrence(f"id{k}", f"2026-0{k % 9 + 1}-10" if k % 2 == 0 else None) for k in range(count)),
        beats=tuple(
            Beat(
                f"the <zeppelin> {k} sinks",
                (*((NOT,) if k == 2 else (HERE,)), *(HERE,) * (count - 1)),
                0.2 * k,
                0.0,
                k < 2,
            )
            for k in range(beats)
        ),
        alone=((Aligned(9, 12),), *((),) * (count - 1)),
        drift=(Drift(1, "beat_comes", "from here on: “the zeppelin”"),),
        hot_spot=HotSpot(1, 0),
    )


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("words", [True, False])
def test_svg(dark: bool, words: bool) -> None:
    drawn = recurrence_svg(portrait(), "The <zeppelin>" if words else "R1", dark=dark, words=words)
    root = ET.fromstring(drawn)
    names = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(names) == 1 + 9
    assert names.count("the hot spot") == 3
    assert names.count("told for the first time") == 1
    assert ("zeppelin" in drawn) == words


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("count", [2, 3, 30])
def test_terminal(width: int, count: int) -> None:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(recurrence_terminal(portrait(count), "The ferryman", words=True, width=width))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= width
    assert "What changed" in text


def test_veiled() -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(recurrence_terminal(portrait(), "R1", words=False))
    assert "zeppelin" not in console.file.getvalue()  # type: ignore[attr-defined]


def test_of_many_beats_those_told_most_often_are_drawn() -> None:
    root = ET.fromstring(recurrence_svg(portrait(beats=40), "R1"))
    names = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(names) == 1 + 14 * 3


@pytest.mark.parametrize("texts", [None, ["a <b> c \x07", "d e f g h", "i j k l m"]])
def test_picture_for_a_page(texts: list[str] | None) -> None:
    drawn = recurrence_picture(strips(portrait()), "The <zeppelin>", texts=texts)
    root = ET.fromstring(drawn)
    marks = [g for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("class") == "mark"]
    assert len({(g.get("data-row"), g.get("data-column")) for g in marks}) == len(marks) == 9
    assert all(g.get("tabindex") == "0" and g.get("aria-label") for g in marks)
    assert "<style" not in drawn
    assert "style=" not in drawn
    if texts is None:
        assert "data-words" not in drawn
        assert "sinks" not in drawn
    else:
        assert marks[0].get("data-words") == "a <b>"
        assert sum("not told" in str(g.get("aria-label")) for g in marks) == sum(not g.get("data-words") for g in marks)


def test_a_part_of_the_tellings_is_drawn() -> None:
    own = strips(portrait(30), 10, 22)
    assert [r.number for r in own.rows] == list(range(10, 22))
    assert (own.tellings, own.whole) == (30, False)
    assert {r.place for r in own.rows} == {"between"}
    assert {c.state for r in own.rows for c in r.cells} == {"told"}
    assert "the tellings 11 to 22" in recurrence_picture(own, "R1")


def test_what_could_turn_is_the_column_before_the_hot_spot() -> None:
    own = strips(portrait())
    assert (own.turn, own.columns[1].hot) == (0, True)
    assert "turn here" in recurrence_picture(own, "R1")


@pytest.mark.parametrize("days", [(0,), (0, 0), (0, 10, 700)])
def test_a_line_of_time(days: tuple[int, ...]) -> None:
    nights = [dt.date(2025, 3, 1) + dt.timedelta(days=d) for d in days]
    root = ET.fromstring(recurrence_line(nights, nights[0], nights[-1], "It came & went"))
    places = [float(str(c.get("cx"))) for c in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(places) == len(days)
    assert all(0 <= x <= 720 for x in places)
    assert places == sorted(places)
    assert root.get("aria-label") == "It came & went"
