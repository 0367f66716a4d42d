"""The invented diary: whole, imported once, and the tour runs on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nightglass.course import Rate, look_back
from nightglass.journal import (
    Journal,
    course_nights,
    init_journal,
    phases,
    recognise_recurrences,
    recurrences,
    rehearsals,
    reports,
    scripts,
    take_in,
    understand,
)
from nightglass.journal.formats import IMPORTERS, Options
from nightglass.journal.keys import Cost

if TYPE_CHECKING:
    from collections.abc import Iterator

DIARY = Path(__file__).parents[2] / "examples" / "diary.jsonl"
LAST = dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    made, _ = init_journal("four or five words", tmp_path_factory.mktemp("home"), Cost(passes=1, memory=64, threads=1))
    found = understand(made, IMPORTERS["jsonl"].read(DIARY, Options(zone="Europe/Vienna")))
    assert not found.left_out
    take_in(made, found)
    yield made
    made.close()


def test_all_of_it_is_there_and_only_once(journal: Journal) -> None:
    assert len(list(reports(journal))) == 49
    assert len(scripts(journal)[0].versions) == 2
    assert len(rehearsals(journal)) == 20
    again = understand(journal, IMPORTERS["jsonl"].read(DIARY, Options(zone="Europe/Vienna")))
    assert not again.reports
    assert not again.nights
    assert DIARY.stat().st_size < 400_000


def test_its_recurrences_are_found_and_unmixed(journal: Journal) -> None:
    recognise_recurrences(journal)
    texts = {r.id: r.text.lower() for r in reports(journal)}
    sinks = (
        "get into the lift",
        "elevator",
        "counting woman",
        "hotel",
        "the sinking one",
        "office lift",
        "the lift, only",
    )
    lift = {i for i, t in texts.items() if any(w in t for w in sinks)}
    found = recurrences(journal)
    assert max(len(r.reports) for r in found) >= 5
    for one in found:
        inside = {r in lift for r in one.reports}
        assert len(inside) == 1


def test_its_course_is_said_with_its_phases(journal: Journal) -> None:
    nights = course_nights(journal, LAST)
    found = look_back(nights, [k.phase for k in phases(journal)], LAST)
    assert isinstance(found.rate, Rate)
    assert found.rate.bad == 105
    assert found.rate.unknown > 100
    assert (found.effects[0].before, found.effects[0].after) == ("baseline", "rehearsal")
