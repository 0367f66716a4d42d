"""Pictures of readings and numbers: one function a picture, one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.pictures.calendar import calendar_svg, calendar_terminal
from nightglass.pictures.calendar_months import Month, calendar_months, calendar_style
from nightglass.pictures.course import CoursePoint, course_points, course_svg, gaps_svg, gaps_terminal, to_png
from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.profile import profile_html, profile_png, profile_svg
from nightglass.pictures.recurrence import recurrence_picture, recurrence_style, recurrence_svg
from nightglass.pictures.recurrence_line import recurrence_line
from nightglass.pictures.recurrence_terminal import recurrence_terminal
from nightglass.pictures.recurrences_page import PageEntry, recurrences_html
from nightglass.pictures.score import (
    ScoreSheet,
    score_html,
    score_picture,
    score_report,
    score_script,
    score_sheet,
    score_style,
    score_svg,
    score_table,
    without_phrases,
)
from nightglass.pictures.strips import Strips, strips

if TYPE_CHECKING:
    from nightglass.pictures.score import score_terminal

__all__ = [
    "DARK",
    "LIGHT",
    "SERIF",
    "CoursePoint",
    "Month",
    "PageEntry",
    "Palette",
    "ScoreSheet",
    "Strips",
    "calendar_months",
    "calendar_style",
    "calendar_svg",
    "calendar_terminal",
    "course_points",
    "course_svg",
    "gaps_svg",
    "gaps_terminal",
    "profile_html",
    "profile_png",
    "profile_svg",
    "recurrence_line",
    "recurrence_picture",
    "recurrence_style",
    "recurrence_svg",
    "recurrence_terminal",
    "recurrences_html",
    "score_html",
    "score_picture",
    "score_report",
    "score_script",
    "score_sheet",
    "score_style",
    "score_svg",
    "score_table",
    "score_terminal",
    "strips",
    "to_png",
    "without_phrases",
]


def __getattr__(name: str) -> object:
    """Import what draws in a terminal when it is first used; a page need not wait for it."""
    if name == "score_terminal":
        from nightglass.pictures.score import score_terminal  # noqa: PLC0415

        return score_terminal
    raise AttributeError(f"module 'nightglass.pictures' has no attribute {name!r}")
