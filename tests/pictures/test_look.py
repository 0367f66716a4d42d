from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.pictures.look import DARK, LIGHT, Palette, contrast

_COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
_WORDS = ("ink", "dim", "dreamer", "loved", "threat", "unease")
_MARKS = ("threat", "dreamer", "loved", "unease", "faint")


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("surface", ["ground", "panel"])
@pytest.mark.parametrize("name", _WORDS)
def test_words_can_be_read(palette: Palette, surface: str, name: str) -> None:
    assert contrast(getattr(palette, name), getattr(palette, surface)) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", _MARKS)
def test_marks_can_be_seen(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.ground) >= 3  # WCAG 2.2, 1.4.11


def test_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(_COLOUR, _COLOUR)
def test_contrast_has_no_direction(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1
