"""The page of a dream: veiled until asked for, read by itself, changed without losing anything, put away and back."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_forms import form_of

from nightglass.journal import (
    Draft,
    Night,
    Report,
    Waking,
    drafts,
    join,
    keep_draft,
    keep_draft_after,
    name_recurrence,
    new_id,
    now,
    reading_of,
    report,
    reports,
    save_night,
    save_report,
)
from nightglass.web.forms import Form
from nightglass.web.shown.comparing import compared
from nightglass.web.shown.dream_form import dream_typed, fields_of_dream
from served import add_dream

if TYPE_CHECKING:
    from served import Served

DATE = dt.date(2026, 3, 2)
TEXT = (
    "I was in the boiler room with my aunt Vera. A man made of pipes came in and I could not move my arms. "
    "He turned into my aunt. Then there was no sound. I woke up crying."
)


@pytest.fixture
def dream(app: Served) -> str:
    return add_dream(app.journal, TEXT, DATE, title="The boiler <room>", tags=("school", "heat"), distress=7)


def read_all(app: Served) -> None:
    """Wait until the reader has nothing to do."""
    thread = app.keeper.reader
    while thread.working or thread.left:
        dt.datetime.now(dt.UTC)


def text_of(fragment: str) -> str:
    return unescape("".join(re.findall(r"<span data-from=\"\d+\">(.*?)</span>", fragment, re.DOTALL)))


def test_the_text_is_there_only_where_it_was_asked_for(app: Served, dream: str) -> None:
    page = app.get(f"/dreams/{dream}").text
    assert "The boiler &lt;room&gt;" in page
    assert "boiler room with my aunt" not in re.sub(
        r'<svg class="score".*?</svg>|<table>.*?</table>', "", page, flags=re.DOTALL
    )
    assert "data-from" not in page
    assert text_of(app.get(f"/dreams/{dream}/text").text) == TEXT
    assert text_of(app.get(f"/dreams/{dream}?show=yes").text) == TEXT
    veil = app.get(f"/dreams/{dream}/veil").text
    assert f'hx-get="/dreams/{dream}/text"' in veil
    assert "aunt" not in veil


def test_every_mark_rests_on_pieces_that_are_there(app: Served, dream: str) -> None:
    page = app.get(f"/dreams/{dream}?show=yes").text
    cuts = {int(n) for n in re.findall(r'data-from="(\d+)"', page)} | {len(TEXT)}
    spans = [s for group in re.findall(r'data-spans="([^"]*)"', page) for s in group.split()]
    assert len(spans) > 20
    assert all(int(end) in cuts for span in spans for end in span.split("-"))


def test_the_page_says_what_was_found(app: Served, dream: str) -> None:
    page = unescape(app.get(f"/dreams/{dream}").text)
    for said in ("The body will not obey", "% sure", "Who is there", "one", "char:1MKA", "school", "distress 7 of 10",
                 "crying", "sound", "The score as a table", "/nights/2026-03-02"):  # fmt: skip
        assert said in page
    assert page.count('<svg class="score"') == 1
    assert "<style" not in page
    assert " style=" not in page


def test_the_score_can_be_saved(app: Served, dream: str) -> None:
    page, picture = app.get(f"/dreams/{dream}/score.html"), app.get(f"/dreams/{dream}/score.svg")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert picture.headers["content-type"].startswith("image/svg+xml")
    for answer in (page, picture):
        assert re.fullmatch(
            r'attachment; filename="nightglass-2026-03-02-[0-9a-f]{6}\.\w+"', answer.headers["content-disposition"]
        )
    ET.fromstring(picture.text)
    assert "boiler room" in page.text
    assert "The boiler &lt;room&gt;" in picture.text


def test_a_dream_that_was_not_read_appears_by_itself(app: Served) -> None:
    identity = add_dream(app.journal, TEXT, DATE, read=False)
    app.keeper.reader.working = True
    asks = {"hx-request": "true"}
    page = app.get(f"/dreams/{identity}/text").text
    assert f'hx-get="/dreams/{identity}/text?again=yes" hx-trigger="dream-read from:body"' in page
    assert "autofocus" in page
    assert "autofocus" not in app.get(f"/dreams/{identity}/text?again=yes").text
    page = app.get(f"/dreams/{identity}").text  # opening it wakes the reader
    if reading_of(app.journal, identity) is None:
        assert app.get(f"/dreams/{identity}/score.svg").status_code in {200, 404}
    read_all(app)
    answer = app.get(f"/dreams/{identity}/reading", headers=asks)
    assert answer.status_code == 200
    assert answer.headers["hx-trigger"] == "dream-read"
    assert 'id="score" aria-labelledby="score-heading" hx-swap-oob="true"' in answer.text
    assert "every 2s" not in answer.text
    assert app.get(f"/dreams/{identity}/reading").headers["location"] == f"/dreams/{identity}"


def test_while_it_is_read_the_page_asks_and_changes_nothing(app: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightglass.web.held.reader.Reader.wake", lambda self: None)
    identity = add_dream(app.journal, TEXT, DATE, read=False)
    app.keeper.reader.working = True
    page = app.get(f"/dreams/{identity}").text
    assert 'hx-trigger="every 2s"' in page
    assert "It is being read now" in page
    assert app.get(f"/dreams/{identity}/reading", headers={"hx-request": "true"}).status_code == 204
    app.keeper.reader.working = False
    answer = app.get(f"/dreams/{identity}/reading", headers={"hx-request": "true"})
    assert "could not be read" in answer.text
    assert "every 2s" not in answer.text


@pytest.mark.parametrize("name", ["abc", "f" * 32, "..%2f..%2fetc", "<script>", "a" * 300, "Ω"])
def test_a_dream_that_is_not_there_gets_a_plain_sentence(app: Served, name: str) -> None:
    for page in ("", "/text", "/edit", "/history", "/score.svg", "/veil"):
        answer = app.get(f"/dreams/{name}{page}")
        assert answer.status_code in {400, 404}
        assert "nightglass list" not in answer.text
        assert "<script>" not in answer.text


def test_a_dream_that_comes_back_leads_there(app: Served, dream: str) -> None:
    other = add_dream(app.journal, TEXT, DATE + dt.timedelta(days=3))
    join(app.journal, dream, other)
    found = re.search(r'href="/recurrences/([0-9a-f]+)"', app.get(f"/dreams/{dream}").text)
    assert found is not None
    name_recurrence(app.journal, found[1], "The pipes")
    assert "It belongs to a dream that comes back: The pipes" in app.get(f"/dreams/{other}").text


def test_a_dream_goes_into_the_bin_and_comes_back(app: Served, dream: str) -> None:
    before = report(app.journal, dream)
    place = app.post(f"/dreams/{dream}/away").headers["location"]
    assert place == f"/nights/{DATE}?away={dream}"
    page = app.get(place).text
    assert f'action="/dreams/{dream}/back"' in page
    assert list(reports(app.journal)) == []
    assert app.get(f"/dreams/{dream}").status_code == 404
    assert app.post(f"/dreams/{dream}/back").headers["location"] == f"/dreams/{dream}?said=back"
    assert report(app.journal, dream) == before


# Changing it


def edit(app: Served, dream: str, **fields: object) -> dict[str, object]:
    place = f"/dreams/{dream}/edit"
    return form_of(app.get(place).text, place) | fields


def test_an_untouched_form_changes_nothing(app: Served) -> None:
    text = "\n \rA line,\r\nanother: <b>&amp;</b> \u200f\U0001f319\n\n"
    whole = Report(
        id=new_id(), night=DATE, text=text, title=" Two  words ", tags=("one, two", "three"), dreamer="Ada",
        distress=0, replays="told", written=dt.datetime.now(dt.UTC), source="elsewhere:1",
    )  # fmt: skip
    save_report(app.journal, whole)
    answer = app.post(f"/dreams/{whole.id}/edit", edit(app, whole.id))
    assert answer.headers["location"] == f"/dreams/{whole.id}?said=kept"
    assert report(app.journal, whole.id) == whole


def test_everything_of_a_dream_can_be_changed(app: Served, dream: str) -> None:
    fields = edit(
        app, dream, text="Another dream,\r\nin two lines.", title="", tags=" a , b,a,, ", distress="3",
        night="2026-03-01", dreamer="Ada", replays="happened",
    )  # fmt: skip
    assert app.post(f"/dreams/{dream}/edit", fields).status_code == 303
    kept = report(app.journal, dream)
    assert (kept.text, kept.title, kept.tags) == ("Another dream,\nin two lines.", None, ("a", "b"))
    assert (kept.distress, kept.night, kept.dreamer, kept.replays) == (3, dt.date(2026, 3, 1), "Ada", "happened")
    read_all(app)
    reading = reading_of(app.journal, dream)
    assert reading is not None
    assert reading.dreamer == "Ada"


def test_another_dreamer_makes_another_reading(app: Served, dream: str) -> None:
    app.post(f"/dreams/{dream}/edit", edit(app, dream, dreamer="Vera"))
    read_all(app)
    reading = reading_of(app.journal, dream)
    assert reading is not None
    assert reading.dreamer == "Vera"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "   "}, "text"),
        ({"night": ""}, "Choose the evening"),
        ({"night": "2999-01-01"}, "not come yet"),
        ({"distress": "11"}, "whole number"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(app: Served, dream: str, fields: dict[str, str], said: str) -> None:
    before = report(app.journal, dream)
    answer = app.post(f"/dreams/{dream}/edit", edit(app, dream, title="Do not lose me") | fields)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert 'value="Do not lose me"' in answer.text
    assert report(app.journal, dream) == before


def test_two_windows_lose_nothing_and_are_asked(app: Served, dream: str) -> None:
    one, other = edit(app, dream, text="What the first wrote."), edit(app, dream, text="What the second wrote.")
    assert app.post(f"/dreams/{dream}/edit", one).status_code == 303
    answer = app.post(f"/dreams/{dream}/edit", other)
    assert answer.status_code == 409
    assert "What the first wrote." in answer.text
    assert "What the second wrote." in answer.text
    assert report(app.journal, dream).text == "What the first wrote."
    assert "What the second wrote." in {d.text for d in drafts(app.journal)}, "closing the window now loses nothing"
    again = form_of(answer.text, f"/dreams/{dream}/edit")
    assert app.post(f"/dreams/{dream}/edit", again).status_code == 303
    assert report(app.journal, dream).text == "What the second wrote."
    assert drafts(app.journal) == []
    page = app.get(f"/dreams/{dream}/history").text
    assert page.count("Until ") == 2


def begin(app: Served, dream: str, fields: dict[str, object], text: str) -> str:
    sent = {"text": text, "window": fields["window"], "seen": fields["seen"]}
    answer = app.post(f"/dreams/{dream}/draft", sent, headers={"accept": "application/json"})
    assert answer.status_code == 200
    fields["seen"] = answer.json()["changed"]
    return str(fields["seen"])


def test_what_is_typed_is_kept_and_can_be_gone_on_with(app: Served, dream: str) -> None:
    fields = edit(app, dream)
    assert begin(app, dream, fields, "I was in the") != ""
    assert begin(app, dream, fields, "I was in the kiln") != ""
    assert [(d.id, d.text) for d in drafts(app.journal)] == [(dream, "I was in the kiln")]
    page = app.get(f"/dreams/{dream}/edit").text
    assert "I was in the kiln" not in page
    assert f'href="/dreams/{dream}/edit?draft={dream}"' in page
    page = app.get(f"/dreams/{dream}/edit?draft={dream}").text
    assert "I was in the kiln" in page
    assert "As it is kept now" in page
    assert app.post(f"/dreams/{dream}/edit", form_of(page, f"/dreams/{dream}/edit")).status_code == 303
    assert report(app.journal, dream).text == "I was in the kiln"
    assert drafts(app.journal) == []


def test_two_windows_that_type_are_kept_apart(app: Served, dream: str) -> None:
    one, other = edit(app, dream), edit(app, dream)
    assert begin(app, dream, one, "The first.") != ""
    assert begin(app, dream, other, "The second.") == ""
    assert begin(app, dream, one, "The first goes on.") != ""
    assert begin(app, dream, other, "The second goes on.") == ""
    assert sorted(d.text for d in drafts(app.journal)) == ["The first goes on.", "The second goes on."]
    assert app.post(f"/dreams/{dream}/leave", other).status_code == 303
    assert [d.text for d in drafts(app.journal)] == ["The first goes on."]
    assert app.post(f"/dreams/{dream}/leave", one).status_code == 303
    assert drafts(app.journal) == []
    assert report(app.journal, dream).text == TEXT


def test_leaving_lets_nothing_go_that_another_wrote(app: Served, dream: str) -> None:
    keep_draft(app.journal, Draft(dream, DATE, "Long ago.", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
    app.post(f"/dreams/{dream}/leave", edit(app, dream))
    assert [d.text for d in drafts(app.journal)] == ["Long ago."]


def test_drafts_go_by_what_their_writer_saw(app: Served, dream: str) -> None:
    first = Draft(dream, DATE, "One.", dt.datetime.now(dt.UTC))
    assert keep_draft_after(app.journal, first, None) is None
    for seen in ("", "no moment", "2026-01-01T00:00:00+00:00"):
        assert begin(app, dream, {"window": "w", "seen": seen}, "Two.") == ""
    assert {d.text for d in drafts(app.journal)} == {"One.", "Two."}


# What it was before


def test_versions_are_compared_and_can_be_put_back(app: Served, dream: str) -> None:
    old = report(app.journal, dream)
    save_report(app.journal, msgspec.structs.replace(old, text=TEXT.replace("boiler", "cellar"), title="The cellar"))
    page = app.get(f"/dreams/{dream}/history").text
    assert "boiler room with" not in page
    assert "<ins" in page
    version = form_of(page, f"/dreams/{dream}/history")["version"][0]
    page = app.get(f"/dreams/{dream}/history", params={"version": version}).text
    assert "<del>boiler</del><ins>cellar</ins> room" in page
    answer = app.post(f"/dreams/{dream}/history", {"version": version})
    assert answer.headers["location"] == f"/dreams/{dream}?said=earlier"
    assert report(app.journal, dream) == old
    assert app.get(f"/dreams/{dream}/history").text.count("Until ") == 2
    assert app.post(f"/dreams/{dream}/history", {"version": now().isoformat()}).status_code == 400


def test_a_dream_that_never_changed_says_so(app: Served, dream: str) -> None:
    assert "It was not changed" in app.get(f"/dreams/{dream}/history").text


def test_what_it_was_before_is_offered_only_where_it_was_something_else(app: Served, dream: str) -> None:
    assert f'href="/dreams/{dream}/history"' not in app.get(f"/dreams/{dream}").text
    save_report(app.journal, msgspec.structs.replace(report(app.journal, dream), title="Another"))
    assert f'href="/dreams/{dream}/history"' in app.get(f"/dreams/{dream}").text


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_comparing_loses_not_one_sign(one: str, other: str) -> None:
    pieces = compared(one, other)
    assert "".join(p.text for p in pieces if p.kind != "new") == one
    assert "".join(p.text for p in pieces if p.kind != "gone") == other


def test_long_texts_are_compared_by_sentences() -> None:
    one = "A sentence of six words here. " * 900
    other = one.replace("six words", "other words", 1)
    pieces = compared(one, other)
    assert "".join(p.text for p in pieces if p.kind != "new") == one
    assert "".join(p.text for p in pieces if p.kind != "gone") == other
    assert len(pieces) < 6


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.text("ab, é", min_size=1, max_size=6), max_size=3).map(tuple),
    st.none() | st.text(max_size=12),
)
def test_a_form_sent_untouched_gives_the_same_report(text: str, tags: tuple[str, ...], title: str | None) -> None:
    kept = Report(id="a" * 32, night=DATE, text=text, tags=tags, title=title or None)
    shown = fields_of_dream(kept)
    fields = [(name, str(getattr(shown, name) or "")) for name in shown.__struct_fields__]
    back = dream_typed(Form(fields), kept)
    assert back == msgspec.structs.replace(kept, title=kept.title if (kept.title or "").strip() else back.title)


def test_what_the_person_said_elsewhere_goes_before_what_the_words_show(app: Served) -> None:
    calm = "I was on the stairs of the old school. I counted the steps. There was one too many."
    identity = add_dream(app.journal, calm, DATE, distress=9)
    waking = Waking(report=identity, feeling="sadness", also=("fear",), body=("crying",))
    save_night(app.journal, Night(date=DATE, state="badly", wakings=(waking,)))
    page = app.get(f"/dreams/{identity}").text
    assert "You rated it 9 of 10; your word goes first." in page
    assert "The night says: sad, afraid, crying." in page
    score = page.partition('<svg class="score"')[2].partition("</svg>")[0]
    assert "rated 9 of 10 by the dreamer" in score
    assert "no distress found" not in score
    assert "nothing at stake" not in score
    mild = add_dream(app.journal, calm, DATE, distress=1)
    assert "no distress found" in app.get(f"/dreams/{mild}").text.partition('<svg class="score"')[2]
