"""Reports are kept to the letter, with their history."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.errors import NightglassError
from nightglass.journal import Journal, JournalError, Report, changes_of, new_id, night, report, reports, save_report

EVENING = dt.date(2026, 3, 2)


def made(text: str = "The stairs went on and on.", **more: object) -> Report:
    return Report(**{"id": new_id(), "night": EVENING, "text": text} | more)  # type: ignore[arg-type]


def test_a_report_is_kept_as_it_was_written(journal: Journal) -> None:
    one = made(
        title="Stairs", dreamer="Ada", written=dt.datetime(2026, 3, 3, 4, 5, tzinfo=dt.UTC), replays="neither",
        distress=8, tags=("stairs", "again"), source="elsewhere:7",
    )  # fmt: skip
    save_report(journal, one)
    assert report(journal, one.id) == report(journal, one.id[:6]) == one


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300).map("I fell. {}".format))
def test_any_text_comes_back_to_the_letter(journal: Journal, text: str) -> None:
    one = made(text)
    try:
        save_report(journal, one)
    except NightglassError:
        assert "\0" in text or len(text) > 200_000
    else:
        assert report(journal, one.id).text == text


def test_a_report_gives_its_night_a_place_but_not_a_state(journal: Journal) -> None:
    save_report(journal, made())
    assert night(journal, EVENING).state == "unknown"


def test_what_a_report_was_before_is_kept(journal: Journal) -> None:
    one = made("First words.")
    save_report(journal, one)
    save_report(journal, msgspec.structs.replace(one, text="Second words."))
    (change,) = changes_of(journal, "reports", one.id)
    assert change.before["text"] == "First words."
    assert report(journal, one.id).text == "Second words."


@pytest.mark.parametrize("text", ["", "   \n", "x" * 200_001])
def test_what_is_no_report_is_refused(journal: Journal, text: str) -> None:
    with pytest.raises(NightglassError):
        save_report(journal, made(text))
    assert list(reports(journal)) == []


def test_a_wrong_rating_is_refused(journal: Journal) -> None:
    with pytest.raises(JournalError, match="0 to 10"):
        save_report(journal, made(distress=11))


@pytest.mark.parametrize("name", ["", "abc", "zzzz", "0" * 32, "%", "____"])
def test_a_name_that_nothing_has(journal: Journal, name: str) -> None:
    save_report(journal, made())
    with pytest.raises(JournalError):
        report(journal, name)


def test_a_name_that_two_have(journal: Journal) -> None:
    for end in "12":
        save_report(journal, made(id="abcd" + end * 28))
    with pytest.raises(JournalError, match="Several"):
        report(journal, "abcd")


def test_they_come_in_the_order_of_their_nights(journal: Journal) -> None:
    for day in (9, 1, 5):
        save_report(journal, made(night=dt.date(2026, 3, day)))
    assert [r.night.day for r in reports(journal)] == [1, 5, 9]
    assert [r.night.day for r in reports(journal, newest_first=True)] == [9, 5, 1]
    assert [r.night.day for r in reports(journal, dt.date(2026, 3, 2), dt.date(2026, 3, 8))] == [5]
