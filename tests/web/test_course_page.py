"""The course in the app: every claim with its number and its source, phases with undo, files, and nobody waits."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import time
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from nightglass.course import Phase, check_phases
from nightglass.journal import (
    Context,
    Night,
    in_bin,
    join,
    keep_phase,
    keep_rehearsal,
    keep_script,
    name_recurrence,
    new_id,
    night_of,
    now,
    phases,
    recurrences,
    save_night,
)
from nightglass.rescript import Rehearsal
from nightglass.web.shown.suggesting import suggest_phases
from served import add_dream

if TYPE_CHECKING:
    import pytest

    from served import Served

TODAY = night_of(now())


def keep_nights(app: Served, count: int, last: dt.date = TODAY) -> dt.date:
    """Keep ``count`` nights up to ``last``, every third bad and every fifth unknown, and return the first."""
    first = last - dt.timedelta(days=count - 1)
    for k in range(count):
        if k % 5 == 4:
            continue
        bad = k % 3 == 0
        save_night(
            app.journal,
            Night(
                date=first + dt.timedelta(days=k),
                state="badly" if bad else "quiet",
                nightmares=int(bad),
                distress=4 if bad else None,
                contexts=(Context(name="=late tea"),) if k % 4 == 0 else (),
            ),
        )
    return first


def course(app: Served) -> str:
    answer = app.get("/course?wait=yes")
    assert answer.status_code == 200
    return answer.text


def test_without_a_night_it_says_so_and_draws_nothing(app: Served) -> None:
    said = course(app)
    assert "No night is known yet" in said
    assert "<svg" not in said


def test_with_a_few_nights_it_says_how_many_it_takes(app: Served) -> None:
    keep_nights(app, 5)
    said = course(app)
    assert "5 nights, from" in said or "4 nights, from" in said
    assert said.count("From 7 known nights on this page says how often nightmares come") == 1
    assert "Not enough nights yet: 4 of the 7 that it takes." in said
    assert said.index("What cannot be said yet") < said.index("Not enough")  # folded away
    assert "Wilson" not in said
    assert "In short" not in said


def test_one_night_is_one_night(app: Served) -> None:
    save_night(app.journal, Night(date=TODAY, state="quiet"))
    said = course(app)
    assert re.search(r"One night so far, \w+ \d+ \w+ \d{4}: quiet\.", said)
    assert "1 nights" not in said
    assert said.count("<svg") == 0


def test_the_answer_stands_at_the_top_without_numbers_of_chance(app: Served) -> None:
    first = keep_nights(app, 200)
    keep_phase(app.journal, Phase("baseline", first, first + dt.timedelta(days=99)), TODAY)
    keep_phase(app.journal, Phase("rehearsal", first + dt.timedelta(days=100)), TODAY)
    page = course(app)
    answer = page[page.index('<section class="answer"') : page.index("</section>")]
    assert len(re.findall(r"<p dir", answer)) == 3
    assert "nights in 10 are dreamt badly" in answer
    assert "From baseline to rehearsal: " in answer
    assert "nightmares a night (between" in answer
    assert "The last night was dreamt badly; usually 2 nights without follow." in answer
    folded = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert "p\N{NO-BREAK SPACE}" not in folded
    assert "Tau-U" not in folded
    assert "Wilson" not in folded
    assert re.search(r"How easily chance alone would do as much: p\s[=<]\s0\.\d+\.", page)
    for name in ("The last nights", "A change", "Days and months"):
        assert f"<h3>{name}</h3>" in folded


def test_every_claim_has_its_number_and_its_source(app: Served) -> None:
    keep_nights(app, 200)
    said = course(app)
    assert "of 160 known nights were dreamt badly" in said
    assert "39 nights are unknown" in said
    for source in ("Wilson (1927)", "Vovk et al. 2005", "Truong et al. 2020", "Pearson 1900", "Benjamini"):
        assert source in said
    assert (said.count('class="chart wide"'), said.count('class="chart narrow"'), said.count("<svg")) == (2, 2, 4)
    assert "var(--threat)" in said
    assert not re.search(r"style=|<style|javascript:|data:", said)


def test_where_it_is_not_known_yet_the_page_says_so_and_fills_itself_in(
    app: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nightglass import course as counting  # noqa: PLC0415

    real = counting.look_back
    monkeypatch.setattr(counting, "look_back", lambda *given: (time.sleep(0.4), real(*given))[1])
    keep_nights(app, 30)
    first = app.get("/course").text
    assert "being worked out" in first
    assert 'hx-get="/course/found' in first
    assert "of 24 known nights" in app.get("/course/found").text
    assert "of 24 known nights" in app.get("/course").text
    keep_nights(app, 40)  # it changed: what was known does not stand for it
    assert "of 24 known nights" not in app.get("/course").text


def test_it_is_worked_out_after_reading_before_anybody_asks(app: Served) -> None:
    keep_nights(app, 30)
    app.keeper.reader.wake()
    end = time.monotonic() + 20
    from nightglass.web.shown.looking_back import course_is_known  # noqa: PLC0415

    while not course_is_known(app.keeper) and time.monotonic() < end:
        time.sleep(0.02)
    assert "of 24 known nights" in app.get("/course").text


def test_a_phase_is_added_and_taken_away_and_brought_back(app: Served) -> None:
    first = keep_nights(app, 60)
    answer = app.post("/course/phases", {"name": "<b>before</b>", "begin": str(first), "end": ""})
    assert answer.status_code == 303
    kept = phases(app.journal)[0]
    said = app.get(f"/course?wait=yes&kept={kept.id}").text
    assert "The phase is kept." in said
    assert "&lt;b&gt;before&lt;/b&gt;" in said
    assert "<b>before" not in said
    answer = app.post("/course/phases/remove", {"id": kept.id})
    assert phases(app.journal) == []
    assert "/course/phases/back" in app.get(answer.headers["location"].partition("#")[0] + "&wait=yes").text
    assert app.post("/course/phases/back", {"id": kept.id}).status_code == 303
    assert phases(app.journal) == [kept]
    assert in_bin(app.journal) == []
    assert app.post("/course/phases/back", {"id": kept.id}).status_code in {303, 400}


def test_a_phase_that_overlaps_is_refused_with_a_sentence_and_what_was_typed(app: Served) -> None:
    first = keep_nights(app, 60)
    app.post("/course/phases", {"name": "baseline", "begin": str(first), "end": str(first + dt.timedelta(days=30))})
    answer = app.post("/course/phases", {"name": "again", "begin": str(first + dt.timedelta(days=10))})
    assert answer.status_code == 400
    assert "overlap" in answer.text
    assert 'value="again"' in answer.text
    answer = app.post("/course/phases", {"name": "", "begin": "soon"})
    assert answer.status_code == 400
    assert len(phases(app.journal)) == 1


def test_a_phase_does_not_come_back_over_another(app: Served) -> None:
    first = keep_nights(app, 60)
    old = keep_phase(app.journal, Phase("old", first), TODAY)
    app.post("/course/phases/remove", {"id": old.id})
    keep_phase(app.journal, Phase("new", first), TODAY)
    assert app.post("/course/phases/back", {"id": old.id}).status_code == 400
    assert [k.phase.name for k in phases(app.journal)] == ["new"]


def test_what_changed_is_said_with_its_numbers(app: Served) -> None:
    first = keep_nights(app, 120)
    middle = first + dt.timedelta(days=60)
    keep_phase(app.journal, Phase("baseline", first, middle), TODAY)
    keep_phase(app.journal, Phase("rehearsal", middle + dt.timedelta(days=1)), TODAY)
    said = course(app)
    assert "From baseline to rehearsal:" in said
    assert "95\N{NO-BREAK SPACE}% credible interval" in said
    assert "How often: " in said
    assert "How hard the nights were: " in said
    assert "Price &amp; Bonett 2000" in said


def test_rehearsals_suggest_their_phases(app: Served) -> None:
    first = keep_nights(app, 90)
    script = keep_script(app.journal, "A new end.", title="t")
    begin = dt.datetime.combine(first + dt.timedelta(days=30), dt.time(10), dt.UTC)
    keep_rehearsal(app.journal, Rehearsal(id=new_id(), script=script.id, at=begin, minutes=10))
    said = course(app)
    assert f'name="begin" value="{first + dt.timedelta(days=30)}"' in said
    assert 'value="follow-up"' in said


@given(
    st.none() | st.integers(-400, 0),
    st.lists(st.integers(-500, 20), max_size=6),
    st.lists(st.tuples(st.sampled_from(["baseline", "mine", "Rehearsal"]), st.integers(-300, 0)), max_size=2),
)
def test_what_is_suggested_never_contradicts_what_is_kept(
    first: int | None, sessions: list[int], kept: list[tuple[str, int]]
) -> None:
    def day(number: int) -> dt.date:
        return TODAY + dt.timedelta(days=number)

    there = [Phase(name, day(k), day(k)) for name, k in {k: (n, k) for n, k in kept}.values()]
    offered = suggest_phases(None if first is None else day(first), [day(s) for s in sessions], there, TODAY)
    for phase in offered:
        assert check_phases([*there, phase], TODAY)
        assert phase.name.casefold() not in {p.name.casefold() for p in there}
    if not there:  # and all of them together
        check_phases(offered, TODAY)


def test_the_files_hold_the_numbers_and_no_formula(app: Served) -> None:
    keep_nights(app, 100)
    for name, start in (
        ("course.png", b"\x89PNG"),
        ("gaps.png", b"\x89PNG"),
        ("course.svg", b"<svg"),
        ("gaps.svg", b"<svg"),
    ):
        answer = app.get(f"/course/files/{name}")
        assert answer.content.startswith(start)
        assert answer.headers["content-disposition"] == f'attachment; filename="nightglass-{name}"'
        assert answer.headers["cache-control"] == "no-store"
    nights = list(csv.DictReader(io.StringIO(app.get("/course/files/nights.csv").content.decode("utf-8-sig"))))
    assert len(nights) == 99
    assert {row["state"] for row in nights} == {"badly", "quiet", "unknown"}
    assert {row["tracked"] for row in nights} == {"", "'=late tea"}
    weeks = list(csv.DictReader(io.StringIO(app.get("/course/files/weeks.csv").content.decode("utf-8-sig"))))
    assert sum(int(row["known"]) for row in weeks) == 80
    assert app.get("/course/files/other.txt").status_code == 404
    assert app.get("/course/files/..%2f..%2fjournal.db").status_code in {400, 404}


def test_phases_that_an_import_brought_do_not_hide_the_rest(app: Served) -> None:
    from sqlalchemy import insert  # noqa: PLC0415

    from nightglass.journal import schema  # noqa: PLC0415

    first = keep_nights(app, 60)
    with app.journal.writing() as connection:
        for name in ("one", "two"):
            connection.execute(
                insert(schema.phases).values(id=new_id(), name=name, begin=str(first), end=str(first + dt.timedelta(9)))
            )
    said = course(app)
    assert "The phases cannot be compared" in said
    assert "known nights were dreamt badly" in said


def test_a_night_that_is_still_to_come_is_said(app: Served) -> None:
    save_night(app.journal, Night(date=TODAY + dt.timedelta(days=40), state="quiet"))
    assert "still to come" in course(app)


def test_what_comes_back_has_its_own_rhythm_and_leads_to_its_page(app: Served) -> None:
    first = keep_nights(app, 60)
    ids = [
        add_dream(
            app.journal, f"The tide came up the stairs, number {k}.", first + dt.timedelta(days=9 * k), read=False
        )
        for k in range(4)
    ]
    for other in ids[1:]:
        join(app.journal, other, ids[0])
    [one] = recurrences(app.journal)
    said = course(app)
    assert f'href="/recurrences/{one.id}"' in said
    assert "no name, since" in said
    name_recurrence(app.journal, one.id, "<i>The tide</i>")
    said = course(app)
    assert '&lt;i&gt;The tide&lt;/i&gt;</a></th><td data-head="Came on (nights)">4</td>' in said
