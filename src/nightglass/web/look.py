"""The look of the app as one style sheet, made from the colours that the pictures have."""

from __future__ import annotations

from functools import cache

import msgspec

from nightglass.pictures import DARK, LIGHT, SERIF, Palette, calendar_style, recurrence_style, score_style

__all__ = ["NIGHT", "VARIABLES", "look_css"]

NIGHT = Palette(
    ground="#0b0705", panel="#150d08", ink="#c9905f", dim="#a2714a", rule="#33211a", faint="#8a6242",
    threat="#c0604c", dreamer="#d08d4c", loved="#c98f88", unease="#a27a4c",
)  # fmt: skip
"""For the hours in which somebody has just woken: near-black, dim amber, no blue light."""

VARIABLES = Palette(**{name: f"var(--{name})" for name in Palette.__struct_fields__})
"""The names under which a page's styles and pictures use a colour, so that one picture serves night, day and paper."""


@cache
def look_css() -> str:
    """Return the colours of night, of day dark and light, and of paper; and the styles of the pictures."""
    return (
        f":root{{{_colours(DARK)};--serif:{SERIF};color-scheme:dark}}"
        f"@media (prefers-color-scheme:light){{:root{{{_colours(LIGHT)};color-scheme:light}}}}"
        f":root[data-look=dark]{{{_colours(DARK)};color-scheme:dark}}"
        f":root[data-look=light]{{{_colours(LIGHT)};color-scheme:light}}"
        f":root[data-look=night]{{{_colours(NIGHT)};color-scheme:dark}}"
        f"@media print{{:root,:root[data-look]{{{_colours(LIGHT)};color-scheme:light}}}}"
        f"svg:is(.score,.lanes){{{score_style(VARIABLES)}}}"
        f"svg.recurrence{{{recurrence_style(VARIABLES)}}}"
        f"svg.calendar{{{calendar_style(VARIABLES)}}}"
    )


def _colours(palette: Palette) -> str:
    return ";".join(f"--{name}:{value}" for name, value in msgspec.structs.asdict(palette).items())
