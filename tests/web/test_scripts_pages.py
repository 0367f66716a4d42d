"""New endings: offered places, drafts of two windows, versions, the bin; the old dream stays veiled."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_dreams import FERRY, KILN
from nightglass.journal import (
    drafts,
    keep_script,
    put_into_bin,
    reading_of,
    recognise_recurrences,
    recurrences,
    scripts,
)
from nightglass.rescript import STEPS
from nightglass.web.shown.rescripting import differences
from served import add_dream, forms

if TYPE_CHECKING:
    import httpx

    from served import Served

FIRST = dt.date(2026, 3, 1)
NEW = "The boat stays dry. I row it myself, and the bank comes nearer."


@pytest.fixture
def dream(app: Served) -> str:
    return add_dream(app.journal, FERRY[0], FIRST, title="The quay")


def draft(app: Served, of: str, text: str, seen: str = "") -> httpx.Response:
    return app.post("/scripts/draft", {"of": of, "text": text, "seen": seen}, headers={"accept": "application/json"})


def field(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def typed(page: str, name: str = "text") -> str:
    found = re.search(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def keep(app: Served, report: str, text: str = NEW, **more: Any) -> httpx.Response:
    return app.post("/scripts", {"report": report, "recurrence": "", "text": text, "do": "keep", **more})


def test_dreams_are_offered_not_the_worst_first(app: Served) -> None:
    for k, (text, heavy) in enumerate(zip((*FERRY, *KILN), (9, 5, 1, 10, 4), strict=True)):
        add_dream(app.journal, text, FIRST + dt.timedelta(days=k), read=False, distress=heavy)
    page = app.get("/scripts").text
    assert re.findall(r"distress (\d+) of 10", page) == ["4", "5", "1", "10", "9"]
    assert "better later" in page
    assert "ferryman" not in page
    assert STEPS[0].way_out in page


def test_more_than_ten_are_offered_page_by_page(app: Served) -> None:
    for k in range(12):
        add_dream(app.journal, FERRY[k % 3], FIRST + dt.timedelta(days=k), read=False)
    page = app.get("/scripts").text
    assert page.count("/scripts/new?report=") == 10
    assert "1 to 10 of 12" in page
    assert app.get("/scripts?begin=10").text.count("/scripts/new?report=") == 2
    assert app.get("/scripts?begin=-3").text.count("/scripts/new?report=") == 10


def test_places_are_offered_and_words_only_when_asked(app: Served, dream: str) -> None:
    page = app.get(f"/scripts/new?report={dream}").text
    assert 'class="score"' in page
    assert all(step.asks in page for step in STEPS[1:4])
    for word in ("oars", "egg", "silent", "comes in with"):
        assert word not in page
    beats = re.findall(r'name="turn" value="(\d+)"', page)
    assert beats
    words = app.get(f"/scripts/words/{dream}/{beats[0]}").text
    assert any(html.unescape(words).count(s) for s in ("boat", "oars", "Water", "arms", "quay"))
    assert "<blockquote" in app.get(f"/scripts/new?report={dream}&show={beats[0]}").text
    reading = reading_of(app.journal, dream)
    assert reading is not None
    shown = html.unescape(app.get(f"/scripts/new?report={dream}&words=yes").text)
    for beat in reading.beats:
        assert beat.phrase not in html.unescape(page)
        assert beat.phrase in shown
    assert app.get(f"/scripts/words/{dream}/9999").status_code == 200


def test_of_a_heavy_dream_it_is_said_that_another_is_better_first(app: Served) -> None:
    heavy = add_dream(app.journal, FERRY[0], FIRST, read=False, distress=9)
    light = add_dream(app.journal, FERRY[1], FIRST + dt.timedelta(days=1), read=False, distress=5)
    page = app.get(f"/scripts/new?report={heavy}").text
    assert "Distress 9 of 10: better later, when it has worked with another." in page
    assert 'href="/scripts#choose"' in page
    assert "better later" not in app.get(f"/scripts/new?report={light}").text


def test_beats_are_a_list_whose_words_come_when_asked(app: Served, dream: str) -> None:
    page = html.unescape(app.get(f"/scripts/new?report={dream}").text)
    reading = reading_of(app.journal, dream)
    assert reading is not None
    numbers = [str(k) for k in range(1, len(reading.beats) + 1)]
    options = re.compile(r'<option value="(\d+)"[^>]*>(Beat \d+[^<]*)</option>')
    assert options.findall(page) == [(k, f"Beat {k}") for k in numbers]
    shown = html.unescape(app.get(f"/scripts/beats/{dream}?turn_other=2").text)
    assert [k for k, _ in options.findall(shown)] == numbers
    for beat, (_, words) in zip(reading.beats, options.findall(shown), strict=True):
        assert words.partition(": ")[2].removesuffix(" …") in " ".join(beat.text.split())
    assert 'value="2" selected' in shown
    whole = html.unescape(app.get(f"/scripts/new?report={dream}&words=yes").text)
    assert options.findall(whole) == options.findall(shown)


def test_that_it_is_kept_is_said_once_and_only_of_something(app: Served, dream: str) -> None:
    said = STEPS[3].way_out
    assert app.get(f"/scripts/new?report={dream}").text.count(said) == 0
    draft(app, dream, "The boat")
    assert app.get(f"/scripts/new?report={dream}").text.count(said) == 1


def test_a_dream_that_was_not_read_can_be_changed_too(app: Served) -> None:
    dream = add_dream(app.journal, FERRY[0], FIRST, read=False)
    page = app.get(f"/scripts/new?report={dream}").text
    assert "has not been read yet" in page
    assert keep(app, dream, turn="").status_code == 303


def test_from_a_recurrence(app: Served) -> None:
    told = [add_dream(app.journal, t, FIRST + dt.timedelta(days=k)) for k, t in enumerate(FERRY)]
    recognise_recurrences(app.journal)
    one = recurrences(app.journal)[0]
    page = app.get(f"/scripts/new?recurrence={one.id}").text
    assert field(page, "report") == told[2]
    assert "one of 3 tellings" in page
    chosen = app.get(f"/scripts/new?recurrence={one.id}&report={told[0]}").text
    assert field(chosen, "report") == told[0]
    keep(app, told[2], recurrence=one.id, turn="1", title="The dry boat")
    (kept,) = scripts(app.journal)
    assert (kept.report, kept.recurrence, kept.turning_point, kept.title) == (told[2], one.id, 1, "The dry boat")


@pytest.mark.parametrize(
    ("turn", "other", "kept"), [("2", "", 2), ("other", "4", 3), ("", "1", 0), ("", "", None), ("x", "", None)]
)
def test_where_it_turns(app: Served, dream: str, turn: str, other: str, kept: int | None) -> None:
    assert keep(app, dream, turn=turn, turn_other=other).status_code == 303
    assert scripts(app.journal)[0].turning_point == kept


def test_what_is_typed_is_a_draft_until_it_is_kept(app: Served, dream: str) -> None:
    first = draft(app, dream, "The boat")
    assert first.status_code == 200
    assert draft(app, dream, "The boat stays", first.json()["changed"]).status_code == 200
    page = app.get(f"/scripts/new?report={dream}").text
    assert typed(page) == "The boat stays"
    assert "is here again" in page
    assert f"/scripts/new?report={dream}" in app.get("/scripts").text
    assert keep(app, dream, "The boat stays", seen=field(page, "seen")).status_code == 303
    assert drafts(app.journal) == []


def test_stopping_keeps_a_draft(app: Served, dream: str) -> None:
    answer = keep(app, dream, "The boat", do="stop")
    assert "kept as a draft" in app.get(answer.headers["location"]).text
    assert scripts(app.journal) == []
    assert [d.text for d in drafts(app.journal)] == ["The boat"]
    page = app.get(f"/scripts/new?report={dream}").text
    keep(app, dream, "", do="stop", seen=field(page, "seen"))
    assert drafts(app.journal) == []


def test_two_windows_lose_nothing(app: Served, dream: str) -> None:
    one = draft(app, dream, "one").json()["changed"]
    other = draft(app, dream, "another")
    assert other.status_code == 409
    assert other.json() == {"text": "one", "changed": one}
    answer = keep(app, dream, "another")
    assert answer.status_code == 409
    assert (typed(answer.text, "mine"), typed(answer.text, "theirs")) == ("another", "one")
    assert scripts(app.journal) == []


@pytest.mark.parametrize(("stands", "text"), [("mine", "a"), ("theirs", "b"), ("both", "a\n\n* * *\n\nb")])
def test_the_person_says_what_stands(app: Served, dream: str, stands: str, text: str) -> None:
    changed = draft(app, dream, "b").json()["changed"]
    chosen = {"of": dream, "mine": "a", "theirs": "b", "stands": stands}
    assert app.post("/scripts/both", {**chosen, "seen": "2026-01-01T00:00:00+00:00"}).status_code in {303, 409}
    answer = app.post("/scripts/both", {**chosen, "seen": changed})
    place = answer.headers.get("location", f"/scripts/new?report={dream}")
    assert typed(app.get(place).text) == text


def test_a_third_in_a_week_is_said_kindly_and_stays_a_draft(app: Served, dream: str) -> None:
    keep_script(app.journal, "one", report=dream)
    keep_script(app.journal, "two", report=dream)
    assert "a dream needs some days to learn" in app.get(f"/scripts/new?report={dream}").text
    answer = keep(app, dream, "three", title="Third", turn="1")
    assert answer.status_code == 400
    assert "a dream needs some days to learn" in answer.text
    assert typed(answer.text) == "three"
    assert 'value="Third"' in answer.text
    assert [d.text for d in drafts(app.journal)] == ["three"]
    assert len(scripts(app.journal)) == 2


def test_without_words_nothing_is_kept(app: Served, dream: str) -> None:
    answer = keep(app, dream, "  ")
    assert answer.status_code == 400
    assert "has no words yet" in answer.text


def test_versions_stay_and_are_compared(app: Served, dream: str) -> None:
    keep(app, dream)
    own = scripts(app.journal)[0]
    place = f"/scripts/{own.id}"
    page = app.get(place + "/edit").text
    assert typed(page) == NEW
    answer = app.post(place + "/text", {"text": NEW.replace("dry", "warm & dry"), "version": "1", "seen": ""})
    assert answer.headers["location"] == place + "?kept=changed"
    page = app.get(place + "?first=1&second=2").text
    assert "Kept as version" not in page
    assert re.search(r'<ins><span class="unseen">came: </span>\s*warm &amp;\s*</ins>', page)
    assert NEW in app.get(place + "?version=1").text
    assert (
        app.post(place + "/text", {"text": NEW.replace("dry", "warm & dry"), "version": "2"})
        .headers["location"]
        .endswith("same")
    )


def test_a_version_of_another_window_is_shown(app: Served, dream: str) -> None:
    keep(app, dream)
    own = scripts(app.journal)[0]
    place = f"/scripts/{own.id}"
    app.post(place + "/text", {"text": "theirs", "version": "1"})
    answer = app.post(place + "/text", {"text": "mine", "version": "1"})
    assert answer.status_code == 409
    assert (typed(answer.text, "mine"), typed(answer.text, "theirs")) == ("mine", "theirs")
    chosen = {"of": own.id, "mine": "mine", "theirs": "theirs", "stands": "mine", "seen": field(answer.text, "seen")}
    page = app.get(app.post("/scripts/both", chosen).headers["location"]).text
    assert (typed(page), field(page, "version")) == ("mine", "2")
    app.post(place + "/text", {"text": "mine", "version": "2", "seen": field(page, "seen")})
    assert [v.text for v in scripts(app.journal)[0].versions] == [NEW, "theirs", "mine"]
    assert drafts(app.journal) == []


def test_the_old_dream_is_veiled_and_may_be_gone(app: Served, dream: str) -> None:
    keep(app, dream)
    own = scripts(app.journal)[0]
    page = app.get(f"/scripts/{own.id}").text
    assert f"/dreams/{dream}?show=yes" in page
    assert "oars" not in page
    put_into_bin(app.journal, "reports", dream)
    assert "no longer here" in app.get(f"/scripts/{own.id}").text


def test_put_away_and_brought_back(app: Served, dream: str) -> None:
    keep(app, dream, title="The <dry> boat")
    own = scripts(app.journal)[0]
    answer = app.post(f"/scripts/{own.id}/away")
    page = app.get(answer.headers["location"]).text
    assert scripts(app.journal) == []
    assert f"/scripts/{own.id}/back" in forms(page)
    assert "The &lt;dry&gt; boat" in app.get(app.post(f"/scripts/{own.id}/back").headers["location"]).text


def test_another_title(app: Served, dream: str) -> None:
    keep(app, dream)
    own = scripts(app.journal)[0]
    app.post(f"/scripts/{own.id}/title", {"title": "  The bank "})
    assert scripts(app.journal)[0].title == "The bank"
    app.post(f"/scripts/{own.id}/title", {"title": ""})
    assert scripts(app.journal)[0].title is None
    assert "A new ending from" in app.get("/scripts").text


@pytest.mark.parametrize("place", ["/scripts/none", "/scripts/new?report=none", "/scripts/new?report=" + "0" * 32])
def test_what_is_not_there(app: Served, place: str) -> None:
    answer = app.get(place)
    assert answer.status_code == 404
    assert "command" not in answer.text


def test_a_draft_of_nothing_is_refused(app: Served) -> None:
    for of in ("", "none", "0" * 32, "tonight"):
        assert draft(app, of, "words").status_code == 400
    assert drafts(app.journal) == []


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_differences_make_up_both_versions(earlier: str, later: str) -> None:
    pieces = differences(earlier, later)
    assert "".join(p.text for p in pieces if p.kind != "came") == earlier
    assert "".join(p.text for p in pieces if p.kind != "went") == later
    assert not any(p.kind != "same" for p in differences(later, later))


def test_long_versions_are_compared_by_lines() -> None:
    earlier = "word " * 4000 + "\nend"
    pieces = differences(earlier, earlier + "ing")
    assert [p.kind for p in pieces] == ["same", "went", "came"]
    assert pieces[-1].text == "ending"
