"""The journal of *jrnl*: its text file and its JSON export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nightglass.journal.formats.interface import MAX_TEXT, TOO_LONG, FormatError, Options, opened_text, report_id
from nightglass.journal.formats.moments import evening_of, moment_from
from nightglass.journal.formats.whole import LARGEST, document
from nightglass.journal.values import Item, LeftOut, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

__all__ = ["read", "recognises"]

_HEAD = re.compile(r"^\[?(\d{4}-\d{2}-\d{2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)?)\]? ?(.*)$")
_TAG = re.compile(r"(?<!\S)@([\w-]+)")


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    if not path.is_file():
        return False
    text = head.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("{"):
        return ('"entries"' in text and '"title"' in text) or ('"tags"' in text and '"body"' in text)
    return bool(re.match(r"\s*\[\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}", text))


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield a report for each entry; its title is the first line, its tags are the words with an ``@``.

    Raises
    ------
    FormatError
        When the file cannot be opened or is no such journal.
    """
    with opened_text(path) as stream:
        start = stream.read(64).lstrip()
        stream.seek(0)
        if start.startswith("{"):
            if path.stat().st_size > LARGEST:
                raise FormatError(f"{path} is larger than 200 MB; export it in parts, year by year.")
            yield from _from_json(stream.read(), path, options)
        else:
            yield from _from_text(stream, options)


def _pieces(stream: TextIO) -> Iterator[str]:
    """Yield the lines, those that are longer than any report in pieces."""
    while line := stream.readline(2 * MAX_TEXT):
        yield line


def _from_text(lines: TextIO, options: Options) -> Iterator[Item]:
    head: tuple[str, str, int] | None = None
    body: list[str] = []
    kept = 0
    for number, line in enumerate(_pieces(lines), start=1):
        options.going()
        found = _HEAD.match(line.rstrip("\r\n"))
        if found:
            if head is not None:
                yield _entry(*head, "".join(body), options)
            head, body, kept = (found[1], found[2], number), [], 0
        elif head is not None:
            kept += len(line)
            if kept <= 2 * MAX_TEXT:  # what is longer is left out: no more of it is needed than tells that
                body.append(line)
        elif line.strip():
            yield LeftOut(f"line {number}", "It comes before the first date, so it belongs to no night.")
    if head is not None:
        yield _entry(*head, "".join(body), options)


def _entry(date: str, title: str, number: int, body: str, options: Options) -> Item:
    return _report(f"line {number}", date, title, body, options)


def _from_json(text: str, path: Path, options: Options) -> Iterator[Item]:
    entries = document(text.encode("utf-8", "replace"), str(path)).get("entries")
    if not isinstance(entries, list):
        raise FormatError(f"{path} has no entries; export it again with jrnl --format json.")
    for number, entry in enumerate(entries, start=1):
        place = f"entry {number}"
        if not isinstance(entry, dict):
            yield LeftOut(place, "It is no entry.")
            continue
        date = f"{entry.get('date', '')} {entry.get('time', '')}".strip()
        title, body = str(entry.get("title") or ""), str(entry.get("body") or "")
        yield _report(place, date, title, body, options)


def _report(place: str, date: str, title: str, body: str, options: Options) -> Item:
    found = moment_from(date, options.zone)
    if found is None:
        return LeftOut(place, f'"{date[:40]}" is no date that a night can have.')
    moment, timed = found
    if len(title) + len(body) > MAX_TEXT:
        return LeftOut(place, TOO_LONG)
    title, body = title.strip(), body.strip("\r\n")
    text = body if body.strip() else title
    if not text.strip():
        return LeftOut(place, "It has no words.")
    source = f"jrnl:{date} {report_id(title + text)[:12]}"
    return Report(
        id=report_id(source),
        night=evening_of(moment, timed=timed),
        text=_plain(text),
        title=_plain(title) if body.strip() and title else None,
        written=moment if timed else None,
        tags=tuple(dict.fromkeys(_plain(t) for t in _TAG.findall(f"{title} {body}"))),
        source=source,
    )


def _plain(text: str) -> str:
    """Return a text that can be kept: bytes that are no letters become the sign for them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "\ufffd")
