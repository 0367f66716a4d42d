"""Whatever is repeated in a file without end, looking through it ends soon: no importer may stand still, or all would.

Time is what the process has worked (``ITIMER_PROF``), so that a busy machine fails nothing.
"""

from __future__ import annotations

import itertools
import json
import signal
from typing import TYPE_CHECKING

import pytest

from nightglass.errors import NightglassError
from nightglass.journal import LeftOut, Report
from nightglass.journal.formats import IMPORTERS, FormatError, Options, columns_of, recognise
from nightglass.journal.formats.front_matter import read_front_matter
from nightglass.journal.formats.moments import moment_from, zone_named
from nightglass.text import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIZE, SECONDS = 200_000, 2.0
OPTIONS = Options(zone="Europe/Vienna")


class TooSlowError(BaseException):
    """Something worked for longer than it may."""


@pytest.fixture(autouse=True)
def limited() -> Iterator[Callable[[], None]]:
    """Begin to count anew how long is worked; a regular expression that runs away is stopped too."""

    def stop(*_: object) -> None:
        raise TooSlowError

    def begin() -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)

    before = signal.signal(signal.SIGPROF, stop)
    yield begin
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def day_one(**values: object) -> str:
    entry = {"uuid": "A", "creationDate": "2026-03-02T10:00:00Z", "text": "I ran."} | values
    return json.dumps({"metadata": {}, "entries": [entry]})


def ours(**values: object) -> str:
    return '{"kind": "nightglass", "version": 1}\n' + json.dumps(values)


SLEEP = "Id,Tz,From,To,Sched,Hours,Rating,Comment\n"
RECORD = '"1","Europe/Vienna","01. 03. 2026 23:10","02. 03. 2026 6:10","","7.0","3.0",'
OWN_NOTE = '---\nnightglass: 1\ndate: "2026-03-01"\n---\n'

FORMATS: dict[str, tuple[str, list[str], list[Callable[[str], str]]]] = {
    "jsonl": (
        '{}[]":,\\',
        ['{"kind":"x"}\n', "{}\n"],
        [
            lambda s: '{"kind": "nightglass", "version": 1}\n' + s,
            lambda s: ours(kind="report", id="a" * 32, night="2026-03-01", text=s, title=s, tags=[s]),
            lambda s: ours(kind="night", date=s),
        ],
    ),
    "day-one": (
        "![]()\\*",
        ["![a](dayone-", "![](", "![](dayone-)", "![](dayone-) "],
        [lambda s: s, lambda s: day_one(text=s + "x"), lambda s: day_one(timeZone=s, uuid=s, tags=[s]),
         lambda s: day_one(creationDate="2026-" + s)],
    ),
    "jrnl": (
        "[]@ \n-:0",
        ["[2026-03-01 ", "[2026-03-01 23:10] ", "2026-03-01\n", "@a "],
        [lambda s: s, lambda s: f"[2026-03-01 23:10] {s}\n{s}x",
         lambda s: json.dumps({"entries": [{"date": "2026-03-01", "time": s, "title": s, "body": s}]})],
    ),
    "sleep-as-android": (
        "\",#\n/ ",
        ["#a ", "Id,Tz\n", "a/", f"{RECORD}x\n"],
        [lambda s: SLEEP + s, lambda s: SLEEP + RECORD + quoted("#dream " + s),
         lambda s: f'{SLEEP}"1",{quoted(s)},{quoted(s)},{quoted(s)},"","7.0",{quoted(s)},""'],
    ),
    "markdown": (
        "-:[],\n# ",
        ["- a\n", "a:\n", "\n---", "\n## \n", "<!-- nightglass report {", "<!-- nightglass report {} 0 -->\n", "[[a",
         "<!-- nightglass report {} 1 -->\n\n## \nX", "1"],
        [lambda s: s, lambda s: f"---\n{s}", lambda s: f"---\nk:\n{s}\n---\nx",
         lambda s: f"---\ntags: [{s.replace(chr(10), ' ')}]\n---\nx", lambda s: OWN_NOTE + s,
         lambda s: f"{OWN_NOTE}<!-- nightglass report {{}} {s} -->\nx"],
    ),
    "apple-health": (
        "<>&\"= ",
        ["<a>", "<Record/>", '<Record type="HKCategoryTypeIdentifierSleepAnalysis"/>', "&#65;", "<!--", "a='' "],
        [lambda s: "<HealthData>" + s, lambda s: "<HealthData><Record " + s,
         lambda s: '<HealthData><Record type="' + s],
    ),
    "dreambank": (
        '{}[]":,\n',
        ['{"a":1}\n', '{"date":"2026-03-01","text":"x"}\n'],
        [lambda s: s, lambda s: json.dumps({"date": "2026-03-01", "text": s, "title": s, "tags": s, "nightmares": s}),
         lambda s: json.dumps({"date": "2026-" + s, "text": "x", s: s})],
    ),
    "csv": (
        "\",;\n'=",
        ["2026-03-01,x\n", "99.99.2026,x\n", "1\n", "1.1.2026x\n", "12 aaaaaaaa 2026 12:12 aaaaaaaaaa\n"],
        [lambda s: s, lambda s: "date,text\n" + s, lambda s: "date," + quoted(s) + "\n2026-03-01,x",
         lambda s: "date,text,tags,nightmares\n2026-03-01" + f",{quoted(s)}" * 3],
    ),
}  # fmt: skip


def pieces(special: str, more: list[str], *, pairs: bool) -> list[str]:
    """Return what is repeated: each character that a format knows, some longer ones, and each of the pairs."""
    both = map("".join, itertools.product(special, special)) if pairs else ()
    return list(dict.fromkeys(["a", *special, *both, *more]))


@pytest.mark.parametrize("form", FORMATS)
def test_no_importer_stands_still(form: str, tmp_path: Path, limited: Callable[[], None], many: bool) -> None:
    special, more, wraps = FORMATS[form]
    path = tmp_path / {"markdown": "2026-03-01.md", "csv": "x.csv"}.get(form, "x.jsonl")
    for number, wrap in enumerate(wraps):
        for piece in pieces(special, more, pairs=many):
            path.write_text(wrap((piece * (SIZE // len(piece) + 1))[:SIZE]), newline="")
            limited()
            try:
                recognised = recognise(path)
                columns_of(path, recognised)
            except NightglassError:
                pass
            try:
                for _ in IMPORTERS[form].read(path, OPTIONS):
                    pass
            except NightglassError as error:
                assert "\n" not in str(error)
            except TooSlowError:
                pytest.fail(f"{piece!r} again and again, in place {number}, takes {form} more than {SECONDS} s")


def test_every_format_is_tried() -> None:
    assert set(FORMATS) == set(IMPORTERS) - {"parquet"}  # its cells go the way of those of a CSV table


def test_no_text_stops_its_division(limited: Callable[[], None], many: bool) -> None:
    for piece in pieces("\"“”'()[].!;-\n", ["(age ", "and then ", "A. ", '"a '], pairs=many):
        text = (piece * SIZE)[: SIZE // 10]
        limited()
        assert segment(text + " I ran.").source.endswith("I ran."), piece


def test_what_is_longer_than_any_report_is_left_out_before_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(day_one(text="![" * 5_000_000))
    [left] = IMPORTERS["day-one"].read(path, OPTIONS)
    assert isinstance(left, LeftOut)
    assert "longer than 200,000" in left.reason


def test_pictures_of_day_one_are_still_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(
        day_one(text="![](dayone-moment://A1) I ran. ![a \n picture](dayone-moment:/video/B2)\nThen ![x](y)")
    )
    [report] = IMPORTERS["day-one"].read(path, OPTIONS)
    assert isinstance(report, Report)
    assert report.text == "I ran. Then ![x](y)"


def test_a_zone_is_one_of_those_that_there_are() -> None:
    assert zone_named("America/Argentina/Buenos_Aires").key == "America/Argentina/Buenos_Aires"
    for name in ("a/" * 5_000, "../../etc/passwd", "__init__", "", "\0", "nightglass.web"):
        with pytest.raises(FormatError, match="is no time zone"):
            zone_named(name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.1.2026", "2026-01-01T00:00:00+01:00"), ("20260302", "2026-03-02T00:00:00+01:00"),
        ("2 March 2026 11:30 PM", "2026-03-02T23:30:00+01:00"), ("March 2, 2026, 23:30", "2026-03-02T23:30:00+01:00"),
        ("02. 03. 2026 6.10", "2026-03-02T06:10:00+01:00"), ("2026/3/2 6:10:05", "2026-03-02T06:10:05+01:00"),
        ("3/2/2026 6:10:05 am", "2026-03-02T06:10:05+01:00"), ("2 Mar 2026", "2026-03-02T00:00:00+01:00"),
    ],
)  # fmt: skip
def test_dates_of_every_form_are_read(text: str, told: str) -> None:
    found = moment_from(text, "Europe/Vienna")
    assert found is not None
    assert found[0].isoformat() == told


def test_lists_in_lists_are_words_where_they_are_no_json() -> None:
    nested = "[" * 5_000 + "a" + "]" * 5_000
    values, rest = read_front_matter(f"---\nodd: {nested}\ntags: [a, 'b''s', 3]\nmore: [[1], [2]]\n---\nx")
    assert values == {"odd": [nested[1:-1]], "tags": ["a", "b's", 3], "more": [[1], [2]]}
    assert rest == "x"
