"""What is refused before anybody looks at it more closely."""

from __future__ import annotations

from html import escape

from nightglass.errors import NightglassError

__all__ = ["RefusedError", "on_black"]


class RefusedError(NightglassError):
    """A request that is not let through: its status, and the sentence that says why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def on_black(words: str) -> str:
    """Return a page with nothing but a sentence, which may be read in the dark, and does not say whose it is."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>-</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="dark">'
        f"<p>{escape(words)}</p></html>\n"
    )
