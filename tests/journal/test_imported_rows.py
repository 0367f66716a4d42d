"""Rows from a file: what a journal could have written is taken, and one that it could not does not stop the others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import Record, Report, new_id, phases, scripts, setting, take_in, understand, with_settings
from nightglass.journal.rows import fault_of, is_name

if TYPE_CHECKING:
    from nightglass.journal import Journal

NAME = "0123456789abcdef" * 2
MADE = "2026-03-03T04:10:00+00:00"
GOOD = [
    Record("recurrences", {"id": NAME, "name": "The stairs", "made": MADE}),
    Record("occurrences", {"report": NAME, "recurrence": NAME, "verdict": "joined", "made": MADE}),
    Record("corrections", {"id": NAME, "report": NAME, "finding": "facets.immobile", "value": "true", "made": MADE}),
    Record("scripts", {"id": NAME, "report": NAME, "turning_point": 3, "title": None, "made": "2026-03-03"}),
    Record("script_versions", {"script": NAME, "number": 1, "text": "A door opens.", "made": MADE}),
    Record("rehearsals", {"id": NAME, "script": NAME, "at": MADE, "minutes": 5, "note": "Hard."}),
    Record("phases", {"id": NAME, "name": "What I call it", "begin": "2026-01-01", "end": None}),
    Record("plans", {"id": NAME, "script": NAME, "begin": "2026-01-01", "at": "17:30:00", "minutes": 10}),
    Record("settings", {"name": "look", "value": '"dark"'}),
]
BAD = [
    ("recurrences", "id", "../../etc"), ("recurrences", "id", NAME.upper()), ("recurrences", "id", 7),
    ("recurrences", "name", {"a": 1}), ("recurrences", "name", "x" * 1_000_001), ("recurrences", "made", "yesterday"),
    ("occurrences", "verdict", "maybe"), ("occurrences", "recurrence", ""), ("corrections", "finding", "facets.x"),
    ("corrections", "value", "{"), ("corrections", "value", '"yes"'), ("scripts", "turning_point", "3"),
    ("scripts", "turning_point", -1), ("scripts", "turning_point", True), ("script_versions", "number", 10**9),
    ("rehearsals", "at", "17:30"), ("rehearsals", "minutes", 1.5), ("phases", "begin", "soon"), ("phases", "end", 5),
    ("plans", "at", "tea time"), ("settings", "value", "dark"), ("settings", "value", None), ("settings", "name", 3),
]  # fmt: skip


@pytest.mark.parametrize("row", GOOD, ids=[row.table for row in GOOD])
def test_what_a_journal_writes_is_taken(row: Record) -> None:
    assert fault_of(row) is None


@pytest.mark.parametrize(("table", "column", "value"), BAD)
def test_what_no_journal_writes_is_not(table: str, column: str, value: object) -> None:
    good = next(row for row in GOOD if row.table == table)
    assert fault_of(Record(table, good.values | {column: value})) is not None


@given(st.sampled_from(GOOD), st.data())
def test_nothing_stops_it(row: Record, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(row.values)))
    value = data.draw(st.one_of(st.text(), st.integers(), st.floats(), st.lists(st.text()), st.binary(), st.none()))
    fault = fault_of(Record(row.table, row.values | {column: value}))
    assert fault is None or column in fault or "corrects nothing" in fault


def test_names() -> None:
    assert is_name(new_id())
    assert not any(
        is_name(one) for one in ("", "ab", NAME + "0", NAME.upper(), None, 7, NAME.replace("a", "g"), f"{NAME}\n")
    )


def test_one_bad_row_does_not_stop_the_others(journal: Journal) -> None:
    told = Report(id=NAME, night=dt.date(2026, 3, 1), text="The stairs went on.")
    other = "f" * 32
    rows = [
        *GOOD,
        Record("scripts", {"id": "'; DROP TABLE reports", "title": "x", "made": MADE}),
        Record("script_versions", {"script": other, "number": 1, "text": "Of nothing.", "made": MADE}),
        Record("occurrences", {"report": other, "recurrence": NAME, "verdict": "found", "made": MADE}),
        Report(id="no name", night=dt.date(2026, 3, 2), text="Its name is none."),
    ]
    found = understand(journal, [told, *rows])
    assert [record for record in [*found.records, *found.settings] if record in GOOD] == GOOD
    assert len(found.records) == len(GOOD) - 1
    assert [record.table for record in found.settings] == ["settings"]
    assert [left.place for left in found.left_out] == [
        "scripts '; DROP TABLE reports", "2026-03-02", "script_versions", "occurrences",
    ]  # fmt: skip
    take_in(journal, found)
    assert [s.text for s in scripts(journal)] == ["A door opens."]
    assert [p.phase.name for p in phases(journal)] == ["What I call it"]
    assert setting(journal, "look") is None  # settings only come in where somebody asks for them
    take_in(journal, with_settings(understand(journal, rows)))
    assert setting(journal, "look") == "dark"
