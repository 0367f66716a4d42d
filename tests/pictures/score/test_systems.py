"""Somebody's line where a score is longer than one system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from nightglass.pictures import score_picture, score_sheet, score_svg
from nightglass.reading import Character

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading import Reading

BOATMAN = Character("c1", "the boatman", "1MOA", 0.9, (), becomes="c2")
UNCLE = Character("c2", "my uncle", "8MRA", 0.9, ())


def labels(svg: str, kind: str) -> list[str]:
    return re.findall(rf'<text class="t-{kind}"[^>]*>([^<]*)<', svg)


def staged(beats: Callable[[int], tuple[Reading, str]], *casts: tuple[str, ...]) -> str:
    reading, source = beats(len(casts))
    told = tuple(msgspec.structs.replace(b, cast=c) for b, c in zip(reading.beats, casts, strict=True))
    return score_svg(score_sheet(msgspec.structs.replace(reading, beats=told, characters=(BOATMAN, UNCLE)), source))


def test_after_a_change_the_next_system_has_the_new_name(beats: Callable[[int], tuple[Reading, str]]) -> None:
    svg = staged(beats, *[("c1",)] * 5, *[("c2",)] * 10)
    assert labels(svg, "other") == ["the boatman"]
    assert labels(svg, "close") == ["my uncle", "my uncle"]
    assert svg.count('class="change"') == 1


def test_that_the_dreamer_cannot_move_stands_where_it_begins(beats: Callable[[int], tuple[Reading, str]]) -> None:
    reading, source = beats(6)
    bound = tuple(
        msgspec.structs.replace(b, agency="immobile" if k >= 2 else "free") for k, b in enumerate(reading.beats)
    )
    svg = score_svg(score_sheet(msgspec.structs.replace(reading, beats=bound), source))
    first = min(float(x) for x in re.findall(r'<line class="bar" x1="([^"]*)"', svg))
    ((where, anchor),) = re.findall(
        r'<text class="aside dim" x="([^"]*)" y="[^"]*" text-anchor="(\w+)">cannot move', svg
    )
    assert anchor == "start"
    assert abs(float(where) - first) < 12


def test_a_page_that_says_the_title_shows_a_lower_picture_without_it(
    beats: Callable[[int], tuple[Reading, str]],
) -> None:
    sheet = score_sheet(*beats(3), title="The quay & I")
    whole, bare = score_picture(sheet), score_picture(sheet, title=False)
    assert "The quay &amp; I" in whole
    assert "The quay" not in bare
    assert sheet.subtitle in bare
    heights = [int(re.findall(r'viewBox="0 0 \d+ (\d+)"', svg)[0]) for svg in (whole, bare)]
    assert heights[0] > heights[1]


def test_before_a_change_the_first_system_has_the_old_name(beats: Callable[[int], tuple[Reading, str]]) -> None:
    svg = staged(beats, *[("c1",)] * 12, *[("c2",)] * 3)
    assert labels(svg, "other") == ["the boatman", "the boatman"]
    assert labels(svg, "close") == ["my uncle"]


def test_between_two_entrances_the_line_is_dots(beats: Callable[[int], tuple[Reading, str]]) -> None:
    assert ' away"' not in staged(beats, ("c1",), ("c1",), ("c1",))
    assert ' away"' in staged(beats, ("c1",), ("D",), ("c1",))
