"""A folder of Markdown files, or a ZIP of one, a file a night: our own without loss, and daily notes (Obsidian)."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal.errors import NotKeptError
from nightglass.journal.formats.archives import opened_archive, read_member
from nightglass.journal.formats.front_matter import read_front_matter
from nightglass.journal.formats.interface import FormatError, Options, report_id
from nightglass.journal.formats.moments import evening_of, moment_from
from nightglass.journal.values import Item, LeftOut, Night, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

__all__ = ["read", "recognises", "write"]

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ _-]+(.*))?")
_MARK = re.compile(r"^<!-- nightglass report (\{.*\}) (\d{1,9}) -->\n", re.MULTILINE)
_LARGEST = 20_000_000
_OWN = "nightglass"


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a folder, an archive or a file is one of these."""
    if path.is_dir():
        return next(path.rglob("*.md"), None) is not None
    if head.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as archive:
                return any(name.lower().endswith(".md") for name in archive.namelist())
        except (zipfile.BadZipFile, OSError):
            return False
    return path.suffix.lower() == ".md"


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield the night and the reports of each file; links that lead out of the folder are not followed.

    Raises
    ------
    FormatError
        When there is nothing to read.
    """
    if path.is_file() and zipfile.is_zipfile(path):
        yield from _archive(path, options)
        return
    files = sorted(p for p in path.rglob("*.md") if p.is_file()) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path} holds no Markdown files (.md).")
    root = path.resolve() if path.is_dir() else path.resolve().parent
    for file in files:
        options.going()
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        if any(part.startswith(".") for part in Path(name).parts):
            continue
        if not file.resolve().is_relative_to(root):
            yield LeftOut(name, "It is a link that leads out of the folder.")
            continue
        yield from _file(file, name, options)


def _file(file: Path, name: str, options: Options) -> Iterator[Item]:
    try:
        if file.stat().st_size > _LARGEST:
            yield LeftOut(name, "It is larger than 20 MB, which no night is.")
            return
        data = file.read_bytes()
    except OSError as error:
        yield LeftOut(name, f"It cannot be opened ({error.strerror}).")
        return
    yield from _told(data, name, options)


def _archive(path: Path, options: Options) -> Iterator[Item]:
    with opened_archive(path) as archive:
        members = sorted(
            (m for m in archive.infolist() if m.filename.lower().endswith(".md") and not m.is_dir()),
            key=lambda m: m.filename,
        )
        if not members:
            raise FormatError(f"{path} holds no Markdown files (.md).")
        for member in members:
            options.going()
            if any(part.startswith(".") for part in Path(member.filename).parts):
                continue
            if member.file_size > _LARGEST:
                yield LeftOut(member.filename, "It is larger than 20 MB, which no night is.")
                continue
            yield from _told(read_member(archive, member, _LARGEST, path, options.going), member.filename, options)


def _told(data: bytes, name: str, options: Options) -> Iterator[Item]:
    """Yield what one file tells."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield LeftOut(name, "It is not in UTF-8; save it so and import it again.")
        return
    try:
        front, body = read_front_matter(text)
    except FormatError as error:
        yield LeftOut(name, str(error))
        return
    if front.pop(_OWN, None) == 1:
        yield from _own(front, body, name)
    else:
        yield from _note(front, body, name, options)


def _own(front: dict[str, Any], body: str, name: str) -> Iterator[Item]:
    try:
        night = msgspec.convert(front, Night)
    except msgspec.ValidationError as error:
        yield LeftOut(name, f"Its front matter cannot be read ({error}).")
        return
    if night != Night(date=night.date):
        yield night
    place = 0
    while (found := _MARK.search(body, place)) is not None:
        length = int(found[2])
        text = body[found.end() : found.end() + length]
        following = _MARK.search(body, found.end() + length)
        rest = body[found.end() + length : following.start() if following else len(body)]
        if re.sub(r"\n## [^\n]*\n", "", rest).strip():  # somebody has changed the file: up to the next mark, then
            following = _MARK.search(body, found.end())
            text = re.sub(r"\n## [^\n]*\n*\Z", "", body[found.end() : following.start() if following else None]).strip(
                "\n"
            )
        try:
            yield msgspec.convert(msgspec.json.decode(found[1]) | {"text": text, "night": night.date}, Report)
        except (msgspec.MsgspecError, TypeError) as error:
            yield LeftOut(name, f"One of its reports cannot be read ({str(error)[:100]}).")
        place = following.start() if following else len(body)


def _note(front: dict[str, Any], body: str, name: str, options: Options) -> Iterator[Item]:
    named = _NAME.fullmatch(Path(name).stem)
    date = str(front.get("date") or (named[1] if named else ""))
    found = moment_from(date, options.zone)
    if found is None:
        yield LeftOut(name, "Neither its name nor its front matter has a date that a night can have.")
        return
    moment, timed = found
    evening = evening_of(moment, timed=timed)
    values: dict[str, Any] = {}
    wrong = {}
    for key in ("nightmares", "distress", "sleep_quality", "awakenings"):
        cell = front.get(key)
        if (
            isinstance(cell, int)
            and not isinstance(cell, bool)
            and 0 <= cell <= (10 if key in {"distress", "sleep_quality"} else 100)
        ):
            values[key] = cell
        elif cell is not None:
            wrong[key] = f'"{str(cell)[:20]}" is no number that it can be.'
    state = front.get("state")
    if state in {"badly", "quiet", "unknown"}:
        values["state"] = state
    elif values.get("nightmares"):
        values["state"] = "badly"
    if front.get("note"):
        values["note"] = str(front["note"])
    partly = bool(values or body.strip())
    for key, reason in wrong.items():
        lacks = f"It is taken without its {key.replace('_', ' ')}: {reason}" if partly else reason
        yield LeftOut(f"{name}, {key}", lacks, partly)
    if values:
        yield Night(date=evening, **values)
    if body.strip():
        yield _report(front, body, evening, named[2] if named else None, moment if timed else None)
    elif not values and not wrong:
        yield LeftOut(name, "It has neither words nor numbers.")


def _report(
    front: dict[str, Any], body: str, evening: dt.date, title: str | None, written: dt.datetime | None
) -> Report:
    text = body.strip("\r\n").replace("\0", "\ufffd")
    tags = front.get("tags")
    tags = tags if isinstance(tags, list) else re.split(r"[,\s]+", str(tags)) if tags else []
    source = f"markdown:{evening} {report_id(text)[:12]}"
    title = str(front["title"]) if front.get("title") else title
    return Report(
        id=report_id(source), night=evening, text=text, title=title or None, written=written,
        tags=tuple(str(t).lstrip("#") for t in tags if t), source=source,
    )  # fmt: skip


def write(items: Iterable[Item], path: Path) -> None:
    """Write a folder of one file a night, with all that is known of it in its front matter.

    Raises
    ------
    NotKeptError
        When it cannot be written, or there is something else of that name.
    """
    nights: dict[dt.date, Night] = {}
    reports: dict[dt.date, list[Report]] = {}
    for item in items:
        if isinstance(item, Night):
            nights[item.date] = item
        elif isinstance(item, Report):
            reports.setdefault(item.night, []).append(item)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise NotKeptError(f"{path} is there already and was left as it is; name a folder that is new or empty.")
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        new.mkdir(mode=0o700)
        for date in sorted({*nights, *reports}):
            _write_night(new / f"{date}.md", nights.get(date, Night(date=date)), reports.get(date, []))
        if path.exists():
            path.rmdir()
        new.rename(path)
    except OSError as error:
        raise NotKeptError(
            f"{path} could not be written ({error.strerror}); make room or name another place."
        ) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write_night(file: Path, night: Night, reports: list[Report]) -> None:
    front = {_OWN: 1} | msgspec.to_builtins(night)
    lines = [f"{key}: {msgspec.json.encode(value).decode()}" for key, value in front.items()]
    parts = ["---\n" + "\n".join(lines) + "\n---\n"]
    for number, report in enumerate(reports, start=1):
        row = {k: v for k, v in msgspec.to_builtins(report).items() if k not in {"text", "night"}}
        mark = msgspec.json.encode(row).decode().replace(">", "\\u003e")
        heading = " ".join((report.title or f"Report {number}").split())
        parts.append(f"\n## {heading}\n\n<!-- nightglass report {mark} {len(report.text)} -->\n{report.text}\n")
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write("".join(parts))
