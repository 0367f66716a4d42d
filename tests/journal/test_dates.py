"""Which night a moment belongs to, also when the clocks change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import JournalError, night_named, night_of
from nightglass.journal.dates import local_zone, now

VIENNA = ZoneInfo("Europe/Vienna")
AT_THREE = dt.datetime(2026, 3, 3, 3, 0, tzinfo=VIENNA)


@pytest.mark.parametrize(
    ("moment", "evening"),
    [
        (dt.datetime(2026, 3, 2, 23, 0, tzinfo=VIENNA), dt.date(2026, 3, 2)),
        (dt.datetime(2026, 3, 3, 3, 0, tzinfo=VIENNA), dt.date(2026, 3, 2)),
        (dt.datetime(2026, 3, 3, 12, 30, tzinfo=VIENNA), dt.date(2026, 3, 2)),
        (dt.datetime(2026, 3, 3, 17, 59, tzinfo=VIENNA), dt.date(2026, 3, 2)),
        (dt.datetime(2026, 3, 3, 18, 0, tzinfo=VIENNA), dt.date(2026, 3, 3)),
        (dt.datetime(2026, 1, 1, 0, 0, tzinfo=VIENNA), dt.date(2025, 12, 31)),
        (dt.datetime(2026, 3, 29, 2, 30, tzinfo=VIENNA), dt.date(2026, 3, 28)),  # an hour that does not exist
        (dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=VIENNA), dt.date(2026, 10, 24)),  # one that comes twice
    ],
)
def test_a_night_is_dated_by_its_evening(moment: dt.datetime, evening: dt.date) -> None:
    assert night_of(moment) == evening


@given(st.datetimes())
def test_a_night_begins_at_most_a_day_before(moment: dt.datetime) -> None:
    if moment.date() == dt.date.min:
        return
    assert dt.timedelta(0) <= moment - dt.datetime.combine(night_of(moment), dt.time(18)) < dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "evening"),
    [("tonight", dt.date(2026, 3, 2)), ("yesterday", dt.date(2026, 3, 1)), ("2024-02-29", dt.date(2024, 2, 29))],
)
def test_how_a_person_names_a_night(name: str, evening: dt.date) -> None:
    assert night_named(name, AT_THREE) == evening


@pytest.mark.parametrize("name", ["", "2026-02-30", "March", "2026-03-04", "1899-12-31", "02/03/2026"])
def test_what_is_no_night(name: str) -> None:
    with pytest.raises(JournalError):
        night_named(name, AT_THREE)


def test_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert local_zone() == "Asia/Kathmandu"
    assert now().utcoffset() == dt.timedelta(hours=5, minutes=45)
    monkeypatch.setenv("TZ", "No/Where")
    assert local_zone() == "UTC"
