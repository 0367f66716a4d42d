"""Sleep as Android: its CSV, headings and values for each night; its comments carry tags and dreams."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from nightglass.journal.dates import night_of
from nightglass.journal.formats.interface import MAX_TEXT, TOO_LONG, FormatError, Options, opened_text, report_id
from nightglass.journal.formats.moments import moment_from, zone_named
from nightglass.journal.values import Context, Item, LeftOut, Measure, Night, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

__all__ = ["read", "recognises"]

_TAG = re.compile(r"#([\w-]+)")
_DREAM = {"dream", "nightmare", "dreams", "nightmares", "baddream", "lucid"}
_BAD = {"nightmare", "nightmares", "baddream"}
_WORDS = 6  # a comment of more words than this, tags apart, is taken for a report
_LONGEST = 10_000_000


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    return path.is_file() and head.removeprefix(b"\xef\xbb\xbf").startswith(
        (b"Id,Tz,From,To", b'"Id","Tz","From","To"')
    )


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield a night for each record, and a report where its comment tells a dream.

    Raises
    ------
    FormatError
        When the file cannot be opened or is cut in the middle of a field.
    """
    csv.field_size_limit(_LONGEST)
    with opened_text(path) as stream:
        reader = csv.reader(_lines(stream, options))
        header: list[str] = []
        try:
            for cells in reader:
                if cells[:1] == ["Id"]:
                    header = cells
                elif header and cells and cells[0].strip():
                    row = dict(zip(header, cells, strict=False))
                    yield from _record(f"line {reader.line_num}", row, options)
                    header = []
        except csv.Error as error:
            raise FormatError(f"Line {reader.line_num} of {path} cannot be read ({error}); export it again.") from None


def _lines(stream: TextIO, options: Options) -> Iterator[str]:
    for line in stream:
        options.going()
        yield line.replace("\0", "\ufffd")


def _record(place: str, row: dict[str, str], options: Options) -> Iterator[Item]:
    try:
        zone = zone_named(row.get("Tz") or options.zone).key
    except FormatError:
        zone = options.zone
    begin, end = _moment(row.get("From"), zone), _moment(row.get("To"), zone)
    if begin is None or end is None or not begin < end:
        yield LeftOut(place, "Its times from and to are no night.")
        return
    if len(row.get("Comment", "")) > MAX_TEXT:
        yield LeftOut(place, TOO_LONG)
        return
    evening = night_of(begin)
    comment = _plain(row.get("Comment", ""))
    tags = tuple(dict.fromkeys(_TAG.findall(comment)))
    words = _TAG.sub("", comment).strip()
    low = {t.lower() for t in tags}
    identity = row["Id"].strip()
    source = f"sleep-as-android:{identity}"
    tells = bool(words) and (bool(low & _DREAM) or len(words.split()) > _WORDS)
    yield Night(
        date=evening,
        state="badly" if low & _BAD else "unknown",
        zone=zone,
        asleep=begin,
        woke=end,
        nightmares=1 if low & _BAD else None,
        sleep_quality=_quality(row.get("Rating")),
        contexts=tuple(Context(t) for t in tags if t.lower() not in _DREAM),
        measures=tuple(_measures(row)),
        note=words or None if not tells else None,
        source=source,
    )
    if tells:
        yield Report(
            id=report_id(source), night=evening, text=words, written=end,
            tags=tags, source=source,
        )  # fmt: skip


def _plain(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _moment(text: str | None, zone: str) -> dt.datetime | None:
    found = moment_from(text or "", zone)
    return found[0] if found else None


def _quality(text: str | None) -> int | None:
    """Return a rating of 0 to 5 stars on our scale of 0 to 10; no stars is no rating, as the app writes it."""
    number = _number(text)
    return round(number * 2) if number is not None and 0 < number <= 5 else None


def _number(text: str | None) -> float | None:
    text = (text or "").strip()
    return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text) else None


def _measures(row: dict[str, str]) -> Iterator[Measure]:
    for column, name, unit in (
        ("DeepSleep", "deep_sleep", "share"),
        ("Snore", "snoring", "s"),
        ("Cycles", "cycles", ""),
    ):
        number = _number(row.get(column))
        if number is not None and number > 0:
            yield Measure(name, number, unit, "Sleep as Android")
