"""What other programs write is understood, and what is not taken is said, with its place."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import LeftOut, Night, Report
from nightglass.journal.formats import IMPORTERS, FormatError, Options, recognise

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal.values import Item

VIENNA = Options(zone="Europe/Vienna")
EVENING = dt.date(2026, 3, 1)


def taken(path: Path, form: str | None = None, options: Options = VIENNA) -> list[Item]:
    found = recognise(path)
    assert form is None or found == form
    once, twice = (list(IMPORTERS[found].read(path, options)) for _ in range(2))
    assert once == twice  # the same ids and sources each time, so nothing is imported twice
    return once


def reports(items: list[Item]) -> list[Report]:
    return [i for i in items if isinstance(i, Report)]


def nights(items: list[Item]) -> list[Night]:
    return [i for i in items if isinstance(i, Night)]


def left_out(items: list[Item]) -> list[LeftOut]:
    return [i for i in items if isinstance(i, LeftOut)]


JRNL = """[2026-03-02 04:15] The stairs again @stairs
They went on and on. @again

[2026-03-02 07:30:00 AM] Only a title
[2026-02-30 07:30] No such day
Words.
[2026-03-02 04:15] The stairs again @stairs
Other words.
"""


def test_jrnl_text(tmp_path: Path) -> None:
    path = tmp_path / "journal.txt"
    path.write_text("A line before.\n" + JRNL)
    items = list(IMPORTERS["jrnl"].read(path, VIENNA))
    first, second, third = reports(items)
    assert (first.night, first.title, first.text) == (
        EVENING,
        "The stairs again @stairs",
        "They went on and on. @again",
    )
    assert first.tags == ("stairs", "again")
    assert first.written == dt.datetime(2026, 3, 2, 3, 15, tzinfo=dt.UTC)
    assert second.text == "Only a title"
    assert third.text == "Other words."
    assert third.id != first.id
    assert [left.place for left in left_out(items)] == ["line 1", "line 6"]


def test_jrnl_json(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    entries = [
        {"title": "The stairs.", "body": "They went on.", "date": "2026-03-02", "time": "04:15", "tags": ["@stairs"]},
        {"title": "Late", "body": "", "date": "2026-03-01", "time": "23:50", "tags": []},
        "no entry",
        {"title": "", "body": "", "date": "2026-03-01"},
    ]
    path.write_text(json.dumps({"tags": {"@stairs": 1}, "entries": entries}))
    items = taken(path, "jrnl")
    assert [(r.night, r.text) for r in reports(items)] == [(EVENING, "They went on."), (EVENING, "Late")]
    assert [left.place for left in left_out(items)] == ["entry 3", "entry 4"]


DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "8F3A", "creationDate": "2026-03-02T03:15:00Z", "timeZone": "Europe/Vienna",
            "text": "I fell\\. It was 3\\-4 floors\\!\n![](dayone-moment://0A)", "tags": ["dream"], "photos": [{}],
        },
        {"uuid": "8F3B", "creationDate": "2026-03-02T03:15:00Z", "timeZone": "America/New_York", "text": "Elsewhere"},
        {"uuid": "8F3C", "creationDate": "2026-03-02T03:15:00Z", "text": ""},
        {"uuid": "8F3D", "creationDate": "soon", "text": "When?"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_day_one(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("Export.zip" if packed else "Journal.json")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Journal.json", json.dumps(DAY_ONE))
            archive.writestr("../../evil.json", "{}")
            archive.writestr("photos/a.jpeg", "no")
    else:
        path.write_text(json.dumps(DAY_ONE))
    items = taken(path, "day-one")
    first, second = reports(items)
    assert (first.night, first.text, first.tags) == (EVENING, "I fell. It was 3-4 floors!", ("dream",))
    assert first.source == "dayone:8F3A"
    assert second.night == EVENING
    assert second.written is not None
    assert second.written.hour == 22
    assert len(left_out(items)) == 3
    assert not (tmp_path.parent / "evil.json").exists()


def test_a_bomb_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("Journal.json", "w", force_zip64=True) as out,
    ):
        for _ in range(600):
            out.write(b" " * 1_000_000)
    assert path.stat().st_size < 2_000_000
    with pytest.raises(FormatError, match="200 MB"):
        list(IMPORTERS["day-one"].read(path, VIENNA))


SLEEP = """Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo,"23:10","Event"
"1772402000000","Europe/Vienna","01. 03. 2026 23:10","02. 03. 2026 6:40","","7.5","2.5","#nightmare #alcohol the house was burning again","10000","12","-1","4","0.31","0","","0.1","DEEP"
Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo
"1772492000000","Europe/Vienna","02. 03. 2026 23:10","03. 03. 2026 6:40","","7.5","0.0","#home slept well","10000","-1","-1","-1","-2.0","0",""
Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo
"3","Europe/Vienna","soon","later","","7.5","0.0","","10000","-1","-1","-1","-2.0","0",""
"""


def test_sleep_as_android(tmp_path: Path) -> None:
    path = tmp_path / "sleep-export.csv"
    path.write_text(SLEEP)
    items = taken(path, "sleep-as-android")
    bad, good = nights(items)
    (report,) = reports(items)
    assert (bad.date, bad.state, bad.nightmares, bad.sleep_quality) == (EVENING, "badly", 1, 5)
    assert bad.asleep is not None
    assert bad.asleep.isoformat() == "2026-03-01T23:10:00+01:00"
    assert [c.name for c in bad.contexts] == ["alcohol"]
    assert {m.name: m.value for m in bad.measures} == {"deep_sleep": 0.31, "snoring": 12, "cycles": 4}
    assert (report.text, report.night) == ("the house was burning again", EVENING)
    assert (good.state, good.sleep_quality, good.note, good.measures) == ("unknown", None, "slept well", ())
    assert [left.place for left in left_out(items)] == ["line 6"]


HEALTH = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="de_AT">
 <Record type="HKQuantityTypeIdentifierHeartRate" startDate="2026-03-02 02:00:00 +0100" endDate="2026-03-02 02:00:00 +0100" value="52"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" startDate="2026-03-02 03:00:00 +0100" endDate="2026-03-02 03:00:00 +0100" value="96"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" startDate="2026-03-02 15:00:00 +0100" endDate="2026-03-02 15:00:00 +0100" value="140"/>
 <Record type="HKQuantityTypeIdentifierStepCount" startDate="2026-03-02 15:00:00 +0100" value="9"/>
{sleep}
</HealthData>
"""
STAGES = [
    ("Phone", "InBed", "2026-03-01 23:00", "2026-03-02 07:00"),
    ("Watch", "AsleepCore", "2026-03-01 23:20", "2026-03-02 01:00"),
    ("Watch", "AsleepDeep", "2026-03-02 01:00", "2026-03-02 01:45"),
    ("Watch", "Awake", "2026-03-02 03:00", "2026-03-02 03:30"),
    ("Watch", "AsleepREM", "2026-03-02 03:30", "2026-03-02 06:40"),
    ("Ring", "AsleepUnspecified", "2026-03-01 23:30", "2026-03-02 02:00"),
    ("Watch", "AsleepCore", "2026-03-03 07:00", "2026-03-03 06:00"),
]


def health(stages: list[tuple[str, str, str, str]]) -> str:
    rows = (
        f' <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="{source}" startDate="{begin}:00 +0100" '
        f'endDate="{end}:00 +0100" value="HKCategoryValueSleepAnalysis{value}"/>'
        for source, value, begin, end in stages
    )
    return HEALTH.replace("{sleep}", "\n".join(rows))


@pytest.mark.parametrize("packed", [False, True])
def test_apple_health(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("export.zip" if packed else "export.xml")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("apple_health_export/export.xml", health(STAGES))
    else:
        path.write_text(health(STAGES))
    items = taken(path, "apple-health")
    (night,) = nights(items)
    assert night.date == EVENING
    clock = [getattr(night, name).strftime("%H:%M") for name in ("bed", "asleep", "woke", "rose")]
    assert clock == ["23:00", "23:20", "06:40", "07:00"]
    assert night.awakenings == 1
    assert {m.name: m.value for m in night.measures} == {
        "core_sleep": 100, "deep_sleep": 45, "rem_sleep": 190, "awake": 30, "heart_rate": 74, "lowest_heart_rate": 52,
    }  # fmt: skip
    assert len(left_out(items)) == 1


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    bomb = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    path.write_text(health(STAGES).replace("<!ELEMENT", bomb + "<!ELEMENT"))
    with pytest.raises(FormatError, match="entities"):
        list(IMPORTERS["apple-health"].read(path, VIENNA))


def test_an_obsidian_vault(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / "daily").mkdir(parents=True)
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian" / "2026-03-01.md").write_text("settings")
    (vault / "daily" / "2026-03-01 The stairs.md").write_text(
        "---\ntags:\n  - dream\n  - '#stairs'\nnightmares: 1\ndistress: 8\n---\nThey went on and on.\n"
    )
    (vault / "daily" / "2026-03-03.md").write_text("---\nstate: quiet\n---\n")
    (vault / "daily" / "Shopping.md").write_text("Milk.")
    (vault / "daily" / "2026-03-04.md").write_text("---\ndistress: many\ntags: [a, b]\n---\nWords.")
    (tmp_path / "2026-03-05.md").write_text("Outside.")
    (vault / "daily" / "2026-03-05.md").symlink_to(tmp_path / "2026-03-05.md")
    items = taken(vault, "markdown")
    first, second = reports(items)
    assert (first.night, first.title, first.text, first.tags) == (
        EVENING, "The stairs", "They went on and on.", ("dream", "stairs"),
    )  # fmt: skip
    assert second.tags == ("a", "b")
    assert [(n.date.day, n.state, n.nightmares) for n in nights(items)] == [(1, "badly", 1), (3, "quiet", None)]
    places = [left.place for left in left_out(items)]
    assert places == ["daily/2026-03-04.md, distress", "daily/2026-03-05.md", "daily/Shopping.md"]


def test_anybodys_table(tmp_path: Path) -> None:
    path = tmp_path / "dreams.csv"
    path.write_text(
        "Number;Date;Dream;Quality\n1;2026-03-01;I fell.;7\n2;02.03.2026;I fell again.;\n3;1999;When?;\n4;2026-03-03;;x\n",
        encoding="utf-8-sig",
    )
    items = taken(path, "csv")
    assert [(r.night.day, r.text) for r in reports(items)] == [(1, "I fell."), (2, "I fell again.")]
    assert [n.sleep_quality for n in nights(items)] == [7]
    assert [left.place for left in left_out(items)] == ["row 4", "row 5, sleep_quality"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "dreams.tsv"
    path.write_text("when\twhat\n2026-03-01\tI fell.\n")
    with pytest.raises(FormatError, match="--column date=NAME"):
        taken(path)
    options = Options(zone="UTC", columns={"date": "when", "text": "what"})
    assert [r.text for r in reports(taken(path, "csv", options))] == ["I fell."]
    for columns in ({"date": "then"}, {"colour": "when"}):
        with pytest.raises(FormatError):
            list(IMPORTERS["csv"].read(path, Options(columns=columns)))


def test_tables_in_other_encodings(tmp_path: Path) -> None:
    row = "date,text\n2026-03-01,Der Bär im Café.\n"
    for name, data in (("a", row.encode("utf-16")), ("b", row.encode("cp1252")), ("c", row.encode("utf-8-sig"))):
        (tmp_path / f"{name}.csv").write_bytes(data)
        assert [r.text for r in reports(taken(tmp_path / f"{name}.csv"))] == ["Der Bär im Café."]
    mixed = "date,text\n2026-03-01,Bär.\n2026-03-02,Bär again.\n".encode() + "2026-03-03,Bär.\n".encode("cp1252")
    (tmp_path / "d.csv").write_bytes(mixed)
    items = taken(tmp_path / "d.csv")
    assert len(reports(items)) == 2
    assert [left.place for left in left_out(items)] == ["row 4"]


def test_a_research_table(tmp_path: Path) -> None:
    path = tmp_path / "series.jsonl"
    path.write_text(
        '{"number": "7", "date": "03/01/2026", "report": "I fell."}\n{"number": "8", "date": "1999", "report": "x"}\n'
    )
    items = taken(path, "dreambank")
    assert [(r.night, r.text) for r in reports(items)] == [(EVENING, "I fell.")]
    assert len(left_out(items)) == 1


def test_the_night_of_the_changing_clocks(tmp_path: Path) -> None:
    path = tmp_path / "journal.txt"
    path.write_text(
        "[2026-03-29 02:30] In the hour that is not there\nWords.\n[2026-10-25 02:30] In the hour that comes twice\nWords too.\n"
    )
    assert [r.night.isoformat() for r in reports(taken(path, "jrnl"))] == ["2026-03-28", "2026-10-24"]


def test_what_is_not_there_or_in_no_format(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02")
    for path in (tmp_path / "nowhere", tmp_path / "a.bin", tmp_path):
        with pytest.raises(FormatError):
            recognise(path)
    with pytest.raises(FormatError, match="Europe/Vienna"):
        list(IMPORTERS["jrnl"].read(_written(tmp_path, JRNL), Options(zone="No/Where")))


def _written(folder: Path, text: str) -> Path:
    (folder / "j.txt").write_text(text)
    return folder / "j.txt"
