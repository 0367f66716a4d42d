"""Forms of a page, as a browser would send them untouched."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

__all__ = ["form_of"]


def form_of(page: str, place: str) -> dict[str, Any]:
    """Return the fields of the first form that goes to a place, each with its values."""
    form = re.search(rf'<form[^>]*action="{re.escape(place)}".*?</form>', page, re.DOTALL)
    assert form is not None
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") in {"radio", "checkbox"} and not re.search(r"\schecked(?=[\s>])", tag):
            continue
        fields.setdefault(attributes["name"], []).append(unescape(attributes.get("value", "")))
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        fields[name] = [unescape(inner.removeprefix("\n")).replace("\n", "\r\n")]
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        fields[name] = [chosen[1] if chosen else ""]
    return fields
