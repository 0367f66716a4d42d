"""The page at 4 a.m.: what is typed is kept, whatever two windows, a crash or a slip of the finger do."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_socket import socket_allow_hosts
from web_forms import form_of

from nightglass.journal import (
    Draft,
    Night,
    Report,
    Waking,
    bring_back,
    drafts,
    in_bin,
    init_journal,
    keep_draft,
    new_id,
    night,
    night_of,
    now,
    reports,
    save_night,
    save_report,
)
from nightglass.web.shown import drafting, whichnight
from nightglass.web.shown.drafting import Kept, Typed, choose, keep_typed
from phones import HERE, code, open_door, phone_at, send
from served import CHEAP, PASSPHRASE, forms

if TYPE_CHECKING:
    import httpx

    from nightglass.journal import Journal
    from served import Served

TEXT = "The stairs went down and down, and somebody breathed behind me."
BADLY = dt.date(2026, 3, 2)
JSON = {"accept": "application/json"}


def _tonight() -> dt.date:
    return night_of(now())


def _field(page: httpx.Response) -> dict[str, str]:
    """Return what the window has: the hidden fields, and the text."""
    names = dict(re.findall(r'name="(id|seen|other|other_seen)" value="([^"]*)"', page.text))
    text = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    assert text is not None
    return {**names, "text": text[1], "night": _tonight().isoformat()}


def _type(app: Served, window: dict[str, str], text: str) -> httpx.Response:
    """Type into a window, which takes over what the app says."""
    window["text"] = text
    answer = app.post("/tonight/draft", window, headers=JSON)
    window.update({k: v for k, v in answer.json().items() if k in {"id", "seen", "other", "other_seen"}})
    return answer


def _texts(app: Served) -> list[str]:
    return [d.text for d in drafts(app.journal)]


def test_what_is_typed_is_there_again(app: Served) -> None:
    window = _field(app.get("/"))
    assert window["text"] == ""
    for end in (10, 30, len(TEXT)):
        assert _type(app, window, TEXT[:end]).status_code == 200
    assert _texts(app) == [TEXT]
    again = _field(app.get("/"))
    assert (again["id"], again["seen"], again["text"]) == (window["id"], window["seen"], TEXT)


def test_a_page_that_is_only_looked_at_leaves_nothing(app: Served) -> None:
    window = _field(app.get("/"))
    assert _type(app, window, " \n").json()["seen"] == ""
    assert _texts(app) == []


def test_done_keeps_one_report_however_often_it_is_pressed(app: Served) -> None:
    window = _field(app.get("/"))
    _type(app, window, TEXT)
    for _ in range(3):
        answer = app.post("/tonight/keep", window)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/tonight/after/{_tonight()}")
    kept = list(reports(app.journal))
    assert [(r.id, r.text, r.night) for r in kept] == [(window["id"], TEXT, _tonight())]
    assert _texts(app) == []


def test_a_crash_between_report_and_draft_makes_no_second_report(app: Served) -> None:
    window = _field(app.get("/"))
    _type(app, window, TEXT)
    save_report(app.journal, Report(id=window["id"], night=_tonight(), text=TEXT))
    again = _field(app.get("/"))
    assert again["text"] == TEXT
    assert app.post("/tonight/keep", again).status_code == 303
    assert [r.text for r in reports(app.journal)] == [TEXT]
    assert _texts(app) == []


def test_done_works_without_a_script(app: Served) -> None:
    window = {**_field(app.get("/")), "text": "I ran.\r\nI fell."}
    assert app.post("/tonight/keep", window).status_code == 303
    assert [r.text for r in reports(app.journal)] == ["I ran.\nI fell."]


def test_an_empty_field_keeps_nothing_and_says_so(app: Served) -> None:
    answer = app.post("/tonight/keep", {**_field(app.get("/")), "text": "  "}, follow_redirects=True)
    assert "nothing was kept" in answer.text
    assert list(reports(app.journal)) == []


def test_what_cannot_be_a_report_stays_a_draft_with_a_sentence(app: Served) -> None:
    answer = app.post("/tonight/keep", {**_field(app.get("/")), "text": "... 4:10"})
    assert answer.status_code == 400
    assert "no words" in answer.text
    assert _field(answer)["text"] == "... 4:10"
    window = _field(app.get("/"))
    answer = app.post("/tonight/keep", {**window, "text": TEXT, "night": "other", "date": ""})
    assert (answer.status_code, "Choose the date" in answer.text) == (400, True)
    answer = app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT, "night": "2999-01-01"})
    assert (answer.status_code, "has not come yet" in answer.text) == (400, True)
    assert TEXT in _texts(app)
    assert list(reports(app.journal)) == []


def test_another_night_can_be_chosen(app: Served) -> None:
    window = _field(app.get("/"))
    before = _tonight() - dt.timedelta(days=1)
    window["night"] = before.isoformat()
    _type(app, window, TEXT)
    assert [d.night for d in drafts(app.journal)] == [before]
    app.post("/tonight/keep", {**window, "night": "other", "date": "2026-03-02"})
    assert [r.night for r in reports(app.journal)] == [BADLY]
    assert f'value="{BADLY}" selected' in app.get(f"/?night={BADLY}").text


def test_the_window_is_told_which_night_its_page_is_about(app: Served) -> None:
    window = _field(app.get("/"))
    assert app.post("/tonight/draft", {**window, "night": "2026-03-02"}, headers=JSON).json()["heading"] == (
        "The night of Monday 2 March 2026"
    )
    for nothing in ({"night": "other", "date": ""}, {"night": "2999-01-01"}):
        assert "heading" not in app.post("/tonight/draft", {**window, **nothing}, headers=JSON).json()


def test_another_night_is_kept_though_no_letter_was_typed_since(app: Served) -> None:
    window = _field(app.get("/"))
    _type(app, window, TEXT)
    window["night"] = "2026-03-02"
    _type(app, window, TEXT)
    assert [(d.night, d.text) for d in drafts(app.journal)] == [(BADLY, TEXT)]
    assert _type(app, window, f"{TEXT} It was cold.").status_code == 200, "the window goes on from what is kept"


def test_the_page_loaded_anew_has_what_was_typed_last_of_whatever_night(app: Served) -> None:
    window = _field(app.get("/"))
    window["night"] = "2026-03-02"
    _type(app, window, TEXT)
    again = app.get("/")
    assert _field(again)["text"] == TEXT
    assert "The night of Monday 2 March 2026" in again.text
    assert '<option value="2026-03-02" selected>2 March 2026</option>' in again.text
    assert _field(app.get(f"/?night={_tonight()}"))["text"] == "", "another night was asked for"
    _begin(app, BADLY, "long ago")
    keep_draft(app.journal, Draft(window["id"], BADLY, TEXT, dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)))
    assert _field(app.get("/"))["text"] == "", "an hour later the page is there for this night"


def test_without_a_script_the_page_says_when_typing_is_kept(app: Served) -> None:
    said = re.findall(r"<noscript>(.*?)</noscript>", app.get("/").text, re.DOTALL)
    assert "kept only when you press Done" in said[0]


def test_of_two_windows_neither_writes_over_the_other(app: Served) -> None:
    first = _field(app.get("/"))
    _type(app, first, "I was")
    second = _field(app.get("/"))
    assert _type(app, first, "I was on a boat").status_code == 200
    clash = _type(app, second, "I was under water")
    assert (clash.status_code, clash.json()["theirs"]) == (409, "I was on a boat")
    assert sorted(_texts(app)) == ["I was on a boat", "I was under water"], "both are kept before anybody was asked"
    assert _type(app, second, "I was under water, alone").status_code == 200
    assert sorted(_texts(app)) == ["I was on a boat", "I was under water, alone"]
    answer = app.post("/tonight/choose", {**second, "choice": "both"}, headers=JSON)
    assert answer.json()["text"] == "I was on a boat\n\nI was under water, alone"
    assert _texts(app) == ["I was on a boat\n\nI was under water, alone"]


@pytest.mark.parametrize(("choice", "stays", "goes"), [("ours", "under", "boat"), ("theirs", "boat", "under")])
def test_the_text_that_was_not_chosen_can_be_had_back(app: Served, choice: str, stays: str, goes: str) -> None:
    first = _field(app.get("/"))
    _type(app, first, "I was")
    second = _field(app.get("/"))
    _type(app, first, "I was on a boat")
    _type(app, second, "I was under water")
    answer = app.post("/tonight/choose", {**second, "choice": choice})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/?draft={first['id']}")
    assert [stays in t for t in _texts(app)] == [True]
    gone = [b for b in in_bin(app.journal) if b.kind == "reports"]
    bring_back(app.journal, "reports", gone[0].id)
    assert [goes in r.text for r in reports(app.journal)] == [True]


def test_a_choice_about_a_text_that_has_changed_is_asked_again(app: Served) -> None:
    first = _field(app.get("/"))
    _type(app, first, "I was")
    second = _field(app.get("/"))
    _type(app, first, "I was on a boat")
    _type(app, second, "I was under water")
    _type(app, first, "I was on a boat that sank")
    answer = app.post("/tonight/choose", {**second, "choice": "ours"}, headers=JSON)
    assert (answer.status_code, answer.json()["theirs"]) == (409, "I was on a boat that sank")
    assert "I was on a boat that sank" in _texts(app)
    page = app.post("/tonight/choose", {**second, "choice": "ours"})
    assert page.status_code == 409
    assert "a boat that sank" in page.text


def test_a_window_that_kept_does_not_undo_the_other(app: Served) -> None:
    first = _field(app.get("/"))
    _type(app, first, "I was")
    second = _field(app.get("/"))
    _type(app, first, "I was on a boat")
    app.post("/tonight/keep", first)
    page = app.post("/tonight/keep", {**second, "text": "I was under water"})
    assert page.status_code == 409
    assert [r.text for r in reports(app.journal)] == ["I was on a boat"]
    assert _texts(app) == ["I was under water"]
    both = app.post("/tonight/choose", {**_field(page), "choice": "both"}, follow_redirects=True)
    app.post("/tonight/keep", _field(both))
    assert [r.text for r in reports(app.journal)] == ["I was on a boat\n\nI was under water"]


@given(
    steps=st.lists(st.tuples(st.booleans(), st.text(alphabet="ab \n", min_size=1, max_size=6)), min_size=1, max_size=8)
)
def test_nothing_that_was_shown_as_kept_is_ever_lost(journal_in_memory: Journal, steps: list[tuple[bool, str]]) -> None:
    """Two windows type in any order; each text that was kept is there, or a later one of the same window holds it."""
    journal = journal_in_memory
    start = new_id()
    windows = {False: Typed(start, BADLY, ""), True: Typed(start, BADLY, "")}
    for which, letters in steps:
        before = windows[which]
        typed = Typed(before.id, BADLY, before.text + letters, before.seen)
        outcome = keep_typed(journal, typed)
        kept = outcome if isinstance(outcome, Kept) else outcome.beside
        windows[which] = Typed(kept.id, BADLY, typed.text, kept.seen)
    names = {start, *(w.id for w in windows.values())}
    there = [d.text for d in drafts(journal) if d.id in names]
    for typed in windows.values():
        assert not typed.text.strip() or any(typed.text in text for text in there)


@pytest.fixture(scope="module")
def journal_in_memory(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    journal, _ = init_journal(PASSPHRASE, tmp_path_factory.mktemp("home"), CHEAP)
    return journal


def test_a_text_that_is_nowhere_any_more_is_simply_kept(app: Served) -> None:
    outcome = choose(
        app.journal, Typed(new_id(), BADLY, TEXT), drafting.Choice("theirs", Kept(new_id(), "2026-03-03T04:00:00"))
    )
    assert isinstance(outcome, Kept)
    assert _texts(app) == [TEXT]


def _begin(app: Served, evening: dt.date, text: str) -> str:
    begun = Draft(new_id(), evening, text, dt.datetime.now(dt.UTC) - dt.timedelta(days=2))
    keep_draft(app.journal, begun)
    return begun.id


def test_what_was_begun_on_another_night_is_offered_and_veiled(app: Served) -> None:
    before = _tonight() - dt.timedelta(days=2)
    identity = _begin(app, before, TEXT)
    page = app.get("/")
    assert _field(page)["id"] != identity
    assert f"Begun on {before:%A} night, 11 words." in page.text
    assert TEXT not in page.text
    assert _field(app.get(f"/?draft={identity}"))["text"] == TEXT
    kept = app.post(f"/tonight/begun/{identity}/keep")
    assert kept.headers["location"] == f"/tonight/kept/{before}"
    assert re.search("a dream is kept|dreamt badly", app.get(kept.headers["location"]).text)
    assert [(r.id, r.night) for r in reports(app.journal)] == [(identity, before)]
    assert app.post(f"/tonight/begun/{identity}/keep").status_code == 400, "a second press says that it is done"


def test_what_was_put_away_can_be_brought_back(app: Served) -> None:
    identity = _begin(app, BADLY, TEXT)
    page = app.post(f"/tonight/begun/{identity}/away", follow_redirects=True)
    assert _texts(app) == []
    back = next(f for f in forms(page.text) if f.endswith("/back"))
    assert "It is back" in app.post(back, follow_redirects=True).text
    assert [(r.text, r.night) for r in reports(app.journal)] == [(TEXT, BADLY)]
    empty = _begin(app, BADLY, "")
    assert app.post(f"/tonight/begun/{empty}/away").headers["location"] == "/"


def test_more_that_comes_back_goes_into_the_same_dream(app: Served) -> None:
    identity = new_id()
    save_report(app.journal, Report(id=identity, night=_tonight(), text=TEXT, title="The stairs"))
    for _ in range(2):
        page = app.post(f"/tonight/begun/{identity}/more", follow_redirects=True)
        window = _field(page)
        assert (window["id"], window["text"][: len(TEXT)]) == (identity, TEXT)
        assert _type(app, window, f"{TEXT} Then it was gone.").status_code == 200
    app.post("/tonight/keep", window)
    assert [(r.text, r.title) for r in reports(app.journal)] == [(f"{TEXT} Then it was gone.", "The stairs")]


def test_elsewhere_for_a_while_keeps_the_text(app: Served) -> None:
    window = {**_field(app.get("/")), "text": TEXT}
    for to, place in (("number", f"/tonight/number/{_tonight()}"), ("breathe", "/breathe"), ("x", "/")):
        assert app.post("/tonight/aside", {**window, "to": to}).headers["location"] == place
    assert _texts(app) == [TEXT]


def test_a_quiet_night_in_one_press_and_back(app: Served) -> None:
    page = app.post("/tonight/quiet", _field(app.get("/")), follow_redirects=True)
    assert "Kept. You can lie down." in page.text
    known = night(app.journal, _tonight())
    assert (known.state, known.nightmares) == ("quiet", 0)
    again = app.post("/tonight/quiet", _field(app.get("/")), follow_redirects=True)
    assert "/tonight/undo" not in forms(again.text), "what was so before cannot be taken back by this"
    undone = _undo(app, page)
    assert "It was taken back." in undone.text
    assert night(app.journal, _tonight()).state == "unknown"


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("dream", "A dream is kept of this night. Was the rest of it quiet?"),
        ("badly", "This night is noted as dreamt badly."),
        ("waking", "A waking is noted of this night."),
    ],
)
@pytest.mark.parametrize("way", ["/tonight/quiet", "/tonight/number"])
def test_a_night_of_which_more_is_known_is_made_quiet_only_after_a_question(
    app: Served, known: str, asked: str, way: str
) -> None:
    before = Night(date=_tonight(), state="badly" if known == "badly" else "unknown", distress=3)
    if known == "waking":
        before = Night(date=_tonight(), wakings=(Waking(feeling="fear"),), distress=3)
    save_night(app.journal, before)
    if known == "dream":
        save_report(app.journal, Report(id=new_id(), night=_tonight(), text=TEXT))
    fields = {**_field(app.get("/")), "nightmares": "0", "distress": "7"}
    page = app.post(way, fields, follow_redirects=True)
    assert asked in page.text
    assert night(app.journal, _tonight()) == before, "nothing is changed before it is answered"
    assert f'href="/?night={_tonight()}">Leave it as it was' in page.text
    page = app.post("/tonight/number", form_of(page.text, "/tonight/number"), follow_redirects=True)
    after = night(app.journal, _tonight())
    assert (after.state, after.nightmares) == ("quiet", 0)
    assert after.distress == (7 if way == "/tonight/number" else 3)
    _undo(app, page)
    assert night(app.journal, _tonight()).state == before.state
    page = app.post("/tonight/quiet", {"night": str(_tonight() - dt.timedelta(days=1))}, follow_redirects=True)
    assert "/tonight/undo" in forms(page.text), "a night of which nothing is known is not asked about"


def test_nobody_is_asked_about_a_night_of_which_nothing_speaks_against_it(app: Served) -> None:
    assert app.get(f"/tonight/quiet/{_tonight()}").headers["location"] == f"/?night={_tonight()}"


def _undo(app: Served, page: httpx.Response) -> httpx.Response:
    fields = dict(re.findall(r'name="(night|change)" value="([^"]*)"', page.text))
    assert "/tonight/undo" in forms(page.text)
    return app.post("/tonight/undo", fields, follow_redirects=True)


def test_only_a_number(app: Served) -> None:
    save_night(app.journal, Night(date=_tonight(), sleep_quality=4, note="hot"))
    assert app.get("/tonight/number").headers["location"] == f"/tonight/number/{_tonight()}"
    fields = {"night": _tonight().isoformat(), "nightmares": "10", "distress": "7"}
    page = app.post("/tonight/number", fields, follow_redirects=True)
    assert "10 nightmares or more, heaviness 7 of 10" in page.text
    known = night(app.journal, _tonight())
    assert (known.state, known.nightmares, known.distress, known.note) == ("badly", 10, 7, "hot")
    _undo(app, page)
    known = night(app.journal, _tonight())
    assert (known.state, known.nightmares, known.distress, known.sleep_quality) == ("unknown", None, None, 4)
    app.post("/tonight/number", {"nightmares": "0"})
    assert night(app.journal, _tonight()).state == "quiet"
    nothing = app.post("/tonight/number", {})
    assert "Nothing was chosen" in nothing.text
    assert app.post("/tonight/number", {"nightmares": "11"}).status_code == 400


def test_to_be_written_tomorrow(app: Served) -> None:
    save_night(app.journal, Night(date=_tonight(), state="quiet", nightmares=0))
    page = app.post("/tonight/tomorrow", _field(app.get("/")), follow_redirects=True)
    assert "A place is kept for it. The night is noted as dreamt badly." in page.text
    assert "waits here" not in page.text, "nothing was begun"
    known = night(app.journal, _tonight())
    assert (known.state, known.nightmares) == ("badly", None)
    assert [(d.night, d.text) for d in drafts(app.journal)] == [(_tonight(), "")]
    _undo(app, page)
    assert drafts(app.journal) == []
    assert night(app.journal, _tonight()).state == "quiet"
    page = app.post("/tonight/tomorrow", {**_field(app.get("/")), "text": TEXT}, follow_redirects=True)
    assert "What was begun waits here" in page.text
    assert "A place is kept" not in page.text
    assert _texts(app) == [TEXT]


def test_an_empty_night_to_be_written_is_offered_by_name(app: Served) -> None:
    before = _tonight() - dt.timedelta(days=1)
    _begin(app, before, "")
    assert f"{before:%A} night was to be written by day." in app.get("/").text


def test_a_change_is_taken_back_once(app: Served) -> None:
    page = app.post("/tonight/quiet", _field(app.get("/")), follow_redirects=True)
    _undo(app, page)
    answer = app.post("/tonight/undo", {"night": _tonight().isoformat(), "change": "2026-01-01T00:00:00+00:00"})
    assert (answer.status_code, "taken back already" in answer.text) == (400, True)


def test_what_is_asked_afterwards_can_all_be_left_out(app: Served) -> None:
    place = f"/tonight/after/{_tonight()}"
    assert app.get(place).headers["location"] == f"/tonight/kept/{_tonight()}", "there is no dream to ask about"
    app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT})
    page = app.get(place)
    assert "Kept. You can lie down." in page.text
    seen = ["feeling"]
    while seen[-1] != "rest":
        step = re.findall(r'href="[^"]*\?step=(\w+)"', page.text)[0]
        assert app.post(place, {"step": seen[-1]}).headers["location"] == f"{place}?step={step}"
        page = app.get(f"{place}?step={step}")
        seen.append(step)
    assert seen == ["feeling", "body", "heavy", "rest"]
    assert "Now rest." in page.text
    known = night(app.journal, _tonight())
    assert (known.wakings, known.distress, known.sleep_quality) == ((), None, None)


def test_how_one_woke_belongs_to_the_dream_and_can_be_said_anew(app: Served) -> None:
    app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT})
    dream = next(iter(reports(app.journal))).id
    save_night(app.journal, Night(date=_tonight(), wakings=(Waking(feeling="relief"),)))
    place = f"/tonight/after/{_tonight()}"
    app.post(place, {"step": "feeling", "feeling": "sadness"})
    app.post(place, {"step": "body", "body": ["heart", "crying"]})
    app.post(place, {"step": "feeling", "feeling": ["fear", "none", "anger"]})
    app.post(place, {"step": "heavy", "distress": "8"})
    known = night(app.journal, _tonight())
    assert known.wakings == (
        Waking(feeling="relief"),
        Waking(report=dream, feeling="fear", also=("anger",), body=("heart", "crying")),
    )
    assert (known.distress, known.sleep_quality) == (8, None)
    app.post(place, {"step": "feeling", "feeling": "none"})
    assert night(app.journal, _tonight()).wakings[1].feelings == ("none",)
    assert app.post(place, {"step": "feeling", "feeling": "joyous"}).status_code == 400


def test_that_is_all_keeps_what_was_chosen_and_asks_no_more(app: Served) -> None:
    app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT})
    place = f"/tonight/after/{_tonight()}"
    for step in ("feeling", "body", "heavy"):
        page = app.get(f"{place}?step={step}").text
        assert '<button name="all" value="yes">That is all</button>' in page
        assert "sleep" not in page.partition("<main")[2], "of sleep one tells by day"
    answer = app.post(place, {"step": "body", "body": "crying", "all": "yes"})
    assert answer.headers["location"] == f"{place}?step=rest"
    assert night(app.journal, _tonight()).wakings[0].body == ("crying",)


def test_a_night_kept_as_quiet_is_asked_about_when_a_dream_was_written(app: Served) -> None:
    app.post("/tonight/quiet", _field(app.get("/")))
    app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT})
    place = f"/tonight/after/{_tonight()}"
    assert "is kept as a quiet night" in app.get(place).text
    app.post(place, {"step": "not_quiet"})
    known = night(app.journal, _tonight())
    assert (known.state, known.nightmares) == ("badly", None)
    assert "is kept as a quiet night" not in app.get(place).text


def test_help_is_offered_once_when_somebody_speaks_of_dying(app: Served) -> None:
    place = f"/tonight/after/{_tonight()}"
    app.post("/tonight/keep", {**_field(app.get("/")), "text": TEXT})
    assert app.get(place).text.count("/care") == 1
    app.post("/tonight/keep", {**_field(app.get("/")), "text": "I am awake and I do not want to live anymore."})
    page = app.get(place).text
    assert page.count("/care") > 1
    assert "<h1>Kept.</h1>" in page
    assert "lie down" not in page
    assert page.index("<hr>") > page.index("Not now")
    page = app.get(place).text
    assert page.count("/care") == 1
    assert "<h1>Kept. You can lie down.</h1>" in page
    assert "<hr>" not in page


def test_a_phone_is_told_of_this_night_alone(app: Served) -> None:
    socket_allow_hosts(["127.0.0.1", "::1", HERE], allow_unix_socket=True)
    before = _tonight() - dt.timedelta(days=1)
    other = _begin(app, before, TEXT)
    assert open_door(app).status_code == 303
    address = code(app)
    with phone_at(address) as phone:
        phone.get(address)
        for path in ("/", f"/?draft={other}", f"/?night={before}"):
            page = phone.get(path)
            assert (page.status_code, _field(page)["text"]) == (200, "")
            assert f'name="night" value="{_tonight()}"' in page.text
            assert other not in page.text
            assert "/nights" not in page.text
        for path in ("kept", "number", "speak", "after"):
            assert phone.get(f"/tonight/{path}/{before}").status_code == 403
            assert phone.get(f"/tonight/{path}/{_tonight()}").status_code in {200, 303}
        send(phone, "/tonight/draft", {**_field(phone.get("/")), "text": "I ran."})
        assert _field(phone.get("/"))["text"] == "I ran."


def test_somebody_may_speak_about_another_night(app: Served) -> None:
    assert app.get("/tonight/speak").headers["location"] == f"/tonight/speak/{_tonight()}"
    assert f'data-night="{BADLY}"' in app.get(f"/tonight/speak/{BADLY}").text


def test_a_stranger_gets_nowhere(app: Served) -> None:
    app.client.cookies.clear()
    for path in ("/", "/tonight/number", "/tonight/after/2026-03-02", "/breathe", "/note"):
        assert app.get(path).status_code == 401


def test_a_locked_journal_keeps_nothing_and_tells_the_window(locked: Served) -> None:
    answer = locked.post("/tonight/draft", {"id": new_id(), "text": TEXT}, headers=JSON)
    assert answer.status_code == 423
    assert locked.get("/").headers["location"] == "/unlock?next=/"


ZONE = ZoneInfo("Europe/Vienna")


def _at(day: int, hour: int, minute: int = 10) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def test_the_page_says_which_night_it_is_about() -> None:
    monday = dt.date(2026, 3, 2)
    assert whichnight.heading(monday, _at(3, 4)) == "Monday night, 4:10"
    assert whichnight.heading(monday, _at(3, 11)) == "Monday night"
    assert whichnight.heading(monday, _at(2, 23)) == "Monday night, 23:10"
    assert whichnight.heading(dt.date(2026, 1, 5), _at(3, 4)) == "The night of Monday 5 January 2026"
    assert [whichnight.is_day(_at(3, hour)) for hour in (4, 9, 17, 18)] == [False, True, True, False]


def _clock(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    for module in ("routes.tonight", "shown.whichnight", "shown.drafting"):
        monkeypatch.setattr(f"nightglass.web.{module}.now", lambda: moment)


def test_by_day_the_page_is_about_the_night_that_is_over(app: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    _begin(app, dt.date(2026, 3, 1), TEXT)
    _clock(monkeypatch, _at(3, 11))
    page = app.get("/").text
    assert "This page is about the night that is over." in page
    assert '<option value="2026-03-02" selected>last night, Monday</option>' in page
    assert '<details class="begun" open>' in page
    _clock(monkeypatch, _at(3, 4))
    page = app.get("/").text
    assert "Monday night, 4:10" in page
    assert "This page is about" not in page
    assert '<details class="begun">' in page, "at night nothing else is asked of anybody"


def test_a_page_opened_before_the_evening_stays_with_its_night(app: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    _clock(monkeypatch, _at(3, 17, 59))
    window = {**_field(app.get("/")), "night": "2026-03-02"}
    _clock(monkeypatch, _at(3, 18, 1))
    app.post("/tonight/keep", {**window, "text": TEXT})
    assert [r.night for r in reports(app.journal)] == [dt.date(2026, 3, 2)]


@given(
    date=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    time=st.times(),
    back=st.integers(0, 400),
)
def test_the_nights_at_hand_are_past_and_differ(date: dt.date, time: dt.time, back: int) -> None:
    moment = dt.datetime.combine(date, time, ZONE)
    chosen = night_of(moment) - dt.timedelta(days=back)
    dates = [dt.date.fromisoformat(value) for value, _ in whichnight.nights_to_choose(chosen, moment)]
    assert chosen in dates
    assert len(set(dates)) == len(dates)
    assert all(d <= moment.date() for d in dates)


def test_the_first_page_is_quick(app: Served) -> None:
    for k in range(5):
        _begin(app, BADLY - dt.timedelta(days=k), TEXT * 20)
    app.get("/")
    best = min(app.get("/").elapsed.total_seconds() for _ in range(7))
    assert best < 0.1, "20 ms on a quiet machine; this one may be busy"
