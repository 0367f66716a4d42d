"""Nights are kept as they were told; one that nobody logged is unknown."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import (
    Context,
    Journal,
    JournalError,
    Measure,
    Night,
    Waking,
    changes_of,
    night,
    nights,
    save_night,
)

EVENING = dt.date(2026, 3, 2)
VIENNA = ZoneInfo("Europe/Vienna")
BED = dt.datetime(2026, 3, 2, 23, 10, tzinfo=VIENNA)
FULL = Night(
    date=EVENING, state="badly", zone="Europe/Vienna", bed=BED, asleep=BED + dt.timedelta(minutes=20),
    woke=BED + dt.timedelta(hours=5), rose=BED + dt.timedelta(hours=8), awakenings=2, nightmares=1, distress=9,
    sleep_quality=2, wakings=(Waking("ab" * 16, "sadness", ("crying", "shaking"), 40, slept_again=False),),
    contexts=(Context("prazosin", 2.0, "mg"), Context("place", note="at my sister's")),
    measures=(Measure("deep_sleep", 41.0, "min", "watch"),), note="It rained.", source="elsewhere:1",
)  # fmt: skip


def test_a_night_is_kept_as_it_was_told(journal: Journal) -> None:
    save_night(journal, FULL)
    kept = night(journal, EVENING)
    assert kept == FULL
    assert kept.bed is not None
    assert kept.bed.utcoffset() == dt.timedelta(hours=1)


def test_a_night_that_nobody_logged_is_unknown(journal: Journal) -> None:
    assert night(journal, EVENING) == Night(date=EVENING)
    assert night(journal, EVENING).state == "unknown"
    assert list(nights(journal)) == []


RATING = st.none() | st.integers(0, 10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.builds(
        Night,
        date=st.dates(dt.date(1990, 1, 1), dt.date(2026, 1, 1)),
        state=st.sampled_from(["badly", "unknown"]),
        nightmares=st.none() | st.integers(0, 100),
        distress=RATING,
        sleep_quality=RATING,
        note=st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        contexts=st.lists(st.builds(Context, st.text("abc ", min_size=1), st.none() | st.floats(0, 1000))).map(tuple),
    )
)
def test_any_night_comes_back(journal: Journal, told: Night) -> None:
    save_night(journal, told)
    assert night(journal, told.date) == told


def test_every_change_is_kept(journal: Journal) -> None:
    for distress in (3, 5, 5, 8):
        save_night(journal, Night(date=EVENING, state="badly", distress=distress))
    assert [c.before["distress"] for c in changes_of(journal, "nights", "2026-03-02")] == [3, 5]


@pytest.mark.parametrize(
    "wrong",
    [
        {"distress": 11},
        {"sleep_quality": -1},
        {"nightmares": -1},
        {"awakenings": 101},
        {"state": "quiet", "nightmares": 1},
        {"bed": BED, "woke": BED - dt.timedelta(hours=1)},
        {"bed": BED.replace(tzinfo=None)},
    ],
)
def test_a_night_that_cannot_have_been_is_refused(journal: Journal, wrong: dict[str, object]) -> None:
    save_night(journal, FULL)
    with pytest.raises(JournalError):
        save_night(journal, Night(date=EVENING, **wrong))  # type: ignore[arg-type]
    assert night(journal, EVENING) == FULL


def test_nights_come_in_order_and_within_bounds(journal: Journal) -> None:
    for day in (9, 1, 5):
        save_night(journal, Night(date=dt.date(2026, 3, day), state="quiet"))
    assert [n.date.day for n in nights(journal)] == [1, 5, 9]
    assert [n.date.day for n in nights(journal, dt.date(2026, 3, 5), dt.date(2026, 3, 5))] == [5]


def test_the_short_night_of_the_changing_clocks(journal: Journal) -> None:
    bed = dt.datetime(2026, 3, 28, 23, 0, tzinfo=VIENNA)
    rose = dt.datetime(2026, 3, 29, 7, 0, tzinfo=VIENNA)
    save_night(journal, Night(date=bed.date(), bed=bed, rose=rose))
    kept = night(journal, bed.date())
    assert kept.bed is not None
    assert kept.rose is not None
    assert kept.rose - kept.bed == dt.timedelta(hours=7)
