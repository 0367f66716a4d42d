"""From bytes to text, line by line, so that a wrong character costs one line and not the file."""

from __future__ import annotations

import codecs
import re

__all__ = ["LONE", "NOT_UTF8", "as_text"]

NOT_UTF8 = "this is not UTF-8; save the whole file as UTF-8 and try again"

LONE = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as `as_text` hands it on."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def as_text(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one.

    Bytes that are not UTF-8 come as lone surrogates, so that their line can be found; nothing else has any.
    """
    if data.startswith(_WIDE):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="surrogateescape")
