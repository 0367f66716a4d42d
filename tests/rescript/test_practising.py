"""What sessions and plans may be, and what they have come to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.rescript import Plan, Rehearsal, RescriptError, check_new_script, check_plan, check_rehearsal, practice

NOW = dt.datetime(2026, 3, 10, 20, tzinfo=dt.UTC)


def session(before: int | None = None, after: int | None = None, **more: int) -> Rehearsal:
    return Rehearsal(id="x", script="s", at=NOW, distress_before=before, distress_after=after, minutes=10, **more)  # type: ignore[arg-type]


def test_at_most_two_new_scripts_a_week() -> None:
    check_new_script([NOW - dt.timedelta(days=1), NOW - dt.timedelta(days=8)], NOW)
    with pytest.raises(RescriptError, match="From 2026-03-14 on"):
        check_new_script([NOW - dt.timedelta(days=3), NOW - dt.timedelta(days=1)], NOW)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"before": 11}, "Distress before"), ({"after": -1}, "Distress after"), ({"mastery": 12}, "Mastery"),
     ({"vividness": 99}, "Vividness")],
)  # fmt: skip
def test_ratings_are_from_0_to_10(wrong: dict[str, int], says: str) -> None:
    with pytest.raises(RescriptError, match=f"{says} is a number from 0 to 10"):
        check_rehearsal(session(**wrong))
    check_rehearsal(session(0, 10, vividness=5, mastery=5))


def test_a_session_has_its_length() -> None:
    with pytest.raises(RescriptError, match="0 to 240"):
        check_rehearsal(Rehearsal(id="x", script="s", at=NOW, minutes=900))
    today = NOW.date()
    check_plan(Plan("p", "s", today, today, None, 5))
    with pytest.raises(RescriptError, match="5 to 20 minutes, not 45"):
        check_plan(Plan("p", "s", today, None, None, 45))
    with pytest.raises(RescriptError, match="ends before it begins"):
        check_plan(Plan("p", "s", today, today - dt.timedelta(days=1), None, 10))


def test_what_it_came_to() -> None:
    none = practice([])
    assert none.words.startswith("0 sessions, 0 minutes. Not enough rated sessions yet")
    few = practice([session(7, 4), session(6)])
    assert few.before is None
    assert "1 of the 5" in few.words
    found = practice([session(7, 4), session(6, 5), session(8, 3), session(5, 5), session(9, 2)])
    assert (found.sessions, found.minutes, found.before, found.after) == (5, 50, 7.0, 4.0)
    assert "lower after 4 of them" in found.words


@given(st.lists(st.tuples(st.none() | st.integers(0, 10), st.none() | st.integers(0, 10)), max_size=12))
def test_whatever_was_rated(rated: list[tuple[int | None, int | None]]) -> None:
    found = practice([session(b, a) for b, a in rated])
    assert found.sessions == len(rated)
    if found.before is not None and found.after is not None:
        assert 0 <= found.before <= 10
        assert 0 <= found.after <= 10
