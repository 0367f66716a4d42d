"""Addresses as QR codes: one for a page, one for a terminal."""

from __future__ import annotations

import io

__all__ = ["code_for_terminal", "code_svg"]


def code_svg(address: str) -> str:
    """Return a code as a picture for a page, black on white so that a camera finds it in the dark."""
    import segno  # noqa: PLC0415 - used by few, costs start-up time

    code = segno.make(address, error="l", micro=False)
    side = code.symbol_size(border=4)[0]
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(code.matrix_iter(border=4)) for x, set_ in enumerate(row) if set_
    )
    return (
        f'<svg class="code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
        f'aria-labelledby="code-name" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{dark}" fill="#000"/></svg>'
    )


def code_for_terminal(address: str) -> str:
    """Return a code in block letters."""
    import segno  # noqa: PLC0415

    out = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out, compact=True)
    return out.getvalue()
