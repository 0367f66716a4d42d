"""The score: a reading drawn like music, from one description, in the terminal, as an SVG, as a page."""

from nightglass.pictures.score.page import score_html, score_report, score_script, score_table
from nightglass.pictures.score.sheet import ScoreSheet, score_sheet
from nightglass.pictures.score.svg import score_picture, score_style, score_svg
from nightglass.pictures.score.terminal import score_terminal

__all__ = [
    "ScoreSheet", "score_html", "score_picture", "score_report", "score_script", "score_sheet", "score_style",
    "score_svg", "score_table", "score_terminal",
]  # fmt: skip
