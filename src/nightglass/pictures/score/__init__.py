"""The score: a reading drawn like music, from one description, in the terminal, as an SVG, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures.score.page import score_html, score_report, score_script, score_table
from nightglass.pictures.score.sheet import ScoreSheet, score_sheet, without_phrases
from nightglass.pictures.score.svg import score_picture, score_style, score_svg

if TYPE_CHECKING:
    from nightglass.pictures.score.terminal import score_terminal

__all__ = [
    "ScoreSheet", "score_html", "score_picture", "score_report", "score_script", "score_sheet", "score_style",
    "score_svg", "score_table", "score_terminal", "without_phrases",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import what draws in a terminal when it is first used; a page need not wait for it."""
    if name == "score_terminal":
        from nightglass.pictures.score.terminal import score_terminal  # noqa: PLC0415

        return score_terminal
    raise AttributeError(f"module 'nightglass.pictures.score' has no attribute {name!r}")
