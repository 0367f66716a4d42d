"""Apple Health: the sleep stages and the heart rate of each night, out of exports of gigabytes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import IO, TYPE_CHECKING

import msgspec

from nightglass.journal.dates import night_of
from nightglass.journal.formats.archives import names_in, opened_archive, opened_member
from nightglass.journal.formats.heart import HeartBins
from nightglass.journal.formats.interface import FormatError, Options, opening
from nightglass.journal.formats.moments import zone_named
from nightglass.journal.values import Item, LeftOut, Measure, Night

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

__all__ = ["read", "recognises"]

_SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
_HEART = "HKQuantityTypeIdentifierHeartRate"
_STAGES = {
    "AsleepUnspecified": "asleep", "Asleep": "asleep", "AsleepCore": "core_sleep", "AsleepDeep": "deep_sleep",
    "AsleepREM": "rem_sleep", "Awake": "awake", "InBed": "in_bed",
}  # fmt: skip
_ASLEEP = ("asleep", "core_sleep", "deep_sleep", "rem_sleep")
_STEP = 1 << 20
_LONGEST = 36 * 3600
_LARGEST = 64 << 30
_MOST_RECORDS = 3_000_000
_DEEPEST = 64  # Apple's own are six deep
_LONGEST_NAME = 200


class _Stretch(msgspec.Struct):
    """A stage of sleep, from and to in seconds since 1970, and the offset of its begin from UTC in seconds."""

    begin: float
    end: float
    stage: str
    offset: int


class _Collected:
    """What was found so far: stretches by night and source, heart beats by minute."""

    def __init__(self) -> None:
        self.nights: dict[dt.date, dict[str, list[_Stretch]]] = defaultdict(lambda: defaultdict(list))
        self.left_out: dict[str, int] = defaultdict(int)
        self.heart = HeartBins()
        self.begun = 0  # elements
        self._records = self._depth = 0

    def end(self, _tag: str) -> None:
        """Leave one element."""
        self._depth -= 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one record."""
        self.begun += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormatError("This is no export of Apple Health: it is nested without end; export it again there.")
        if tag != "Record":
            return
        kind = attributes.get("type")
        if kind == _SLEEP:
            self._sleep(attributes)
        elif kind == _HEART:
            self._heart(attributes)

    def _sleep(self, attributes: dict[str, str]) -> None:
        begin, end = _moment(attributes.get("startDate")), _moment(attributes.get("endDate"))
        stage = _STAGES.get(attributes.get("value", "").removeprefix("HKCategoryValueSleepAnalysis"))
        if stage is None or begin is None or end is None or not 0 < (end - begin).total_seconds() < _LONGEST:
            self.left_out["a record of sleep"] += 1
            return
        self._records += 1
        if self._records > _MOST_RECORDS:
            raise FormatError("The export holds more records of sleep than a lifetime has; it was not read.")
        offset = begin.utcoffset() or dt.timedelta()
        stretch = _Stretch(begin.timestamp(), end.timestamp(), stage, int(offset.total_seconds()))
        self.nights[night_of(begin)][attributes.get("sourceName", "")[:_LONGEST_NAME]].append(stretch)

    def _heart(self, attributes: dict[str, str]) -> None:
        moment = _moment(attributes.get("startDate"))
        try:
            rate = float(attributes.get("value", ""))
        except ValueError:
            rate = 0.0
        if moment is None or not 20 < rate < 300:
            self.left_out["a heart rate"] += 1
            return
        self.heart.add(moment.timestamp(), rate)


def _moment(text: str | None) -> dt.datetime | None:
    """Return the moment of ``2026-03-02 23:10:00 +0100``."""
    if text is None or len(text) != 25:
        return None
    try:
        return dt.datetime.fromisoformat(f"{text[:10]}T{text[11:19]}{text[20:23]}:{text[23:]}")
    except ValueError:
        return None


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes or its members."""
    if not path.is_file():
        return False
    if head.startswith(b"PK"):
        return any(n.endswith("export.xml") for n in names_in(path))
    return b"<HealthData" in head or b"HealthData [" in head


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield a night for each night with sleep in it, as the source with the most sleep tells it.

    Raises
    ------
    FormatError
        When the file cannot be opened, is no whole XML file, or defines entities.
    """
    found = _Collected()
    if _is_archive(path):
        with opened_archive(path) as archive:
            member = next((m for m in archive.infolist() if m.filename.endswith("export.xml")), None)
            if member is None:
                raise FormatError(f"{path} has no export.xml in it; export it again from Apple Health.")
            with opened_member(archive, member, path) as stream:
                _parse(stream, found, path, options, member.file_size)
    else:
        with opening(path), path.open("rb") as stream:
            _parse(stream, found, path, options, path.stat().st_size)
    for what, number in found.left_out.items():
        yield LeftOut(path.name, f"{number} times {what} had a time or value that cannot be.")
    for evening in sorted(found.nights):
        yield _night(evening, found.nights.pop(evening), found.heart, options)  # popped: decades are many stretches


def _is_archive(path: Path) -> bool:
    with opening(path), path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _parse(stream: IO[bytes], found: _Collected, path: Path, options: Options, whole: int) -> None:
    """Run through the XML with constant memory. Apple's own header declares elements; entities are declared by none."""
    from xml.parsers.expat import ExpatError, ParserCreate  # noqa: PLC0415

    parser: XMLParserType = ParserCreate()

    def refuse(*_: object) -> None:
        raise FormatError(f"{path} defines entities, which no export of Apple Health does; it was not read.")

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    size = quiet = begun = 0
    try:
        while data := stream.read(_STEP):
            size += len(data)
            if size > _LARGEST:
                raise FormatError(f"{path} unpacks to more than 64 GB; it was not read.")
            options.going()
            options.progress(size, whole)
            parser.Parse(data, False)  # noqa: FBT003 - expat's own form
            quiet = quiet + len(data) if found.begun == begun else 0
            if quiet > _STEP:  # expat would keep it all in memory, and begin anew each time
                raise FormatError(
                    f"{path} has more than 1 MB in which nothing begins, which no export of Apple Health has; "
                    "export it again there."
                )
            begun = found.begun
        parser.Parse(b"", True)  # noqa: FBT003
    except ExpatError as error:
        raise FormatError(
            f"{path} is no whole XML file (line {error.lineno}); export it again from Apple Health."
        ) from None
    except (ValueError, LookupError) as error:  # a stray byte, or an encoding that nobody knows
        raise FormatError(f"{path} cannot be read ({error}); export it again from Apple Health.") from None


def _night(evening: dt.date, sources: dict[str, list[_Stretch]], heart: HeartBins, options: Options) -> Night:
    name, stretches = max(sources.items(), key=lambda s: (_minutes(s[1], _ASLEEP), s[0]))
    zone = zone_named(options.zone)
    asleep = [s for s in stretches if s.stage in _ASLEEP]
    first, last = min(asleep or stretches, key=lambda s: s.begin), max(asleep or stretches, key=lambda s: s.end)
    in_bed = [s for own in sources.values() for s in own if s.stage == "in_bed"]
    awake = [s for s in stretches if s.stage == "awake" and first.begin < s.begin < last.end]
    measures = [
        Measure(stage, round(minutes), "min", name)
        for stage in ("asleep", "core_sleep", "deep_sleep", "rem_sleep", "awake")
        if (minutes := _minutes(stretches, (stage,)))
    ]
    rates = heart.between(first.begin, last.end)
    if rates is not None:
        measures.append(Measure("heart_rate", rates[0], "/min", name))
        measures.append(Measure("lowest_heart_rate", rates[1], "/min", name))

    def local(seconds: float, offset: int) -> dt.datetime:
        moment = dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(seconds=offset)))
        return moment.astimezone(zone) if moment.astimezone(zone).utcoffset() == moment.utcoffset() else moment

    bed = min((s.begin for s in in_bed), default=first.begin)
    rose = max((s.end for s in in_bed), default=last.end)
    return Night(
        date=evening,
        bed=local(min(bed, first.begin), first.offset) if in_bed else None,
        asleep=local(first.begin, first.offset) if asleep else None,
        woke=local(last.end, last.offset) if asleep else None,
        rose=local(max(rose, last.end), last.offset) if in_bed else None,
        awakenings=len(awake) if any(s.stage == "awake" for s in stretches) else None,
        measures=tuple(measures),
        source=f"apple-health:{evening}",
    )


def _minutes(stretches: list[_Stretch], stages: tuple[str, ...]) -> float:
    """Return how many minutes stages cover, none of them counted twice."""
    total, reached = 0.0, float("-inf")
    for s in sorted((s for s in stretches if s.stage in stages), key=lambda s: s.begin):
        total += max(0.0, s.end - max(s.begin, reached))
        reached = max(reached, s.end)
    return total / 60
