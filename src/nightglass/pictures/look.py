"""One look for every picture: warm, dim, still. Red only for threat, amber for the dreamer, rose for those loved."""

from __future__ import annotations

import msgspec

__all__ = ["DARK", "LIGHT", "SERIF", "Palette", "contrast"]

SERIF = "Georgia, 'Iowan Old Style', 'Palatino Linotype', 'Noto Serif', serif"


class Palette(msgspec.Struct, frozen=True):
    """Colours by what they are for; every one that carries meaning has enough contrast with ``ground`` (WCAG 2.2 AA).

    ``ink`` and ``dim`` are for words; ``rule`` for lines that only divide; ``faint`` for what is missing or unsaid.
    """

    ground: str
    panel: str
    ink: str
    dim: str
    rule: str
    faint: str
    threat: str
    dreamer: str
    loved: str
    unease: str


DARK = Palette(
    ground="#15110e", panel="#1d1813", ink="#eadcc8", dim="#b3a28d", rule="#3a3029", faint="#8a7b6c",
    threat="#d0705d", dreamer="#dd9a55", loved="#d69a95", unease="#b08a5f",
)  # fmt: skip
LIGHT = Palette(
    ground="#faf5ec", panel="#f2eadc", ink="#2b211a", dim="#655747", rule="#ddd0bc", faint="#85776a",
    threat="#a03c2c", dreamer="#8a5212", loved="#96504c", unease="#7a5a2c",
)  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
