"""The front matter of a Markdown file: the small part of YAML that daily notes use, and JSON values."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from nightglass.journal.formats.interface import FormatError

__all__ = ["read_front_matter"]

_MOST_LINES = 2_000

_LINE = re.compile(r"([\w-]+)\s*:\s?(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")


def read_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the values above a note, and the note without them.

    ``key: value`` and lists, in brackets or with dashes; a value is a number, ``true``, ``false``, quoted or plain
    text, or any JSON. Without front matter the values are empty.

    Raises
    ------
    FormatError
        When there are more lines than any note has.
    """
    found = re.match(r"---[ \t]*\r?\n(.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
    if found is None:
        return {}, text
    lines = found[1].split("\n")
    if len(lines) > _MOST_LINES:
        raise FormatError(f"It has more than {_MOST_LINES:,} lines above its text; no note needs so many.")
    values: dict[str, Any] = {}
    key = ""
    for line in lines:
        item = _ITEM.fullmatch(line.rstrip("\r"))
        pair = _LINE.fullmatch(line.rstrip("\r"))
        if item and key and isinstance(values.get(key), list | None):
            if values[key] is None:
                values[key] = []
            values[key].append(_value(item[1]))
        elif pair:
            key = pair[1]
            values[key] = _value(pair[2]) if pair[2].strip() else None
    return values, text[found.end() :]


def _value(text: str) -> Any:  # noqa: ANN401 - whatever the note holds
    text = text.strip()
    found = _json_or_words(text)
    if found is text and text.startswith("[") and text.endswith("]"):
        return [_json_or_words(part.strip()) for part in text[1:-1].split(",") if part.strip()]
    return found


def _json_or_words(text: str) -> Any:  # noqa: ANN401 - whatever the note holds
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text
