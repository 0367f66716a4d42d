"""The strips: every mark has words, words of the dream only when asked for, no wider than the terminal."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console

from nightglass.pictures import recurrence_svg, recurrence_terminal
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
