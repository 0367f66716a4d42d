"""The score of readings made by hand: what the reader itself seldom or never finds has to be drawn right, too."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from rich.console import Console

from nightglass.pictures import score_html, score_sheet, score_svg, score_terminal
from nightglass.reading import Character, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.pictures import ScoreSheet
    from nightglass.reading import Beat

_BAD = "<script>alert('x')</script> \"]]> &amp; --> </svg></style>"


def shown(sheet: ScoreSheet, width: int = 80) -> str:
    """Return the score as a terminal without colour shows it."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(score_terminal(sheet, width=width))
    stream = console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def svg_words(sheet: ScoreSheet) -> str:
    return " ".join(fromstring(score_svg(sheet)).itertext())


def test_a_score_says_all_of_it_three_times(glasshouse: Reading, source: str) -> None:
    sheet = score_sheet(glasshouse, source, "The glasshouse")
    plain = re.sub(r"\s+", " ", shown(sheet))
    for said in (svg_words(sheet), score_html(sheet), plain):
        for words in (
            "The glasshouse",
            "cannot move",
            "a gardener",
            "my sister",
            "the sound goes",
            "crying",
            "not sure",
        ):
            assert words in said


def test_feelings_are_joined_where_they_last(glasshouse: Reading, source: str) -> None:
    pills = score_sheet(glasshouse, source).feelings
    assert [(p.first, p.last, p.feeling) for p in pills] == [(3, 4, "fear"), (5, 7, "sadness")]


def test_a_feeling_that_stops_and_returns_is_two(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = "One. Two. Three."
    beats = (beat(source, "One.", feeling="fear"), beat(source, "Two."), beat(source, "Three.", feeling="fear"))
    pills = score_sheet(reading(beats=beats), source).feelings
    assert [(p.first, p.last) for p in pills] == [(0, 0), (2, 2)]


def test_doubt_begins_below_six_in_ten(glasshouse: Reading, source: str) -> None:
    turns = score_sheet(glasshouse, source).turns
    assert [t.unsure for t in turns] == [False, False, True]
    exactly = msgspec.structs.replace(glasshouse.turning_points[2], probability=0.6)
    assert not score_sheet(msgspec.structs.replace(glasshouse, turning_points=(exactly,)), source).turns[0].unsure


def test_of_three_who_become_each_other_none_is_lost(
    beat: Callable[..., Beat], reading: Callable[..., Reading]
) -> None:
    source = "A cat. A dog. A horse."
    steps = {"A cat.": "c1", "A dog.": "c2", "A horse.": "c3"}
    people = (
        Character("c1", "a cat", "7ANI", 0.9, (), becomes="c2"),
        Character("c2", "a dog", "8ANI", 0.9, (), becomes="c3"),
        Character("c3", "a horse", "8ANI", 0.9, ()),
    )
    beats = tuple(beat(source, text, cast=(who,)) for text, who in steps.items())
    threads = score_sheet(reading(beats=beats, characters=people), source).threads
    assert {t.name for t in threads} | {t.becomes[1] for t in threads if t.becomes} == {"a cat", "a dog", "a horse"}


def test_two_who_turn_into_each_other_are_both_there(
    beat: Callable[..., Beat], reading: Callable[..., Reading]
) -> None:
    source = "A cat. A dog."
    beats = (beat(source, "A cat.", cast=("c1",)), beat(source, "A dog.", cast=("c2",)))
    people = (
        Character("c1", "a cat", "7ANI", 0.9, (), becomes="c2"),
        Character("c2", "a dog", "7ANI", 0.9, (), becomes="c1"),
    )
    threads = score_sheet(reading(beats=beats, characters=people), source).threads
    assert {t.name for t in threads} | {t.becomes[1] for t in threads if t.becomes} == {"a cat", "a dog"}


def test_someone_who_becomes_nobody_that_was_found(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = "A cat."
    people = (Character("c1", "a cat", "7ANI", 0.9, (), becomes="c9"),)
    (thread,) = score_sheet(reading(beats=(beat(source, source, cast=("c1",)),), characters=people), source).threads
    assert thread.becomes is None


@pytest.mark.parametrize("count", [0, 1, 10, 11, 60])
def test_any_number_of_beats(beats: Callable[[int], tuple[Reading, str]], count: int) -> None:
    reading, source = beats(count)
    sheet = score_sheet(reading, source)
    svg = fromstring(score_svg(sheet))
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    for element in svg.iter():
        for name, most in (("x", width), ("cx", width), ("x2", width), ("y", height), ("cy", height), ("y2", height)):
            assert -1 <= float(element.attrib.get(name, 0)) <= most
    terminal, page = shown(sheet), score_html(sheet)
    for number in range(count):
        assert f"number {number} " in re.sub(r"\s+", " ", terminal)
        assert f"Door number {number} opens" in page


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(glasshouse: Reading, source: str, width: int) -> None:
    lines = shown(score_sheet(glasshouse, source, "The glasshouse"), width).splitlines()
    assert max(map(len, lines)) <= width


def test_the_terminal_does_not_repeat_the_report(glasshouse: Reading, source: str) -> None:
    beats = tuple(msgspec.structs.replace(b, phrase=f"step {i}") for i, b in enumerate(glasshouse.beats))
    said = re.sub(r"\s+", " ", shown(score_sheet(msgspec.structs.replace(glasshouse, beats=beats), source)))
    assert not [s for s in source.split(". ") if s in said]


def test_hostile_words_stay_words(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = f"{_BAD} and I ran."
    told = beat(source, source, phrase=_BAD, cast=("D", "c1"))
    people = (Character("c1", _BAD, "1ISA", 0.9, ()),)
    sheet = score_sheet(reading(beats=(told,), characters=people), source, _BAD)
    assert _BAD[:28] in svg_words(sheet)
    page = score_html(sheet)
    assert page.count("<script") == page.count("</script") == 1
    assert page.count("<svg") == page.count("</svg>") == 2  # the names of its lines stay in view beside it
    assert page.count("</style>") == 1
    assert "<script>" not in re.sub(r"<script>\"use strict\".*", "", page, flags=re.DOTALL)


def test_no_order_reaches_the_terminal(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = "I ran \x1b]0;gone\x07 \x1b[2J\x9b31m \u202e home."
    told = beat(source, source, cast=("D", "c1"))
    people = (Character("c1", "a\x1b[2Jb", "1ISA", 0.9, ()),)
    read = reading(beats=(told,), characters=people, dreamer="Run\x1ba")
    sheet = score_sheet(read, source, "T\x1b[2J")
    said = shown(sheet) + score_svg(sheet)
    assert not set(said) & set("\x1b\x07\x9b\u202e")


def test_square_brackets_are_no_orders_to_rich(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = "[bold]I ran[/bold] [/]"
    assert source in shown(score_sheet(reading(beats=(beat(source, source),)), source), 120)


def test_other_scripts_and_endless_words(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = f"שרה באה. {'x' * 300}."
    beats = (beat(source, "שרה באה.", cast=("c1",)), beat(source, f"{'x' * 300}.", phrase="x" * 300))
    people = (Character("c1", "שרה", "1FKA", 0.9, ()),)
    sheet = score_sheet(reading(beats=beats, characters=people), source)
    assert "שרה" in svg_words(sheet)
    assert "שרה" in score_html(sheet)
    assert max(map(len, shown(sheet, 60).splitlines())) <= 60
    longest = max(len(t.text or "") for t in fromstring(score_svg(sheet)).iter() if t.tag.endswith("}text"))
    assert longest < 160


def test_a_named_dreamer_goes_by_their_name(beat: Callable[..., Beat], reading: Callable[..., Reading]) -> None:
    source = "Runa stands in the hall."
    sheet = score_sheet(reading(beats=(beat(source, source),), dreamer="Runa"), source)
    assert sheet.columns[0].who == ("Runa",)
    picture = fromstring(score_svg(sheet))
    assert "Runa" in [t.text for t in picture.iter() if t.tag.endswith("}text") and t.get("class") == "t-me"]
