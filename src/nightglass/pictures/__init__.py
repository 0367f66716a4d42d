"""Pictures of readings and numbers: one function a picture, one look."""

from nightglass.pictures.calendar import calendar_svg, calendar_terminal
from nightglass.pictures.course import course_svg, gaps_svg, gaps_terminal, to_png
from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.profile import profile_html, profile_png, profile_svg
from nightglass.pictures.recurrence import recurrence_style, recurrence_svg, recurrence_terminal
from nightglass.pictures.recurrences_page import PageEntry, recurrences_html
from nightglass.pictures.score import ScoreSheet, score_html, score_sheet, score_style, score_svg, score_terminal

__all__ = [
    "DARK",
    "LIGHT",
    "SERIF",
    "PageEntry",
    "Palette",
    "ScoreSheet",
    "calendar_svg",
    "calendar_terminal",
    "course_svg",
    "gaps_svg",
    "gaps_terminal",
    "profile_html",
    "profile_png",
    "profile_svg",
    "recurrence_style",
    "recurrence_svg",
    "recurrence_terminal",
    "recurrences_html",
    "score_html",
    "score_sheet",
    "score_style",
    "score_svg",
    "score_terminal",
    "to_png",
]
