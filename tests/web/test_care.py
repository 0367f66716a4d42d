"""The page of care: it answers everybody at once, and shows what is the person's own only to the person."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import keep_setting, night_of, now, setting
from nightglass.web import emergency
from nightglass.web.emergency import countries, country, country_of_clock, dial
from served import add_dream

if TYPE_CHECKING:
    from served import Served

SISTER = {"name_0": "Ida", "number_0": "+43 1 234 56", "word_0": "she said: any time"}


def test_it_answers_without_a_session_and_locked(locked: Served) -> None:
    locked.client.cookies.clear()
    answer = locked.get("/care")
    assert answer.status_code == 200
    assert "Both feet on the floor" in answer.text
    assert 'data-look="night"' in answer.text
    for page in ("/breathe", "/grounding", "/unlock", 'href="/"'):
        assert page not in answer.text, "those pages would not let them in"
    for words in ("Open Nightglass to see them", "breathe in to four", "Look for five things", "Notice one taste"):
        assert words in answer.text


def test_locked_it_says_where_the_own_people_are(locked: Served) -> None:
    page = locked.get("/care").text
    assert "it is locked" in page
    assert '/unlock?next=/care"' in page
    assert "/breathe" in page


def test_people_are_kept_shown_and_brought_back(app: Served) -> None:
    assert app.post("/care/people", SISTER).headers["location"] == "/care?changed=people#people"
    page = app.get("/care?changed=people").text
    assert '<a class="dial" href="tel:+43123456" dir="ltr">+43 1 234 56</a>' in page
    assert "she said: any time" in page
    assert "/care/people/undo" not in page, "nobody was there before"
    app.post("/care/people", {"name_0": "", "name_3": "Noor"})
    assert [p["name"] for p in setting(app.journal, "people")] == ["Noor"]
    assert "Bring back what was there before" in app.get("/care?changed=people").text
    app.post("/care/people/undo")
    assert [p["name"] for p in setting(app.journal, "people")] == ["Ida"]
    app.post("/care/people/undo")
    assert [p["name"] for p in setting(app.journal, "people")] == ["Noor"]


def test_nobody_without_the_cookie_sees_the_people_of_an_open_journal(app: Served) -> None:
    app.post("/care/people", SISTER)
    app.post("/care/country", {"choose": "PT"})
    app.client.cookies.clear()
    page = app.get("/care").text
    assert "Ida" not in page
    assert "In Portugal" not in page
    assert app.get("/care/people").status_code == 401


def test_people_cannot_be_changed_while_locked(locked: Served) -> None:
    assert locked.get("/care/people").headers["location"] == "/unlock?next=/care/people"
    assert locked.post("/care/people", SISTER).status_code == 303
    assert not locked.keeper.is_open


def test_what_is_written_is_shown_as_it_is_and_does_nothing(app: Served) -> None:
    app.post(
        "/care/people",
        {"name_0": "<script>alert(1)</script>", "number_0": 'javascript:alert(1)"', "word_0": "{{ 7 * 7 }}"},
    )
    page = app.get("/care").text
    assert "&lt;script&gt;alert(1)" in page
    assert 'href="tel:1"' in page
    assert "{{ 7 * 7 }}" in page
    assert "javascript:alert" not in re.findall(r'href="([^"]*)"', page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"name_0": "x" * 201}, "at most 200"), ({f"name_{k}": "x" for k in range(21)}, "room for 20")],
)
def test_too_much_is_told_in_one_sentence(app: Served, fields: dict[str, str], said: str) -> None:
    answer = app.post("/care/people", fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert setting(app.journal, "people") is None


@pytest.mark.parametrize("stored", [None, "x", 7, [1, "a", None], [{"name": None}], {"name": "x"}, [{"other": 1}]])
def test_a_setting_of_another_form_does_no_harm(app: Served, stored: object) -> None:
    keep_setting(app.journal, "people", stored)
    keep_setting(app.journal, "country", stored)
    assert app.get("/care").status_code == 200
    assert app.get("/care/people").status_code == 200


def test_a_country_is_shown_first_and_kept(app: Served) -> None:
    page = app.get("/care?choose=NZ").text
    assert "In New Zealand" in page
    assert "1737" in page.partition('id="numbers"')[0]
    assert "dial <a" in page
    app.post("/care/country", {"choose": "NZ"})
    assert "In New Zealand" in app.get("/care").text
    app.post("/care/country", {"choose": "XX"})
    assert setting(app.journal, "country") is None
    assert app.get("/care?choose=%00%22%3E").status_code == 200


def test_the_clock_tells_the_country_to_begin_with(locked: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    page = locked.get("/care").text
    assert "clock is set to Austria" in page
    assert 'href="tel:142"' in page.partition('id="numbers"')[0]
    monkeypatch.setenv("TZ", "UTC")
    assert country_of_clock() is None
    living = _part(locked.get("/care").text, "living")
    assert "dial the emergency number of your country" in living
    assert 'href="tel:112"' in living
    assert '<select id="choose-living"' in living


def test_without_a_time_zone_database_no_country_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    emergency._zones.cache_clear()
    monkeypatch.setattr(emergency.zoneinfo, "TZPATH", ("/nowhere",))
    monkeypatch.setenv("TZ", "Europe/Vienna")
    assert country_of_clock() is None
    emergency._zones.cache_clear()


def test_it_is_dark_when_one_comes_from_the_night_and_as_chosen_by_day(app: Served) -> None:
    def look(referer: str | None, path: str = "/care") -> str:
        headers = {"referer": f"{app.address}{referer}"} if referer else {}
        return re.findall(r'data-look="(\w+)"', app.get(path, headers=headers).text)[0]

    assert [look(None), look("/"), look("/tonight/after/2026-03-01"), look("/care")] == ["night"] * 4
    assert [look("/nights"), look("/dreams/abcd"), look("/care", "/care?by=day")] == ["system"] * 3
    answer = app.post("/care/people?by=day", SISTER)
    assert answer.headers["location"] == "/care?changed=people&by=day#people"


def test_a_row_for_every_country_tells_what_was_not_checked() -> None:
    data = tomllib.loads((files("nightglass.web") / "data" / "emergency.toml").read_text("utf-8"))
    assert len(countries()) == len(data["countries"]) >= 30
    assert len({c.iso for c in countries()}) == len(countries())
    assert [c.name for c in countries()] == sorted(c.name for c in countries())
    for one in countries():
        assert re.fullmatch(r"[A-Z]{2}", one.iso)
        assert one.emergency
        assert all(re.fullmatch(r"\d{2,5}", n) for n in one.emergency)
        assert all(line.source and 3 <= len(dial(line.number)) <= 12 for line in one.lines)
    assert country("XX") is None
    assert country(None) is None


def test_the_page_says_of_the_numbers_that_they_were_not_checked(app: Served) -> None:
    page = app.get("/care").text
    assert "were not checked online then" in page
    assert "findahelpline.com" in _part(page, "numbers")
    assert "many of them answer at night" in page
    assert "every night" not in page
    assert page.count("not yet; written down on 2026-11-25") == sum(c.checked is None for c in countries())
    assert "http" not in page.partition("<main")[2]  # no address that leads off this machine


def _part(page: str, name: str) -> str:
    """Return one section of the page."""
    return page.partition(f'<section id="{name}">')[2].partition("</section>")[0]


def test_beside_every_number_that_is_shown_first_stands_that_it_was_not_checked(app: Served) -> None:
    for one in countries():
        page = app.get(f"/care?choose={one.iso}").text
        for part in ("living", "call"):
            numbers = _part(page, part).partition('<ul class="people">')[2].partition("</ul>")[0]
            assert numbers.count("<li>") == 1 + len(one.lines)
            assert numbers.count("not checked yet") == (0 if one.checked else 1 + len(one.lines)), one.name


def test_the_page_says_how_often_the_offer_is_right_as_the_method_has_it(app: Served) -> None:
    said = _part(app.get("/care").text, "not")
    method = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")
    assert "plain rules and a small model" in said
    for there, here in (
        ("68 of 80, 85.0 %", "of 80 plain wishes to die they noticed 68 (85 %)"),
        ("25 of 40, 62.5 %", "of 40 that were only hinted at 25 (62 %)"),
        ("12 of 160, 7.5 %", "of 160 nightmares and hard days without such a wish they took 12 for one (7.5 %)"),
        ("12 of 1,500, 0.80 %", "of 1,500 dreams that people had written down 12 (0.8 %)"),
    ):
        assert there in method
        assert here in said


@pytest.mark.parametrize("path", ["/", "/breathe", "/grounding", "/note", "/nights", "/tonight/number", "/unlock"])
def test_the_page_has_one_name_wherever_a_link_leads_to_it(app: Served, path: str) -> None:
    if path == "/unlock":
        app.keeper.lock()
    page = app.get(path, follow_redirects=True).text
    named = re.findall(r'<a [^>]*href="/care"[^>]*>([^<]*)</a>', page)
    assert set(named) == {"When it is too much"}


@given(st.text(max_size=60))
def test_a_number_is_dialled_by_its_digits_alone(number: str) -> None:
    assert set(dial(number)) <= set("0123456789+*#")


def test_what_was_written_brings_the_offer_once(app: Served) -> None:
    evening = night_of(now())
    add_dream(app.journal, "The cellar again. I woke up and I want to die.", evening, read=False)
    page = app.get(f"/tonight/after/{evening}").text
    assert "What you wrote sounds very heavy" in page
    assert 'href="/care#living"' in page
    assert "What you wrote sounds very heavy" not in app.get(f"/tonight/after/{evening}").text


def test_a_nightmare_full_of_dying_brings_no_offer(app: Served) -> None:
    evening = night_of(now())
    add_dream(app.journal, "He shot me and I died. I did not want to die. I woke up.", evening, read=False)
    assert "What you wrote sounds very heavy" not in app.get(f"/tonight/after/{evening}").text


def test_it_answers_at_once(app: Served) -> None:
    app.get("/care")
    times = []
    for _ in range(10):
        begun = time.perf_counter()
        app.get("/care")
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.1  # the others may have waited for a busy machine


def test_visiting_counts_as_being_there(app: Served) -> None:
    before = app.keeper._seen
    app.get("/care")
    assert app.keeper._seen > before
