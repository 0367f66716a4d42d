"""All words that the app says: one folder a language, one file a page: words/en/tonight.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Phrases", "phrases"]


class Phrases:
    """Words by name: ``words.tonight.keep``; those with places in braces are filled with ``said.format(...)``."""

    def __init__(self, values: dict[str, Any], name: str = "") -> None:
        self._name = name
        for key, value in values.items():
            setattr(self, key, Phrases(value, f"{name}{key}.") if isinstance(value, dict) else value)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - words, or a table of them
        """Return by a name that is worked out; a missing one is an error, never an empty page."""
        return getattr(self, key)

    def __getattr__(self, key: str) -> Any:  # noqa: ANN401
        """Say which words are missing."""
        raise AttributeError(f"words/en has no {self._name}{key}")


@cache
def phrases(language: str = "en") -> Phrases:
    """Return the words of a language, a table a file."""
    folder = files("nightglass.web") / "words" / language
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return Phrases({f.name.removesuffix(".toml"): tomllib.loads(f.read_text("utf-8")) for f in tables})
