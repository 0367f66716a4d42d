"""``nightglass recur`` in the journal and on tables; texts veiled until asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from invented_dreams import FERRY, SINGLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(begun):
    for day, text in enumerate([FERRY[0], SINGLE[0], FERRY[1]], 1):
        assert begun("log", "-", "--date", f"2026-03-0{day}", stdin=text).code == 0
    return begun


def name_of(typed) -> str:
    return json.loads(typed("recur", "--json").out)["recurrences"][0]["id"][:8]


def test_found_named_shown(kept, tmp_path: Path) -> None:
    said = kept("recur")
    assert "told 2 times, Sunday 1 March 2026 to Tuesday 3 March 2026" in said.out
    assert "1 of 3 reports stand alone" in said.out
    name = name_of(kept)
    veiled = kept("recur", "--of", name, "--call", "The ferryman")
    assert "The ferryman" in veiled.out
    assert "Words of the dream are veiled" in veiled.out
    assert "quay" not in veiled.out
    shown = kept("recur", "--of", "The ferryman", "--show")
    assert any(word in shown.out for word in ("boat", "quay", "oars", "face"))
    assert max(map(len, shown.out.splitlines())) <= 80
    drawing = tmp_path / "strips.svg"
    assert kept("recur", "--of", name, "--svg", str(drawing)).code == 0
    assert "quay" not in drawing.read_text()
    assert json.loads(kept("recur", "--of", name, "--json").out)["portrait"] is None


def test_corrected(kept) -> None:
    kept("recur")
    found = json.loads(kept("recur", "--json").out)["recurrences"][0]["reports"]
    assert kept("recur", "--apart", found[1]).code == 0
    assert json.loads(kept("recur", "--json").out)["recurrences"] == []
    assert kept("recur", "--join", found[0], found[1]).code == 0
    assert len(json.loads(kept("recur", "--json").out)["recurrences"]) == 1


def test_an_empty_journal_and_a_name_that_is_none(begun) -> None:
    assert "0 reports. Two reports are needed" in begun("recur").out
    refused = begun("recur", "--of", "nobody")
    assert refused.code == 1
    assert "nightglass recur lists them" in refused.err


def test_a_table(typed, tmp_path: Path) -> None:
    table, out = tmp_path / "in.jsonl", tmp_path / "out.csv"
    rows = [*FERRY, *SINGLE, ""]
    table.write_text("".join(json.dumps({"nr": k, "dream": t}) + "\n" for k, t in enumerate(rows)))
    said = typed("recur", str(table), "-o", str(out), "--id-column", "nr", "--text-column", "dream")
    assert said.code == 0
    assert "9 reports, 1 dreams that come back" in said.out
    assert "Left out, row 10" in said.err
    assert out.read_text().splitlines()[1:4] == ["0,r1", "1,r1", "2,r1"]
    columns = ("--id-column", "nr", "--text-column", "dream")
    found = json.loads(typed("recur", str(table), "-o", str(out), *columns, "--json").out)
    assert found["recurrences"] == {"r1": [0, 1, 2]}
    assert typed("recur", str(table)).code == 2
    assert typed("recur", str(tmp_path / "none.csv"), "-o", str(out)).code == 1


def test_a_page_with_days(typed, tmp_path: Path) -> None:
    table, out, page = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "page.html"
    days = ["(2026-03-01)", "(2026-??-??)", "2026-05-01", "never", "2026-13-40"]
    rows = [f'{k},{day},"{text}"' for k, (day, text) in enumerate(zip(days, [*FERRY, *SINGLE], strict=False))]
    table.write_text("id,when,text\n" + "\n".join(rows) + "\n")
    assert typed("recur", str(table), "-o", str(out), "--page", str(page), "--date-column", "when").code == 0
    drawn = page.read_text()
    assert "From 2026-03-01 to 2026-05-01, with 61 days between." in drawn
    assert "The oars stop." in drawn
    refused = typed("recur", str(table), "-o", str(out), "--page", str(tmp_path), "--date-column", "when")
    assert refused.code == 1
    assert "name another place" in refused.err
    assert typed("recur", str(table), "-o", str(out), "--page", str(page), "--date-column", "nothing").code == 1
