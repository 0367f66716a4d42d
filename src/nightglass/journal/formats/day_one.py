"""Day One: its JSON, plain or inside the archive that it exports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nightglass.journal.formats.archives import names_in, opened_archive, read_member
from nightglass.journal.formats.interface import MAX_TEXT, TOO_LONG, FormatError, Options, opening, report_id
from nightglass.journal.formats.moments import evening_of, moment_from, zone_named
from nightglass.journal.formats.whole import LARGEST, document
from nightglass.journal.values import Item, LeftOut, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read", "recognises"]

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")
_PICTURE = re.compile(r"!\[[^\]\[]{0,500}\]\(dayone-[^)(]{0,500}\)\s*")  # bounded: a text of "![" must not cost hours


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes or its members."""
    if not path.is_file():
        return False
    if head.startswith(b"PK"):
        return any(n.endswith(".json") and "/" not in n for n in names_in(path))
    return b'"entries"' in head and (b'"creationDate"' in head or b'"uuid"' in head or b'"metadata"' in head)


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield a report for each entry that has words; photos and recordings are left out and said so.

    Raises
    ------
    FormatError
        When the file cannot be opened, is damaged, encrypted, or unpacks to more than an export can hold.
    """
    for name, data in _documents(path, options):
        entries = document(data, name).get("entries")
        if not isinstance(entries, list):
            raise FormatError(f"{name} has no entries; export it again from Day One as JSON.")
        for number, entry in enumerate(entries, start=1):
            yield from _entry(f"{name}, entry {number}", entry, options)


def _documents(path: Path, options: Options) -> Iterator[tuple[str, bytes]]:
    with opening(path), path.open("rb") as stream:
        if stream.read(2) != b"PK":
            if path.stat().st_size > LARGEST:
                raise FormatError(f"{path} is larger than 200 MB; export it in parts, journal by journal.")
            stream.seek(0)
            yield path.name, stream.read()
            return
    with opened_archive(path) as archive:
        members = [m for m in archive.infolist() if m.filename.endswith(".json") and "/" not in m.filename]
        if not members:
            raise FormatError(f"{path} has no JSON file in it; export it from Day One as JSON.")
        for member in members:
            yield member.filename, read_member(archive, member, LARGEST, path, options.going)


def _entry(place: str, entry: Any, options: Options) -> Iterator[Item]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(entry, dict):
        yield LeftOut(place, "It is no entry.")
        return
    text = entry.get("text")
    if isinstance(text, str) and len(text) > MAX_TEXT:
        yield LeftOut(place, TOO_LONG)
        return
    words = _PICTURE.sub("", text) if isinstance(text, str) else ""
    if not isinstance(text, str) or not words.strip():
        yield LeftOut(place, "It has no words.")
        return
    zone = entry.get("timeZone") if isinstance(entry.get("timeZone"), str) else options.zone
    try:
        local = zone_named(str(zone))
    except FormatError:
        local = zone_named(options.zone)
    found = moment_from(str(entry.get("creationDate", "")), "UTC")
    if found is None:
        yield LeftOut(place, f'"{str(entry.get("creationDate", ""))[:40]}" is no date that a night can have.')
        return
    moment, timed = found[0].astimezone(local), found[1]
    identity = str(entry.get("uuid") or f"{moment.isoformat()} {report_id(text)[:12]}")
    said = entry.get("tags")
    tags = said if isinstance(said, list) else []
    source = f"dayone:{identity}".encode("utf-8", "replace").decode()
    for kind in ("photos", "videos", "audios", "pdfAttachments"):
        if entry.get(kind):
            yield LeftOut(place, f"Its {kind} are not taken over, only its words.", partly=True)
    yield Report(
        id=report_id(source),
        night=evening_of(moment, timed=timed),
        text=_ESCAPED.sub(r"\1", words).strip("\r\n").replace("\0", "\ufffd"),
        written=moment if timed else None,
        tags=tuple(dict.fromkeys(str(t) for t in tags)),
        source=source,
    )
