"""Practising: everything can be left out, a reload loses nothing, the old dream is never shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from invented_dreams import FERRY
from nightglass.journal import keep_plan, keep_rehearsal, keep_script, new_id, now, plans, rehearsals
from nightglass.rescript import Plan, Rehearsal
from served import add_dream, forms

if TYPE_CHECKING:
    from served import Served

NEW = "The boat stays dry. I row it myself."


@pytest.fixture
def script(app: Served) -> str:
    dream = add_dream(app.journal, FERRY[0], dt.date(2026, 3, 1), read=False)
    return keep_script(app.journal, NEW, report=dream, title="The dry boat").id


def begin(app: Served, script: str, **fields: str) -> str:
    answer = app.post(f"/scripts/{script}/rehearse", fields)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_whole_session(app: Served, script: str) -> None:
    assert "How heavy is the nightmare for you now?" in app.get(f"/scripts/{script}/rehearse").text
    place = begin(app, script, distress_before="7", minutes="15")
    page = app.get(place).text
    assert NEW in page
    assert "ferryman" not in page
    assert "15 minutes are over at" in page
    after = place.replace("?", "/after?")
    assert "How clearly did you see it?" in app.get(after).text
    fields = {"minutes": "15", "distress_after": "4", "vividness": "6", "mastery": "8", "note": "The bank was green."}
    answer = app.post(after, fields)
    (kept,) = rehearsals(app.journal, script)
    assert (kept.distress_before, kept.distress_after, kept.minutes) == (7, 4, 15)
    assert (kept.vividness, kept.mastery, kept.note) == (6, 8, "The bank was green.")
    page = app.get(answer.headers["location"]).text
    assert "1 session, 15 minutes. Not enough rated sessions yet" in page
    assert "heavy 7 before, 4 after" in page


def test_every_number_can_be_left_out(app: Served, script: str) -> None:
    place = begin(app, script)
    assert "minutes=10" in place
    app.post(place.replace("?", "/after?"), {"minutes": ""})
    (kept,) = rehearsals(app.journal, script)
    assert (kept.distress_before, kept.distress_after, kept.minutes, kept.note) == (None, None, None, None)
    assert "its minutes are not noted" in app.get(f"/scripts/{script}").text


def test_what_it_has_come_to(app: Served, script: str) -> None:
    for k in range(5):
        keep_rehearsal(
            app.journal,
            Rehearsal(
                id=new_id(), script=script, at=now() - dt.timedelta(days=k), minutes=10, distress_before=6,
                distress_after=3,
            ),
        )  # fmt: skip
    said = "Distress was 6 before and 3 after (medians of 5 rated sessions); lower after 5 of them."
    assert said in app.get(f"/scripts/{script}").text
    assert said in app.get("/scripts").text


def test_the_time_is_known_after_a_reload(app: Served, script: str) -> None:
    session = Rehearsal(id=new_id(), script=script, at=now() - dt.timedelta(minutes=4), distress_before=5)
    keep_rehearsal(app.journal, session)
    place = f"/scripts/{script}/rehearse/{session.id}?minutes=10"
    left = int(re.findall(r'data-left="(\d+)"', app.get(place).text)[0])
    assert 350 <= left <= 360
    after = app.get(place.replace("?", "/after?")).text
    assert re.search(r'name="minutes"[^>]* type="number" min="0" max="240" value="4"', after)


def test_a_window_left_open_counts_no_hours(app: Served, script: str) -> None:
    session = Rehearsal(id=new_id(), script=script, at=now() - dt.timedelta(hours=9))
    keep_rehearsal(app.journal, session)
    place = f"/scripts/{script}/rehearse/{session.id}?minutes=10"
    page = app.get(place).text
    assert 'data-left="0"' in page
    assert "The 10 minutes are over. Take the time you like" in page
    assert 'value="10"' in app.get(place.replace("?", "/after?")).text


def test_as_at_night(app: Served, script: str) -> None:
    place = begin(app, script, night="yes")
    assert 'data-look="night"' in app.get(place).text
    assert "look=night" in app.get(place).text
    assert 'data-look="night"' in app.get(place.replace("?", "/after?")).text
    assert 'data-look="night"' not in app.get(place.partition("?")[0]).text


def test_leaving_notes_nothing_and_can_be_undone(app: Served, script: str) -> None:
    place = begin(app, script, distress_before="8").partition("?")[0]
    answer = app.post(place + "/away")
    assert rehearsals(app.journal, script) == []
    page = app.get(answer.headers["location"]).text
    assert place + "/back" in forms(page)
    app.post(place + "/back")
    assert [r.distress_before for r in rehearsals(app.journal, script)] == [8]


def test_the_way_out_and_care_are_on_every_page(app: Served, script: str) -> None:
    place = begin(app, script)
    for where in (f"/scripts/{script}/rehearse", place, place.replace("?", "/after?")):
        assert 'href="/care"' in app.get(where).text
    for where in (f"/scripts/{script}/rehearse", place):
        assert "If it becomes too much: open your eyes" in app.get(where).text
    assert app.get(place).text.count('href="/care"') == 1


@pytest.mark.parametrize("fields", [{"distress_before": "11"}, {"minutes": "4"}, {"minutes": "21"}, {"minutes": "x"}])
def test_wrong_numbers_get_a_sentence(app: Served, script: str, fields: dict[str, str]) -> None:
    answer = app.post(f"/scripts/{script}/rehearse", fields)
    assert answer.status_code == 400
    assert "a whole number from" in answer.text
    assert rehearsals(app.journal) == []


def test_minutes_in_the_address_keep_the_rules(app: Served, script: str) -> None:
    place = begin(app, script).partition("?")[0]
    for minutes in ("500", "-1", "0"):
        assert "10 minutes are over at" in app.get(f"{place}?minutes={minutes}").text


def test_a_week_is_planned_changed_and_put_away(app: Served, script: str) -> None:
    today = now().date()
    place = f"/scripts/{script}"
    app.post(place + "/plan", {"begin": today.isoformat(), "at": "19:30", "minutes": "12", "plan": ""})
    (plan,) = plans(app.journal)
    assert (plan.begin, plan.end, plan.at, plan.minutes) == (today, today + dt.timedelta(6), dt.time(19, 30), 12)
    page = app.get(place).text
    assert "12 minutes a day at 19:30" in page
    assert len(re.findall(r'<span class="date">', page)) == 7
    assert "minutes=12" in begin(app, script, minutes="")
    app.post(place + "/plan", {"begin": today.isoformat(), "at": "", "minutes": "5", "plan": plan.id})
    assert [(p.id, p.at, p.minutes) for p in plans(app.journal)] == [(plan.id, None, 5)]
    page = app.get(app.post(f"{place}/plan/{plan.id}/away").headers["location"]).text
    assert plans(app.journal) == []
    assert f"{place}/plan/{plan.id}/back" in forms(page)
    app.post(f"{place}/plan/{plan.id}/back")
    assert len(plans(app.journal)) == 1


def test_the_seven_days_say_what_was_practised_and_blame_nobody(app: Served, script: str) -> None:
    first = now().date() - dt.timedelta(days=3)
    keep_plan(app.journal, Plan(new_id(), script, first, first + dt.timedelta(days=6), None, 10))
    for minutes in (10, 5):
        at = now() - dt.timedelta(days=2)
        keep_rehearsal(app.journal, Rehearsal(id=new_id(), script=script, at=at, minutes=minutes))
    page = app.get(f"/scripts/{script}").text
    days = re.findall(r'<span class="date">[^<]*</span> <span>([^<]*)</span>', page)
    assert days == ["nothing noted", "15 minutes", "nothing noted", "today", "ahead", "ahead", "ahead"]
    assert not re.search(r"streak|missed|well done|in a row", page, re.IGNORECASE)


def test_a_week_that_is_over(app: Served, script: str) -> None:
    first = now().date() - dt.timedelta(days=30)
    keep_plan(app.journal, Plan(new_id(), script, first, first + dt.timedelta(days=6), None, 10))
    page = app.get(f"/scripts/{script}").text
    assert "This week is over" in page
    app.post(f"/scripts/{script}/plan", {"begin": now().date().isoformat(), "at": "", "minutes": "10", "plan": ""})
    assert len(plans(app.journal)) == 2


@pytest.mark.parametrize("fields", [{"at": "late"}, {"begin": "soon"}, {"minutes": "60"}, {"begin": "9999-12-31"}])
def test_a_plan_that_cannot_be(app: Served, script: str, fields: dict[str, str]) -> None:
    answer = app.post(f"/scripts/{script}/plan", {"begin": "2026-03-02", "at": "", "minutes": "10", **fields})
    assert answer.status_code == 400
    assert plans(app.journal) == []


def test_what_is_not_there(app: Served, script: str) -> None:
    assert app.get("/scripts/none/rehearse").status_code == 404
    assert app.get(f"/scripts/{script}/rehearse/none").status_code == 404
    assert "no longer" in app.get(f"/scripts/{script}/rehearse/none/after").text
    assert app.post(f"/scripts/{script}/rehearse/none/after", {}).status_code == 400
