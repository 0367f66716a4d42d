"""Search in the app: words never in an address, snippets veiled, reasons told, pages, and nothing kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import Report, save_report
from nightglass.web.held.changes import changes_so_far
from served import add_dream

if TYPE_CHECKING:
    from served import Served

STAIRS = "A man in a grey coat chased me down the stairs. I could not move my legs and I was terrified."
CAKE = "My sister and I baked a cake in the café. I was happy."
FIRE = "The house was on fire and my sister was inside. I woke up crying."


@pytest.fixture
def filled(app: Served) -> Served:
    add_dream(app.journal, STAIRS, dt.date(2026, 3, 1), title="The <b>stairs</b>")
    add_dream(app.journal, CAKE, dt.date(2026, 3, 2))
    add_dream(app.journal, FIRE, dt.date(2026, 3, 3), tags=("home",))
    return app


def found(app: Served, partly: bool = False, **fields: object) -> str:
    answer = app.post("/search", fields, headers={"hx-request": "true"} if partly else {})
    assert answer.status_code == 200
    return answer.text


def test_the_form_offers_what_there_is_to_find(filled: Served) -> None:
    said = filled.get("/search").text
    assert "the body will not obey (1)" in said
    assert 'method="post"' in said
    assert "fear" in said
    assert "knew it was a dream" not in said  # none of them has it


def test_by_words_with_the_reason_and_without_the_text(filled: Served) -> None:
    said = found(filled, words="sister")
    assert "2 dreams" in said
    assert "in its words" in said
    assert "baked" not in said
    assert "inside" not in said


def test_the_words_are_there_when_asked_for(filled: Served) -> None:
    said = found(filled, words="sister", shown="1")
    assert "<mark>sister</mark>" in said
    assert "baked" in said
    assert "Hide the words" in said


def test_titles_are_escaped_and_tags_are_a_reason(filled: Served) -> None:
    said = found(filled, words="stairs", shown="1")
    assert "The &lt;b&gt;stairs&lt;/b&gt;" in said
    assert "in its title; in its words" in said
    assert "in its tags" in found(filled, words="home")


def test_by_what_was_found(filled: Served) -> None:
    said = found(filled, facet="immobile")
    assert "1 dream" in said
    assert "Found: the body will not obey" in said
    assert "“sister” is there" in found(filled, who="sister")
    assert "1 dream" in found(filled, feeling="HA")
    assert "1 dream" in found(filled, begin="2026-03-03")
    assert "1 dream" in found(filled, words="sister", end="2026-03-02")
    assert "Nothing was found" in found(filled, words="sister", facet="immobile")


def test_a_part_of_the_page_while_somebody_types(filled: Served) -> None:
    part = found(filled, partly=True, words="sist*")
    assert "<html" not in part
    assert 'id="count" role="status" hx-swap-oob="true">2 dreams' in part
    assert "Say what to look for" in found(filled, partly=True, words=" ")
    part = found(filled, partly=True, words="x", begin="3 March")
    assert 'role="alert"' in part
    assert filled.post("/search", {"begin": "3 March"}).status_code == 400


def test_what_was_looked_for_is_in_no_address_and_kept_nowhere(filled: Served) -> None:
    before = changes_so_far(filled.journal)
    answer = filled.post("/search", {"words": "grandfather"})
    assert "grandfather" not in str(answer.url)
    assert answer.headers["cache-control"] == "no-store"
    assert changes_so_far(filled.journal) == before
    assert filled.get("/search?words=sister").text.count("2 dreams") == 0  # words in an address are not looked at


def test_many_are_shown_in_pages(app: Served) -> None:
    for k in range(45):
        night = dt.date(2026, 1, 1) + dt.timedelta(days=k)
        save_report(app.journal, Report(id=f"{k:032x}", night=night, text=f"A lantern, number {k}."))
    said = found(app, words="lantern")
    assert "Page 1 of 3" in said
    assert said.count('href="/dreams/') == 20
    links = set()
    for number in ("1", "2", "3"):
        links |= {part[:32] for part in found(app, words="lantern", page=number).split('href="/dreams/')[1:]}
    assert len(links) == 45
    assert "Page 3 of 3" in found(app, words="lantern", page="999")
    assert "Page 1 of 3" in found(app, words="lantern", page="-1")
    assert 'name="shown" value="3"' in found(app, words="lantern", shown="2")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=12))
def test_any_signs_can_be_looked_for(app: Served, words: str, who: str, facet: str) -> None:
    fields = {"words": words, "who": who, "facet": facet, "page": words[:3], "shown": who[:2]}
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    assert app.post("/search", sent).status_code == 200
