"""The calendar of nights and the page of one night: everything shown, everything correctable, nothing lost."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_forms import form_of

from nightglass.journal import (
    BODY,
    FEELINGS,
    Context,
    Draft,
    Measure,
    Night,
    Waking,
    earlier_nights,
    keep_draft,
    local_zone,
    new_id,
    night,
    night_of,
    now,
    reports,
    save_night,
)
from nightglass.web.forms import Form
from nightglass.web.shown.night_form import fields_of, night_typed, typed
from nightglass.web.shown.told import night_told
from served import add_dream

if TYPE_CHECKING:
    from served import Served

DATE = dt.date(2026, 3, 2)
TEXT = "I was in a lift that went sideways, and a man without hands pressed the buttons."


def clock(hour: int, minute: int = 0) -> dt.datetime:
    day = DATE if hour > 11 else DATE + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(local_zone()))


FULL = Night(
    date=DATE, state="badly", zone=local_zone(), nightmares=1, distress=7, sleep_quality=3, awakenings=2,
    bed=clock(23, 10), asleep=clock(23, 40), woke=clock(4, 5), rose=clock(7),
    wakings=(Waking("a" * 32, "fear", ("heart", "sweating"), 25, False), Waking(feeling="sadness")),
    contexts=(Context("wine", 2.0, "glasses", "red"), Context("hard day")),
    measures=(Measure("deep_sleep", 74.0, "min", "watch"),), note="It was hot.", source="elsewhere:1",
)  # fmt: skip


def test_an_empty_journal_has_a_kind_start(app: Served) -> None:
    page = app.get("/nights").text
    assert "There are no nights here yet" in page
    assert 'href="/import"' in page
    assert "<svg" not in page


def test_every_night_of_the_year_is_a_link_with_a_name(app: Served) -> None:
    save_night(app.journal, Night(date=DATE, state="badly", nightmares=1))
    save_night(app.journal, Night(date=dt.date(2026, 3, 3), state="quiet"))
    save_night(app.journal, Night(date=dt.date(2024, 12, 30), state="quiet"))
    page = app.get("/nights?year=2024").text
    assert len(re.findall(r'<a href="/nights/2024-', page)) >= 366
    assert 'aria-label="30 December: quiet"' in page
    assert 'aria-label="29 December: unknown"' in page
    page = app.get("/nights?year=2026").text
    assert 'href="/nights/2026-03-02" data-night="2026-03-02" aria-label="2 March: dreamt badly, 1 nightmare"' in page
    assert "1 dreamt badly, 1 quiet" in page
    assert 'href="/nights?year=2024"' in page


def test_no_night_that_is_to_come_has_a_mark(app: Served) -> None:
    save_night(app.journal, Night(date=night_of(now()), state="quiet"))
    page = app.get("/nights").text
    marks = re.findall(r'data-night="([^"]+)"', page)
    assert max(marks) == night_of(now()).isoformat()
    assert len(marks) == night_of(now()).timetuple().tm_yday


def test_a_year_that_is_not_kept_shows_this_one(app: Served) -> None:
    for year in ("1", "nineteen", "99999", "", "٢٠٢٦"):
        assert (
            f">{night_of(now()).year}</h2>" in app.get(f"/nights?year={year}").text
            or "no nights" in app.get("/nights").text
        )


def test_the_first_days_are_not_shown_after_months_of_nothing(app: Served) -> None:
    today = night_of(now())
    save_night(app.journal, Night(date=today, state="badly"))
    page = app.get("/nights").text
    assert "1 dreamt badly, 0 quiet, 0 unknown." in page
    assert page.index('id="last"') < page.index("data-calendar")
    assert len(re.findall(r'class="when"', page)) == 1
    before, _, shown = page.partition("<details>")[2].partition("</details>")
    if today.month > 1:
        assert f"The months before {today:%B}" in before
        assert len(re.findall("data-night", before)) == today.replace(day=1).timetuple().tm_yday - 1
        assert len(re.findall("data-night", shown)) == today.day
    earlier = today - dt.timedelta(days=9)
    save_night(app.journal, Night(date=earlier, state="quiet"))
    page = app.get(f"/nights?year={earlier.year}").text
    if earlier.year == today.year:
        assert "1 dreamt badly, 1 quiet, 8 unknown." in page
    save_night(app.journal, Night(date=today.replace(year=today.year - 1, day=1), state="quiet"))
    assert "The months before" not in app.get("/nights").text
    assert len(app.get("/nights").content) < 300_000


def test_a_year_that_is_over_counts_to_its_end(app: Served) -> None:
    save_night(app.journal, Night(date=dt.date(2024, 12, 30), state="quiet"))
    page = unescape(app.get("/nights?year=2024").text)
    assert "31 December 2024: 0 dreamt badly, 1 quiet, 1 unknown." in page


def test_lists_say_titles_and_never_texts(app: Served) -> None:
    add_dream(app.journal, TEXT, night_of(now()), title="The lift")
    page = app.get("/nights").text
    assert "The lift" in page
    assert "without hands" not in page
    assert "afraid" in page


def test_what_waits_leads_to_where_it_goes_on(app: Served) -> None:
    begun, dream = new_id(), add_dream(app.journal, TEXT, DATE)
    for name in (begun, dream, f"{dream}.other", "script-1"):
        keep_draft(app.journal, Draft(name, None, "something begun", dt.datetime.now(dt.UTC)))
    keep_draft(app.journal, Draft(new_id(), None, "  ", dt.datetime.now(dt.UTC)))
    page = app.get("/nights").text
    assert f'href="/?draft={begun}"' in page
    assert f'href="/dreams/{dream}/edit?draft={dream}"' in page
    assert f'href="/dreams/{dream}/edit?draft={dream}.other"' in page
    assert page.count("not kept yet") == 3
    assert "something begun" not in page


def test_a_night_can_be_gone_to(app: Served) -> None:
    answer = app.get("/nights?night=2026-03-02")
    assert (answer.status_code, answer.headers["location"]) == (303, "/nights/2026-03-02")
    assert app.get("/nights/2026-03-02").status_code == 200
    for wrong in ("2026-13-02", "never", "2999-01-01", "1700-01-01"):
        assert app.get(f"/nights/{wrong}").status_code == 404


def test_a_full_night_comes_back_from_its_form_untouched(app: Served) -> None:
    save_night(app.journal, FULL)
    page = app.get(f"/nights/{DATE}").text
    for said in ("It was hot.", "deep sleep", "74 min", "watch", "2 glasses", "hard day", 'value="23:10"'):
        assert said in page
    answer = app.post(f"/nights/{DATE}", form_of(page, f"/nights/{DATE}"))
    assert answer.headers["location"] == f"/nights/{DATE}?said=kept"
    assert night(app.journal, DATE) == FULL


def test_what_a_night_was_before_is_offered_only_where_it_was_something_else(app: Served) -> None:
    save_night(app.journal, FULL)
    assert "What it was before" not in app.get(f"/nights/{DATE}").text
    save_night(app.journal, Night(date=DATE, state="quiet"))
    assert "What it was before" in app.get(f"/nights/{DATE}").text


def test_times_are_asked_for_in_no_form_that_the_browser_may_not_have(app: Served) -> None:
    page = app.get(f"/nights/{DATE}").text
    hint = page.partition("<legend>Times</legend>")[2].partition("</p>")[0]
    assert "As the clock said" in hint
    assert not re.search(r"\d", hint)


def test_everything_of_a_night_can_be_corrected(app: Served) -> None:
    save_night(app.journal, FULL)
    fields = form_of(app.get(f"/nights/{DATE}").text, f"/nights/{DATE}")
    fields |= {
        "state": "quiet", "nightmares": "0", "distress": "2", "bed": "22:00", "woke": "", "note": "",
        "waking-0-feeling": "relief", "waking-0-body": ["crying"], "waking-0-again": "yes",
        "waking-1-feeling": "", "waking-2-feeling": ["sadness", "anger"], "context-0-amount": "3 glasses",
        "context-1-name": "", "context-2-name": "prazosin", "context-2-amount": "2 mg",
    }  # fmt: skip
    assert app.post(f"/nights/{DATE}", fields).status_code == 303
    kept = night(app.journal, DATE)
    assert (kept.state, kept.nightmares, kept.distress, kept.note, kept.woke) == ("quiet", 0, 2, None, None)
    assert kept.bed == clock(22)
    assert kept.asleep == FULL.asleep
    assert kept.wakings == (
        Waking("a" * 32, "relief", ("crying",), 25, True),
        Waking(feeling="sadness", also=("anger",)),
    )
    assert kept.contexts == (Context("wine", 3.0, "glasses"), Context("prazosin", 2.0, "mg"))
    assert (kept.measures, kept.source) == (FULL.measures, FULL.source)
    page = app.get(f"/nights/{DATE}").text
    assert "It was hot." in page.partition("What it was before")[2]
    assert [e.was for e in earlier_nights(app.journal, DATE)] == [FULL]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "quiet", "nightmares": "2"}, "not a quiet one"),
        ({"bed": "25:99"}, "no time of day"),
        ({"asleep": "22:00"}, "order"),
        ({"nightmares": "some"}, "a whole number"),
        ({"state": "good"}, "one of the three"),
    ],
)
def test_what_is_not_understood_stays_in_the_form(app: Served, fields: dict[str, str], said: str) -> None:
    save_night(app.journal, FULL)
    whole = form_of(app.get(f"/nights/{DATE}").text, f"/nights/{DATE}") | {"note": "Do not lose me."} | fields
    answer = app.post(f"/nights/{DATE}", whole)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert "Do not lose me." in answer.text
    assert night(app.journal, DATE) == FULL
    again = form_of(answer.text, f"/nights/{DATE}") | {k: whole[k] for k in ("began",)}
    assert again["note"] == ["Do not lose me."]


def test_a_night_changed_elsewhere_is_not_overwritten_unasked(app: Served) -> None:
    save_night(app.journal, FULL)
    fields = form_of(app.get(f"/nights/{DATE}").text, f"/nights/{DATE}") | {"note": "Mine."}
    save_night(app.journal, Night(date=DATE, state="badly", note="Theirs."))
    answer = app.post(f"/nights/{DATE}", fields)
    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert "Theirs." in answer.text
    assert night(app.journal, DATE).note == "Theirs."
    assert app.post(f"/nights/{DATE}", form_of(answer.text, f"/nights/{DATE}")).status_code == 303
    assert night(app.journal, DATE).note == "Mine."


def test_a_night_goes_into_the_bin_and_comes_back_with_its_dreams_untouched(app: Served) -> None:
    dream = add_dream(app.journal, TEXT, DATE)
    before = night(app.journal, DATE)
    answer = app.post(f"/nights/{DATE}/away")
    page = app.get(answer.headers["location"]).text
    assert f'action="/nights/{DATE}/back"' in page
    assert night(app.journal, DATE).state == "unknown"
    assert [r.id for r in reports(app.journal)] == [dream]
    assert app.post(f"/nights/{DATE}/back").headers["location"] == f"/nights/{DATE}?said=back"
    assert night(app.journal, DATE) == before
    assert app.post("/nights/2026-01-01/away").status_code == 400


def test_the_dreams_of_a_night_are_veiled(app: Served) -> None:
    dream = add_dream(app.journal, TEXT, DATE, title="The lift")
    page = app.get(f"/nights/{DATE}").text
    assert f'hx-get="/dreams/{dream}/text"' in page
    assert "without hands" not in page
    assert f'href="/?night={DATE}"' in page
    assert f'href="/nights/{DATE + dt.timedelta(days=1)}"' in page


def test_what_was_tracked_before_is_offered(app: Served) -> None:
    save_night(app.journal, FULL)
    assert '<option value="hard day">' in app.get("/nights/2026-03-05").text


WAKINGS = st.builds(
    Waking,
    report=st.none(),
    feeling=st.sampled_from(FEELINGS),
    also=st.lists(st.sampled_from(FEELINGS), unique=True, max_size=2).map(tuple),
    body=st.lists(st.sampled_from(BODY), unique=True, max_size=3).map(tuple),
    minutes_until_calm=st.none() | st.integers(0, 900),
    slept_again=st.none() | st.booleans(),
)


@given(
    st.sampled_from(["badly", "unknown"]),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 10),
    st.lists(WAKINGS, max_size=4).map(tuple),
    st.lists(st.builds(Context, st.text("abc é", min_size=1).filter(str.strip)), max_size=4).map(tuple),
)
def test_what_a_form_shows_is_what_comes_back(
    state: Any, count: int | None, rating: int | None, wakings: tuple[Waking, ...], contexts: tuple[Context, ...]
) -> None:
    before = Night(
        date=DATE, state=state, zone="Europe/Vienna", nightmares=count, distress=rating, wakings=wakings,
        contexts=contexts,
    )  # fmt: skip
    shown = fields_of(before)
    fields = [("state", shown.state), ("note", shown.note), *shown.numbers.items(), *shown.times.items()]
    fields += [("wakings", str(len(wakings) + 1)), ("contexts", str(len(contexts) + 2))]
    for k, waking in enumerate(shown.wakings):
        fields += [(f"waking-{k}-calm", waking.calm), *((f"waking-{k}-feeling", one) for one in waking.feelings)]
        fields += [(f"waking-{k}-again", waking.again), *((f"waking-{k}-body", sign) for sign in waking.body)]
    for k, row in enumerate(shown.contexts):
        fields += [(f"context-{k}-name", row.name), (f"context-{k}-amount", row.amount)]
    assert night_typed(Form(fields), before) == before


@given(st.lists(st.tuples(st.sampled_from(["wakings", "contexts", "note", "distress", "state"]), st.text(max_size=9))))
def test_whatever_is_sent_can_be_shown_again(fields: list[tuple[str, str]]) -> None:
    shown = typed(Form(fields))
    assert len(shown.wakings) <= 50
    assert shown.rating("distress") is None or 0 <= shown.rating("distress") < 100  # type: ignore[operator]


def test_a_mark_says_all_that_is_known() -> None:
    assert night_told(DATE, None) == "2 March: unknown"
    assert night_told(DATE, Night(date=DATE, state="badly", nightmares=3)) == "2 March: dreamt badly, 3 nightmares"


def test_where_the_last_nights_are_unknown_it_is_said(app: Served) -> None:
    today = night_of(now())
    long_ago = today - dt.timedelta(days=20)
    save_night(app.journal, Night(date=long_ago, state="quiet"))
    page = app.get("/nights").text
    if long_ago.year == today.year:
        assert "unknown, not quiet" in page
    save_night(app.journal, Night(date=today, state="badly"))
    assert "unknown, not quiet" not in app.get("/nights").text
