"""Pictures of readings and numbers: one function a picture, one look."""

from nightglass.pictures.score import ScoreSheet, score_html, score_sheet, score_svg, score_terminal

__all__ = ["ScoreSheet", "score_html", "score_sheet", "score_svg", "score_terminal"]
