"""From the journal to its course: every evening once, with its recurrences; and the phases that are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from invented_dreams import FERRY
from nightglass.course import CourseError, Phase
from nightglass.journal import (
    Context,
    Journal,
    Night,
    Report,
    Waking,
    bring_back,
    course_nights,
    keep_phase,
    new_id,
    phases,
    put_into_bin,
    recognise_recurrences,
    save_night,
    save_report,
)

FIRST = dt.date(2026, 3, 1)
TODAY = dt.date(2026, 3, 12)


def test_nights_with_what_is_known_of_them(journal: Journal) -> None:
    waking = Waking(feeling="sadness", body=("crying",))
    save_night(journal, Night(date=FIRST, state="badly", nightmares=2, distress=8, wakings=(waking,),
                              contexts=(Context("wine", 2.0, "glasses"),)))  # fmt: skip
    save_night(journal, Night(date=FIRST + dt.timedelta(days=3), state="quiet"))
    for k, text in enumerate(FERRY[:2]):
        save_report(journal, Report(id=new_id(), night=FIRST + dt.timedelta(days=5 + k), text=text))
    recognise_recurrences(journal)
    found = course_nights(journal, TODAY)
    assert [n.date for n in found] == [FIRST + dt.timedelta(days=k) for k in range(11)]
    assert found[0].count == 2
    assert (found[0].distress, found[0].feelings, found[0].contexts) == (
        8,
        (frozenset({"sadness"}),),
        frozenset({"wine"}),
    )
    assert [n.state for n in found[1:5]] == ["unknown", "unknown", "quiet", "unknown"]
    assert len(found[5].recurrences) == 1
    assert found[5].recurrences == found[6].recurrences


def test_an_empty_journal(journal: Journal) -> None:
    assert course_nights(journal, TODAY) == ()


def test_phases_are_kept_and_cannot_overlap(journal: Journal) -> None:
    keep_phase(journal, Phase("baseline", FIRST, dt.date(2026, 3, 4)), TODAY)
    kept = keep_phase(journal, Phase("rehearsal", dt.date(2026, 3, 5)), TODAY)
    assert [k.phase.name for k in phases(journal)] == ["baseline", "rehearsal"]
    with pytest.raises(CourseError, match="overlap"):
        keep_phase(journal, Phase("other", dt.date(2026, 3, 2), dt.date(2026, 3, 6)), TODAY)
    put_into_bin(journal, "phases", kept.id)
    assert [k.phase.name for k in phases(journal)] == ["baseline"]
    bring_back(journal, "phases", kept.id)
    assert len(phases(journal)) == 2
