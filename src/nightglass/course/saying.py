"""Numbers in words, the same wherever a finding is said."""

from __future__ import annotations

__all__ = ["RARE", "nights_words", "p_words", "percent"]

RARE = 0.05
"""From here on something is more than chance."""


def p_words(p: float) -> str:
    """Say how easily chance alone would do the same; no line breaks within."""
    said = "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def percent(share: float) -> str:
    """Say a share in percent; no line breaks before the sign."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def nights_words(number: float) -> str:
    """Say how many nights."""
    return "1 night" if number == 1 else f"{number:g} nights"
