"""Import takes all or nothing, nothing twice, and never overrules the person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import (
    Journal,
    LeftOut,
    Night,
    Record,
    Report,
    give_out,
    init_journal,
    new_id,
    night,
    nights,
    reports,
    save_night,
    save_report,
    take_in,
    understand,
    with_settings,
)
from nightglass.journal.exchange import RECORDS, merge_nights
from nightglass.journal.keys import Cost
from nightglass.journal.readings import correct, corrections_of
from nightglass.journal.schema import metadata

if TYPE_CHECKING:
    from pathlib import Path

EVENING = dt.date(2026, 3, 2)
ONE = Report(id="1" * 32, night=EVENING, text="The stairs went on.", source="elsewhere:1")


def test_what_is_new_is_taken_and_what_is_known_is_not(journal: Journal) -> None:
    found = understand(journal, [Night(date=EVENING, state="badly"), ONE, LeftOut("line 3", "It has no date.")])
    assert (len(found.nights), len(found.reports), found.known, len(found.left_out)) == (1, 1, 0, 1)
    assert list(reports(journal)) == []  # understanding writes nothing
    take_in(journal, found)
    again = understand(journal, [Night(date=EVENING, state="badly"), ONE])
    assert (len(again.nights), len(again.reports), again.known) == (0, 0, 2)


def test_twice_in_one_file_is_taken_once(journal: Journal) -> None:
    same_words = Report(id="2" * 32, night=EVENING, text=" The stairs went on.\n")
    same_source = Report(id="3" * 32, night=EVENING, text="Other words.", source="elsewhere:1")
    found = understand(journal, [ONE, ONE, same_words, same_source])
    assert (len(found.reports), found.known) == (1, 3)


def test_only_gaps_are_filled() -> None:
    said = Night(date=EVENING, state="quiet", distress=0, note="Mine.")
    device = Night(date=EVENING, state="badly", nightmares=2, distress=9, sleep_quality=4, note="Theirs.", source="x:1")
    merged = merge_nights(said, device)
    assert merged == Night(date=EVENING, state="quiet", distress=0, note="Mine.", sleep_quality=4, source="x:1")


def test_two_rows_about_one_night_become_one(journal: Journal) -> None:
    found = understand(journal, [Night(date=EVENING, distress=5), Night(date=EVENING, sleep_quality=3)])
    take_in(journal, found)
    assert night(journal, EVENING) == Night(date=EVENING, distress=5, sleep_quality=3)


def test_what_cannot_be_is_left_out_with_its_reason(journal: Journal) -> None:
    wrong = [Night(date=EVENING, distress=99), Report(id="4" * 32, night=EVENING, text=" "), Record("nonsense", {})]
    found = understand(journal, [*wrong, ONE])
    assert len(found.left_out) == 3
    assert found.reports == [ONE]
    assert not found.nights


def test_all_or_nothing(journal: Journal) -> None:
    found = understand(journal, [ONE])
    found.records.append(
        Record("corrections", {"id": "x", "report": "nowhere", "finding": "f", "value": "1", "made": "m"})
    )
    with pytest.raises(Exception, match="FOREIGN KEY"):
        take_in(journal, found)
    assert list(reports(journal)) == []


def test_all_that_a_journal_holds_goes_out_and_comes_back(journal: Journal, tmp_path: Path) -> None:
    save_night(journal, Night(date=EVENING, state="badly", nightmares=1))
    save_report(journal, ONE)
    correct(journal, ONE.id, "facets.ending", "good")
    ids = {name: new_id() for name in ("recurrences", "scripts", "rehearsals", "phases", "plans")}
    rows = {
        "recurrences": {"id": ids["recurrences"], "name": "The stairs", "made": "2026-03-03"},
        "occurrences": {"report": ONE.id, "recurrence": ids["recurrences"], "verdict": "joined", "made": "2026-03-03"},
        "scripts": {"id": ids["scripts"], "report": ONE.id, "turning_point": 12, "made": "2026-03-03"},
        "script_versions": {"script": ids["scripts"], "number": 1, "text": "A door opens.", "made": "2026-03-03"},
        "rehearsals": {"id": ids["rehearsals"], "script": ids["scripts"], "at": "2026-03-04", "distress_before": 7},
        "phases": {"id": ids["phases"], "name": "baseline", "begin": "2026-01-01"},
        "plans": {"id": ids["plans"], "script": ids["scripts"], "begin": "2026-03-04", "minutes": 10},
        "settings": {"name": "zone", "value": '"Europe/Vienna"'},
    }
    assert set(rows) | {"corrections"} == set(RECORDS)
    with journal.writing() as connection:
        for name, row in rows.items():
            connection.execute(metadata.tables[name].insert().values(**row))
    items = list(give_out(journal))
    other, _ = init_journal("four or five words", tmp_path / "other", Cost(passes=1, memory=64, threads=1))
    with other:
        take_in(other, with_settings(understand(other, items)))
        assert list(give_out(other)) == items
        assert corrections_of(other, ONE.id)["facets.ending"].value == "good"
        assert understand(other, items).known == len(items)
        assert list(nights(other)) == list(nights(journal))
