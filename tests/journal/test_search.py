"""Search by words and by what was found, and any string of signs is a search."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import Journal, Query, Report, save_report, search
from nightglass.journal.readings import correct, put_reading
from nightglass.reading import read

DREAMS = {
    "a" * 32: ("2026-03-01", "A man chased me down the stairs. I could not move my legs and I was terrified."),
    "b" * 32: ("2026-03-02", "My sister and I baked a cake in the café. I was happy."),
    "c" * 32: ("2026-03-03", "The house was on fire and my sister was inside. I woke up crying."),
}


@pytest.fixture
def filled(journal: Journal) -> Journal:
    for identity, (evening, text) in DREAMS.items():
        save_report(journal, Report(id=identity, night=dt.date.fromisoformat(evening), text=text, tags=("kept",)))
        with journal.writing() as connection:
            put_reading(connection, identity, read(text))
    return journal


def found(journal: Journal, **query: object) -> set[str]:
    return {hit.id[0] for hit in search(journal, Query(**query))}  # type: ignore[arg-type]


def test_by_words(filled: Journal) -> None:
    assert found(filled, words="sister") == {"b", "c"}
    assert found(filled, words="stair") == {"a"}  # in another form
    assert found(filled, words="cafe") == {"b"}  # without its accent
    assert found(filled, words='"my legs"') == {"a"}
    assert found(filled, words='"legs my"') == set()
    assert found(filled, words="bak*") == {"b"}
    assert found(filled, words="sister fire") == {"c"}
    assert found(filled, words="kept") == {"a", "b", "c"}


def test_by_what_was_found(filled: Journal) -> None:
    assert found(filled, facets=("immobile",)) == {"a"}
    assert found(filled, facets=("woke",), words="sister") == {"c"}
    assert found(filled, who="sister") == {"b", "c"}
    assert found(filled, who="1FTA") == {"b", "c"}
    assert found(filled, feeling="happiness") == {"b"}


def test_a_correction_is_found_and_what_it_corrects_is_not(filled: Journal) -> None:
    correct(filled, "a" * 32, "facets.immobile", value=False)
    correct(filled, "b" * 32, "facets.immobile", value=True)
    assert found(filled, facets=("immobile",)) == {"b"}
    with filled.writing() as connection:
        put_reading(connection, "a" * 32, read(DREAMS["a" * 32][1]))
    assert found(filled, facets=("immobile",)) == {"b"}  # a new reading does not touch it


def test_by_nights(filled: Journal) -> None:
    assert found(filled, begin=dt.date(2026, 3, 2)) == {"b", "c"}
    assert found(filled, end=dt.date(2026, 3, 2), words="sister") == {"b"}
    assert [h.id[0] for h in search(filled, Query())] == ["c", "b", "a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_any_signs_are_a_search(filled: Journal, words: str, facet: str, who: str) -> None:
    search(filled, Query(words=words, facets=(facet,), who=who))
    search(filled, Query(words=words))
