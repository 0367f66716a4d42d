"""What an importer cannot take: one plain sentence with the place, and the rest is taken all the same."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from test_importers import STAGES, health, left_out

from nightglass.journal import Report
from nightglass.journal.formats import IMPORTERS, Options, recognise
from nightglass.journal.formats.interface import FormatError

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal import Item


def taken(path: Path, form: str) -> list[Item]:
    return list(IMPORTERS[form].read(path, Options(zone="Europe/Vienna")))


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "name", "data", "words"),
    [
        ("apple-health", "a.zip", packed(other_xml="<a/>"), "has no export.xml"),
        ("apple-health", "a.xml", b"<HealthData><Record", "is no whole XML file"),
        (
            "apple-health",
            "a.xml",
            b'<?xml version="1.0" encoding="nonsense"?><HealthData/>',
            "export it again from Apple Health",
        ),
        ("day-one", "a.zip", packed(other_txt="x"), "has no JSON file"),
        ("day-one", "a.json", b'{"entries": ', "no whole JSON file"),
        ("day-one", "a.json", b'{"metadata": {}}', "has no entries"),
        ("parquet", "a.parquet", b"PAR1 and no more", "no whole Parquet file"),
    ],
)
def test_files_that_are_not_what_they_should_be(tmp_path: Path, form: str, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FormatError, match=words):
        taken(tmp_path / name, form)


@pytest.mark.parametrize("form", ["apple-health", "day-one"])
def test_a_file_that_is_not_there(tmp_path: Path, form: str) -> None:
    with pytest.raises(FormatError, match="cannot be opened"):
        taken(tmp_path / "nothing", form)


@pytest.mark.parametrize("name", ["a.zip", "a.xml"])
def test_half_an_archive_is_recognised_as_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(FormatError, match="in no format that is known"):
        recognise(tmp_path / name)


def test_health_records_that_cannot_be(tmp_path: Path) -> None:
    strange = health([*STAGES, ("Watch", "Dancing", "2026-03-01 23:00", "2026-03-02 07:00")])
    strange = strange.replace('value="52"', 'value="fast"').replace("2026-03-02 03:00:00", "2026-13-02 03:00:00")
    (tmp_path / "export.xml").write_text(strange)
    reasons = {left.reason for left in left_out(taken(tmp_path / "export.xml", "apple-health"))}
    assert reasons == {
        "3 times a record of sleep had a time or value that cannot be.",
        "2 times a heart rate had a time or value that cannot be.",
    }


def test_entries_of_day_one_that_cannot_be(tmp_path: Path) -> None:
    entries = [
        "not an entry",
        {"text": "   "},
        {"text": "A door without a house.", "creationDate": "once"},
        {"text": "A house without a door.", "creationDate": "2026-03-02T05:00:00Z", "timeZone": "Nowhere/Land",
         "photos": [{"md5": "x"}], "tags": "none"},
    ]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps({"metadata": {}, "entries": entries}))
    items = taken(tmp_path / "a.json", "day-one")
    assert [left.place for left in left_out(items)] == [f"a.json, entry {k}" for k in (1, 2, 3, 4)]
    assert [item.text for item in items if isinstance(item, Report)] == ["A house without a door."]


def test_notes_that_cannot_be(tmp_path: Path) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "outside.md"
    (vault / ".trash").mkdir(parents=True)
    outside.write_text("# 2026-03-01\nsecret")
    (vault / ".trash" / "2026-03-01.md").write_text("# Dream\nthrown away")
    (vault / "2026-03-02.md").symlink_to(outside)
    (vault / "2026-03-03.md").write_bytes(b"\xff\xfe\x00")
    (vault / "2026-03-04.md").write_text("---\nnightglass: 1\nstate: dancing\n---\n")
    (vault / "2026-03-05.md").write_text(
        '---\nnightglass: 1\ndate: "2026-03-05"\n---\n\n## A\n\n<!-- nightglass report {"id": 7} 3 -->\nabc\n'
    )
    left = {item.place: item.reason for item in left_out(taken(vault, "markdown"))}
    assert set(left) == {f"2026-03-0{k}.md" for k in (2, 3, 4, 5)}
    assert "leads out of the folder" in left["2026-03-02.md"]
    assert "UTF-8" in left["2026-03-03.md"]


def test_a_folder_without_notes(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no Markdown files"):
        taken(tmp_path, "markdown")
