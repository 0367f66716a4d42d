"""Pictures of readings and numbers: one function a picture, one look."""

from nightglass.pictures.page import score_html
from nightglass.pictures.sheet import ScoreSheet, score_sheet
from nightglass.pictures.svg import score_svg
from nightglass.pictures.terminal import score_terminal

__all__ = ["ScoreSheet", "score_html", "score_sheet", "score_svg", "score_terminal"]
