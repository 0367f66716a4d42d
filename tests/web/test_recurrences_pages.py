"""The dreams that come back: veiled until asked, mended by the person, brought back."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from invented_dreams import FERRY, KILN, SINGLE
from nightglass.journal import (
    Night,
    correct,
    is_any_unplaced,
    name_recurrence,
    put_into_bin,
    recognise_recurrences,
    recurrences,
    save_night,
)
from nightglass.pictures import strips
from nightglass.recurrence import Aligned, Beat, Occurrence, Portrait
from served import add_dream, forms

if TYPE_CHECKING:
    from served import Served

FIRST = dt.date(2026, 3, 1)


@pytest.fixture
def told(app: Served) -> list[str]:
    """Three tellings of one dream and two others, in an app that has found what comes back."""
    texts = [FERRY[0], SINGLE[0], FERRY[1], SINGLE[1], FERRY[2]]
    kept = [add_dream(app.journal, t, FIRST + dt.timedelta(days=k)) for k, t in enumerate(texts)]
    recognise_recurrences(app.journal)
    assert len(recurrences(app.journal)[0].reports) == 3
    return kept


def the_one(app: Served) -> str:
    return f"/recurrences/{recurrences(app.journal)[0].id}"


def picture(page: str) -> ET.Element:
    found = re.search(r'<svg [^>]*class="recurrence".*?</svg>', page, re.DOTALL)
    assert found
    return ET.fromstring(found[0])


def test_none_yet_is_a_good_answer(app: Served) -> None:
    page = app.get("/recurrences").text
    assert "Not enough yet" in page
    assert "compared just now" not in page


def test_where_none_is_found_it_is_said_what_can_be_done(app: Served) -> None:
    page = app.get("/recurrences").text.partition("<main")[2]
    assert 'href="/"' in page
    assert 'href="/import"' in page


def test_the_list_says_when_it_came(app: Served, told: list[str]) -> None:
    page = app.get("/recurrences").text
    assert "Told 3 times since 1 March 2026" in page
    assert "It came on 1 March 2026, 3 March 2026, 5 March 2026." in page
    name_recurrence(app.journal, recurrences(app.journal)[0].id, "The <ferryman>")
    page = app.get("/recurrences").text
    assert "The &lt;ferryman&gt;" in page
    assert "told 3 times; first 1 March 2026, last 5 March 2026" in page


def test_words_are_veiled_until_asked(app: Served, told: list[str]) -> None:
    veiled, shown = app.get(the_one(app)).text, app.get(the_one(app) + "?show=yes").text
    for word in ("ferryman", "egg", "oars", "skin"):
        assert word not in veiled
        assert word in shown
    assert "data-words" not in veiled
    assert all(f"/dreams/{report}" in veiled for report in (told[0], told[2], told[4]))


def test_every_mark_has_a_name_and_can_be_reached(app: Served, told: list[str]) -> None:
    marks = [g for g in picture(app.get(the_one(app) + "?show=yes").text).iter() if g.get("class") == "mark"]
    assert len(marks) >= 9
    assert len(marks) % 3 == 0
    assert all(g.get("tabindex") == "0" and g.get("role") == "img" for g in marks)
    names = [str(g.get("aria-label")) for g in marks]
    assert len(set(names)) == len(names)
    told_ones = [g for g in marks if "not told" not in str(g.get("aria-label"))]
    assert all(g.get("data-words") for g in told_ones)
    assert sum("the hot spot" in n for n in names) >= 2


def test_no_style_of_its_own(app: Served, told: list[str]) -> None:
    page = app.get(the_one(app) + "?show=yes").text
    assert "<style" not in page
    assert " style=" not in page
    assert "svg.recurrence{" in app.get("/static/look.css").text


def test_where_it_could_turn_leads_to_a_new_script(app: Served, told: list[str]) -> None:
    page = app.get(the_one(app)).text
    assert f"/scripts/new?recurrence={recurrences(app.journal)[0].id}" in page
    assert re.search(r"hardest moment is beat \d|begins with its hardest moment", page)
    assert re.search(r"told in [23] of 3 tellings; in [23] of these threat or grief was found there", page)


def test_how_often_it_was_told_is_said_twice_only_of_a_dream_with_a_name(app: Served, told: list[str]) -> None:
    assert "Told 3 times, from" not in app.get(the_one(app)).text
    name_recurrence(app.journal, recurrences(app.journal)[0].id, "The ferryman")
    assert "Told 3 times, from 1 March 2026 to 5 March 2026." in app.get(the_one(app)).text


def test_a_mark_is_filled_also_where_a_step_went_otherwise(app: Served, told: list[str]) -> None:
    page = app.get(the_one(app)).text
    assert "A filled mark says that this step is told, also where it went otherwise." in page
    assert ("What nearly always comes is shaded." in page) == ('class="panel"' in page)
    assert ("No step comes nearly always." in page) != ('class="panel"' in page)
    assert "from here on" not in page
    assert '<p class="slide dim" hidden>Slide it sideways' in page


def test_unknown_nights_are_said(app: Served, told: list[str]) -> None:
    page = app.get(the_one(app)).text
    assert "Of every night from the first to the last it is known" in page
    add_dream(app.journal, FERRY[0], FIRST + dt.timedelta(days=24))
    recognise_recurrences(app.journal)
    page = app.get(the_one(app)).text
    assert "Of 19 of the 25 nights from the first to the last nothing is known" in page
    assert "the shortest time between was 2, the longest 20" in page
    save_night(app.journal, Night(date=FIRST + dt.timedelta(days=10), state="quiet"))
    assert "Of 18 of the 25 nights" in app.get(the_one(app)).text


def test_a_name_of_the_persons_own(app: Served, told: list[str]) -> None:
    assert app.post(the_one(app) + "/name", {"name": "  The ferryman "}).status_code == 303
    assert '<h1 dir="auto">The ferryman</h1>' in app.get(the_one(app)).text
    app.post(the_one(app) + "/name", {"name": ""})
    assert recurrences(app.journal)[0].name is None


def test_not_the_same_and_brought_back(app: Served, told: list[str]) -> None:
    place = the_one(app)
    name_recurrence(app.journal, recurrences(app.journal)[0].id, "The ferryman")
    answer = app.post(place + "/apart", {"report": told[4]})
    assert answer.headers["location"].startswith(place + "?taken=")
    page = app.get(answer.headers["location"]).text
    assert "The dream of Thursday 5 March 2026 is no longer put with this one." in page
    assert place + "/join" in forms(page)
    assert len(recurrences(app.journal)[0].reports) == 2
    app.post(place + "/join", {"report": told[4]})
    assert recurrences(app.journal)[0].reports == (told[0], told[2], told[4])
    assert "put here by you" in app.get(place).text


def test_of_two_one_taken_out_can_be_brought_back_with_its_name(app: Served, told: list[str]) -> None:
    place = the_one(app)
    app.post(place + "/name", {"name": "The ferryman"})
    app.post(place + "/apart", {"report": told[4]})
    answer = app.post(place + "/apart", {"report": told[2]})
    assert recurrences(app.journal) == []
    page = app.get(answer.headers["location"]).text
    assert "Only one telling is left" in page
    app.post(forms(page)[1], {"report": told[2]})
    assert [(r.name, r.reports) for r in recurrences(app.journal)] == [("The ferryman", (told[0], told[2]))]


def test_another_report_belongs_here(app: Served, told: list[str]) -> None:
    place = the_one(app)
    page = app.get(place + "/choose?night=2026-03-02").text
    assert told[1] in page
    assert told[0] not in page
    assert "lamp" not in page
    page = app.get(place + "/choose?words=lamp").text
    assert told[1] in page
    assert "green" not in page
    answer = app.post(place + "/join", {"report": told[1]})
    page = app.get(answer.headers["location"]).text
    assert "is put with this one now" in page
    assert told[1] in recurrences(app.journal)[0].reports
    app.post(place + "/apart", {"report": told[1]})
    assert told[1] not in recurrences(app.journal)[0].reports


def test_taken_from_another_dream_it_goes_back_there(app: Served, told: list[str]) -> None:
    more = [add_dream(app.journal, t, FIRST + dt.timedelta(days=20 + k)) for k, t in enumerate(KILN)]
    recognise_recurrences(app.journal)
    kiln, ferry = recurrences(app.journal)
    answer = app.post(f"/recurrences/{ferry.id}/join", {"report": more[1]})
    page = app.get(answer.headers["location"]).text
    assert f"/recurrences/{kiln.id}/join" in forms(page)
    app.post(f"/recurrences/{kiln.id}/join", {"report": more[1]})
    assert {r.id: r.reports for r in recurrences(app.journal)}[kiln.id] == tuple(more)


@pytest.mark.parametrize("sought", ["?night=nonsense", "?night=0001-01-01", "?words=%22", "?words=zzzz", ""])
def test_nothing_found_is_said_plainly(app: Served, told: list[str], sought: str) -> None:
    answer = app.get(the_one(app) + "/choose" + sought)
    assert answer.status_code == 200
    assert ("No report was found" in answer.text) == bool(sought)


def test_what_is_not_there(app: Served, told: list[str]) -> None:
    assert app.get("/recurrences/" + "0" * 32).status_code == 404
    assert "no longer" in app.get("/recurrences/none").text
    assert app.post(the_one(app) + "/apart", {"report": told[1]}).status_code == 400
    assert app.post("/recurrences/" + "0" * 32 + "/join", {"report": told[1]}).status_code == 400
    assert app.post(the_one(app) + "/join", {"report": "'; --"}).status_code == 400


def test_what_was_corrected_holds_in_what_changed(app: Served, told: list[str]) -> None:
    for report, value in ((told[0], False), (told[2], True), (told[4], True)):
        correct(app.journal, report, "facets.rescue", value)
    assert "now: somebody is saved" in app.get(the_one(app)).text


def test_many_tellings_are_drawn_page_by_page(app: Served) -> None:
    for k in range(15):
        add_dream(app.journal, f"{FERRY[0]} It was cold {k}.", FIRST + dt.timedelta(days=k), read=False)
    recognise_recurrences(app.journal)
    place = the_one(app)
    page = app.get(place).text
    assert "Drawn are the tellings 4 to 15 of 15" in page
    assert len({g.get("data-row") for g in picture(page).iter() if g.get("class") == "mark"}) == 12
    assert f"{place}?end=3#strips" in page
    early = app.get(f"{place}?end=3&show=yes").text
    assert "Drawn are the tellings 1 to 3 of 15" in early
    assert f"{place}?end=15&show=yes#strips" in early.replace("&amp;", "&")
    assert app.get(f"{place}?end=99999").status_code == 200


def test_a_page_is_quick(app: Served, told: list[str]) -> None:
    app.get(the_one(app))
    began = time.perf_counter()
    app.get(the_one(app))
    assert time.perf_counter() - began < 0.5


def test_strips_of_a_part_say_what_was_new_of_all() -> None:
    here, absent = (Aligned(0, 5),), ()
    whole = Portrait(
        occurrences=tuple(Occurrence(f"r{k}", None) for k in range(4)),
        beats=(Beat("a", (here,) * 4, 0.1, 0.0, True), Beat("b", (here, absent, absent, absent), 0.1, 0.0, False)),
        alone=((),) * 4,
        drift=(),
        hot_spot=None,
    )
    part = strips(whole, 2, 4)
    assert [c.label for c in part.columns] == ["a"]
    assert [[c.state for c in row.cells] for row in part.rows] == [["told"], ["told"]]
    assert (part.tellings, part.beats, part.whole, part.turn) == (4, 2, False, None)


def test_what_waits_to_be_compared_is_said(app: Served) -> None:
    assert not is_any_unplaced(app.journal)
    identity = add_dream(app.journal, "A man without a face followed me up the stairs.", dt.date(2026, 3, 2))
    assert is_any_unplaced(app.journal)
    app.keeper.reader.working = True
    assert "compared just now" in app.get("/recurrences").text
    recognise_recurrences(app.journal)
    assert not is_any_unplaced(app.journal)
    app.keeper.reader.working = True
    assert "compared just now" not in app.get("/recurrences").text
    put_into_bin(app.journal, "reports", identity)
    assert not is_any_unplaced(app.journal)
