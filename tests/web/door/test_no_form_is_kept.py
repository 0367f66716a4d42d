"""Browsers write what stands in a form into their profile, unless the form and its fields say that they must not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nightglass.web import assets

_TEMPLATES = sorted((Path(assets.__file__).parent / "templates").glob("*.html"))
_PICKED = re.compile(r'type="(hidden|radio|checkbox|file|\{\{)')
_MAY_BE_KEPT = {"off", "current-password", "new-password"}


def kept_by(template: str) -> list[str]:
    """Return the tags of a template that let a browser keep what stands in them."""
    forms = [t for t in re.findall(r"<form\b[^>]*>", template) if _says(t) != "off"]
    fields = [
        tag
        for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", template)
        if not _PICKED.search(tag) and _says(tag) not in _MAY_BE_KEPT
    ]
    return forms + fields


def _says(tag: str) -> str | None:
    found = re.search(r'\bautocomplete="([^"]*)"', tag)
    return found and found[1]


@pytest.mark.parametrize("path", _TEMPLATES, ids=lambda path: path.stem)
def test_every_form_and_every_field_says_so(path: Path) -> None:
    assert kept_by(path.read_text()) == []


def test_what_would_be_found() -> None:
    kept = '<form method="post" action="/x">', '<textarea name="text">', '<input name="a" autocomplete="on">'
    assert kept_by("".join(kept)) == [*kept]
    assert kept_by('<form autocomplete="off"><input type="radio" name="a"><input type="hidden" name="b">') == []
