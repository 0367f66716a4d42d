"""What a person corrected stands above every reading, in what is shown and in what is searched."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import (
    Correction,
    Journal,
    Query,
    Report,
    amended,
    bring_back,
    correct,
    corrections_of,
    headings,
    new_id,
    put_into_bin,
    read_again,
    reading_of,
    save_report,
    search,
    take_back,
    years_kept,
)
from nightglass.reading import Reading, read

TEXT = "A man chased me down the stairs. I could not move my legs and I was terrified. I woke crying."
NIGHT = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT)


@pytest.fixture
def one(journal: Journal) -> Report:
    made = Report(id=new_id(), night=NIGHT, text=TEXT, title="Stairs")
    save_report(journal, made)
    list(read_again(journal))
    return made


def said(finding: str, value: object) -> dict[str, Correction]:
    return {finding: Correction("c", "r", finding, value, dt.datetime.now(dt.UTC))}


def test_without_corrections_a_reading_is_as_it_was(reading: Reading) -> None:
    assert amended(reading, {}) == reading


def test_a_facet_that_was_corrected_is_certain_and_rests_on_nothing_of_the_readers(reading: Reading) -> None:
    before = reading.facets["immobile"]
    assert before.value is True
    after = amended(reading, said("facets.immobile", False)).facets["immobile"]
    assert (after.value, after.probability, after.evidence) == (False, 1.0, ())
    same = amended(reading, said("facets.immobile", True)).facets["immobile"]
    assert (same.probability, same.evidence) == (1.0, before.evidence)


def test_themes_keep_the_evidence_that_the_reader_had(reading: Reading) -> None:
    own = amended(reading, said("facets.themes", ["being_chased", "vermin"])).facets["themes"]
    assert own.value == ("being_chased", "vermin")
    assert [t.probability for t in own.each] == [1.0, 1.0]
    assert own.each[1].evidence == ()


@given(st.data())
def test_codes_are_just_the_persons_list(data: st.DataObject) -> None:
    reading = read(TEXT)
    items = [c.item for c in reading.hvdc] + ["char:1ANI", "emot:SD,D"]
    chosen = data.draw(st.lists(st.sampled_from(items), max_size=12))
    own = amended(reading, said("hvdc", chosen)).hvdc
    assert [c.item for c in own] == chosen
    rests = sum(bool(c.evidence) for c in own)
    assert rests <= sum(bool(c.evidence) for c in reading.hvdc)


def found(journal: Journal, facet: str) -> list[str]:
    return [hit.id for hit in search(journal, Query(facets=(facet,)))]


def test_what_is_taken_back_is_searched_as_the_reader_found_it(journal: Journal, one: Report) -> None:
    assert found(journal, "immobile") == [one.id]
    correct(journal, one.id, "facets.immobile", True)
    correct(journal, one.id, "facets.immobile", False)
    assert found(journal, "immobile") == []
    gone = take_back(journal, one.id, "facets.immobile")
    assert len(gone) == 2
    assert found(journal, "immobile") == [one.id]
    assert corrections_of(journal, one.id) == {}
    for identity in gone:
        bring_back(journal, "corrections", identity)
    assert found(journal, "immobile") == []
    assert corrections_of(journal, one.id)["facets.immobile"].value is False


def test_the_bin_alone_keeps_searches_true(journal: Journal, one: Report) -> None:
    made = correct(journal, one.id, "hvdc", ["char:1ANI"])
    who = Query(who="1ANI")
    assert [h.id for h in search(journal, who)] == [one.id]
    put_into_bin(journal, "corrections", made.id)
    assert search(journal, who) == []
    reading = reading_of(journal, one.id)
    assert reading is not None
    assert amended(reading, corrections_of(journal, one.id)) == reading


def test_headings_say_no_text(journal: Journal, one: Report) -> None:
    save_report(journal, Report(id=new_id(), night=dt.date(2024, 1, 1), text="A quiet lake."))
    assert [(h.id, h.night, h.title) for h in headings(journal, NIGHT, NIGHT)] == [(one.id, NIGHT, "Stairs")]
    assert len(headings(journal, dt.date.min, dt.date.max)) == 2
    assert years_kept(journal) == [2024, 2026]
    put_into_bin(journal, "reports", one.id)
    assert headings(journal, NIGHT, NIGHT) == []
