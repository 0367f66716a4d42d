"""The strips: every mark has words, words of the dream only when asked for, no wider than the terminal."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET

import msgspec
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
        drift=(Drift(1, "beat_comes", "first told: “the zeppelin”"),),
        hot_spot=HotSpot(1, 0, 2),
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


def told(labels: tuple[str, ...], *, core: bool = True) -> Portrait:
    beats = tuple(Beat(label, (HERE, HERE), 0.0, 0.0, core) for label in labels)
    return Portrait(tuple(Occurrence(f"id{k}", None) for k in range(2)), beats, ((), ()), (), None)


def drawn_words(drawn: str) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("count", [2, 9, 14])
def test_words_above_a_column_are_parted_between_words_only(count: int) -> None:
    label = "The compartment by the window sways"
    lines = drawn_words(recurrence_picture(strips(told((label,) * count)), "R1", texts=["a", "b"]))
    assert {w for line in lines for w in line.split()} & set(label.split()) == set(label.split())
    long = drawn_words(recurrence_picture(strips(told(("x" * 40,) * count)), "R1", texts=["a", "b"]))
    assert max(len(line) for line in long if line.startswith("x")) <= 150 / 7


def test_where_no_step_comes_nearly_always_that_is_said_instead_of_a_shade() -> None:
    for core in (True, False):
        drawn = recurrence_svg(told(("a", "b"), core=core), "R1")
        assert ("no step comes nearly always" in drawn) != core
        assert ('class="panel"' in drawn) == core
        assert ("shaded" in drawn) == core
        assert "also where it went otherwise" in drawn
        assert "hot spot" not in drawn


def test_the_names_of_the_rows_lie_above_the_marks_and_can_stay_in_view() -> None:
    drawn = recurrence_picture(strips(portrait()), "R1")
    names, marks = ET.fromstring(drawn)
    assert [t.text for t in names if t.text] == ["10 Jan 2026", "no. 2", "10 Mar 2026"]
    assert "first time" in "".join(names[0].itertext())
    assert names.get("height") == marks.get("height")
    assert "10 Jan" not in "".join(drawn_words(ET.tostring(marks, encoding="unicode")))


@pytest.mark.parametrize("hot", [None, HotSpot(1, 0, 2)])
def test_the_hot_spot_says_on_what_it_rests(hot: HotSpot | None) -> None:
    whole = msgspec.structs.replace(portrait(), hot_spot=hot)
    console = Console(file=io.StringIO(), width=80, highlight=False)
    console.print(recurrence_terminal(whole, "R1", words=False))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert ("told 3 times of 3, with threat or grief in 2" in text) == (hot is not None)
    assert ("No step is plainly the hardest." in text) == (hot is None)


@pytest.mark.parametrize("days", [(0,), (0, 0), (0, 10, 700)])
def test_a_line_of_time(days: tuple[int, ...]) -> None:
    nights = [dt.date(2025, 3, 1) + dt.timedelta(days=d) for d in days]
    drawn = ET.fromstring(recurrence_line(nights, nights[0], nights[-1], "It came & went"))
    assert [root.get("class") for root in drawn] == ["recurrence wide", "recurrence narrow"]
    for root, width in zip(drawn, (720, 300), strict=True):
        places = [float(str(c.get("cx"))) for c in root.iter("{http://www.w3.org/2000/svg}circle")]
        assert len(places) == len(days)
        assert all(0 <= x <= width for x in places)
        assert places == sorted(places)
        assert root.get("aria-label") == "It came & went"
