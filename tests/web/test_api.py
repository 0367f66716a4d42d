"""What programs can do with the journal, and what they cannot."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nightglass.course import Phase
from nightglass.journal import (
    Night,
    correct,
    earlier_reports,
    join,
    keep_phase,
    keep_script,
    night,
    put_into_bin,
    report,
    reports,
    save_night,
)
from nightglass.reading import read
from served import add_dream, lived_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

TEXT = "A man without a face followed me up the stairs and I could not scream. I woke up sweating."
EVENING = dt.date(2026, 3, 2)


class Program:
    """A program that was let in: it has a token, no cookie and no browser's manners."""

    def __init__(self, app: Served) -> None:
        token = app.sessions.admit_program()
        self.client = httpx.Client(
            base_url=f"{app.address}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=30
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)


@pytest.fixture
def program(app: Served) -> Iterator[Program]:
    let_in = Program(app)
    yield let_in
    let_in.client.close()


def test_a_token_is_needed_and_ends_when_it_is_revoked(app: Served, program: Program) -> None:
    assert program.get("/nights").status_code == 200
    assert httpx.get(f"{app.address}/api/v1/nights").status_code == 401
    assert "page of settings" in httpx.get(f"{app.address}/api/v1/nights").json()["error"]
    app.sessions.revoke("program")
    assert program.get("/nights").status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_the_cookie_of_a_browser_opens_nothing_here(app: Served, method: str) -> None:
    body = {"night": "2026-03-02", "text": TEXT}
    answer = app.client.request(method, "/api/v1/reports", json=body)
    assert answer.status_code in {401, 405}
    token = app.token()
    answer = app.client.request(method, "/api/v1/reports", json=body, headers={"x-csrftoken": token})
    assert answer.status_code in {401, 405}
    assert list(reports(app.journal)) == []


def test_a_page_of_another_site_is_refused_even_with_the_token(app: Served, program: Program) -> None:
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        answer = program.post("/reports", json={"night": "2026-03-02", "text": TEXT}, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["error"]
    assert list(reports(app.journal)) == []


def test_locked_it_says_so_in_one_sentence(app: Served, program: Program) -> None:
    app.keeper.lock()
    assert program.get("/journal").json() == {
        "open": False, "version": program.get("/journal").json()["version"], "nights": None, "reports": None,
        "not_read_yet": None,
    }  # fmt: skip
    for path in ("/nights", "/reports", "/course", "/export", "/search", "/bin", "/recurrences", "/scripts", "/phases"):
        answer = program.get(path)
        assert (answer.status_code, set(answer.json())) == (423, {"error"})
    assert program.put("/nights/2026-03-02", json={}).status_code == 423


def test_the_journal_tells_how_much_is_in_it(app: Served, program: Program) -> None:
    add_dream(app.journal, TEXT, EVENING, read=False)
    said = program.get("/journal").json()
    assert (said["open"], said["nights"], said["reports"], said["not_read_yet"]) == (True, 1, 1, 1)


def test_nights_are_kept_listed_put_away_and_brought_back(app: Served, program: Program) -> None:
    sent = {
        "state": "badly", "nightmares": 2, "distress": 7, "bed": "2026-03-02T23:10:00+01:00",
        "wakings": [{"feeling": "fear", "body": ["heart"]}], "contexts": [{"name": "wine", "amount": 2}],
    }  # fmt: skip
    answer = program.put("/nights/2026-03-02", json=sent)
    assert answer.status_code == 200
    assert answer.json() == {"date": "2026-03-02", **sent, "contexts": [{"name": "wine", "amount": 2.0}]}
    assert night(app.journal, EVENING).distress == 7
    assert program.get("/nights/2026-03-03").json() == {"date": "2026-03-03"}  # unknown, never quiet
    for k in range(5):
        program.put(f"/nights/2026-03-1{k}", json={"state": "quiet"})
    first = program.get("/nights", params={"most": 4}).json()
    assert ([n["date"][-2:] for n in first["nights"]], first["next"]) == (["02", "10", "11", "12"], 4)
    rest = program.get("/nights", params={"most": 4, "skip": first["next"]}).json()
    assert ([n["date"][-2:] for n in rest["nights"]], rest["next"]) == (["13", "14"], None)
    some = program.get("/nights", params={"begin": "2026-03-11", "end": "2026-03-12"}).json()
    assert len(some["nights"]) == 2
    assert program.delete("/nights/2026-03-02").status_code == 204
    assert program.delete("/nights/2026-03-02").status_code == 404
    assert program.post("/bin/nights/2026-03-02").status_code == 204
    assert night(app.journal, EVENING).nightmares == 2


def test_where_an_imported_night_came_from_stays(app: Served, program: Program) -> None:
    save_night(app.journal, Night(date=EVENING, state="quiet", source="sleep-as-android:1"))
    program.put(f"/nights/{EVENING}", json={"state": "badly"})
    assert night(app.journal, EVENING).source == "sleep-as-android:1"


def test_a_report_is_kept_read_corrected_changed_put_away_and_brought_back(app: Served, program: Program) -> None:
    made = program.post(
        "/reports", json={"night": "2026-03-02", "text": TEXT, "title": "The stairs", "tags": ["stairs"]}
    )
    assert made.status_code == 201
    identity, place = made.json()["id"], f"/reports/{made.json()['id']}"
    reading = wait_for_reading(program, place)
    assert reading == json.loads(msgspec.json.encode(read(TEXT)))
    answer = program.post(f"{place}/corrections", json={"finding": "facets.immobile", "value": True})
    assert answer.status_code == 201
    assert program.get(f"{place}/reading").json()["facets"]["immobile"]["value"] is True
    as_found = program.get(f"{place}/reading", params={"as_found": "true"}).json()
    assert as_found["facets"]["immobile"] == reading["facets"]["immobile"]
    assert [c["finding"] for c in program.get(f"{place}/corrections").json()["corrections"]] == ["facets.immobile"]
    assert program.delete(f"{place}/corrections/facets.immobile").status_code == 204
    assert program.get(f"{place}/corrections").json() == {"corrections": []}
    beat = program.get(f"{place}/reading").json()["beats"][0]
    said = {
        "senses.smell": "present",
        "body": ["sweat waking"],
        "characters": ["1FKA my aunt"],
        f"beats.{beat['start']}": {"words": beat["text"], "agency": "impeded"},
    }
    for finding, value in said.items():
        answer = program.post(f"{place}/corrections", json={"finding": finding, "value": value})
        assert answer.status_code == 201
        assert answer.json()["value"] == value
    own = program.get(f"{place}/reading").json()
    assert own["senses"]["smell"] == "present"
    assert [s["sign"] for s in own["body"]] == ["sweat"]
    assert [c["name"] for c in own["characters"]] == ["my aunt"]
    assert own["beats"][0]["agency"] == "impeded"
    changed = program.put(place, json={"night": "2026-03-02", "text": TEXT + " Twice."})
    assert changed.json() == {"id": identity, "night": "2026-03-02", "text": TEXT + " Twice."}
    assert [e.was.text for e in earlier_reports(app.journal, identity)][-1:] == [TEXT]
    assert program.delete(place).status_code == 204
    assert program.get(place).status_code == 404
    assert program.get("/reports").json() == {"reports": [], "next": None}
    assert program.get("/bin").json()["binned"][0]["kind"] == "reports"
    assert program.post(f"/bin/reports/{identity}").status_code == 204
    assert program.get(place).json()["text"] == TEXT + " Twice."


def wait_for_reading(program: Program, place: str) -> dict[str, Any]:
    """Ask until the reader in the background has read it."""
    for _ in range(600):
        answer = program.get(f"{place}/reading")
        if answer.status_code == 200:
            return dict(answer.json())
        assert answer.json()["error"] == "This report was not read yet; ask again in some seconds."
    raise AssertionError("It was not read.")


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("facets.immobile", "yes"), ("facets.kind", "terrible"), ("facets.nothing", True), ("other", True), ("", True),
        ("facets.themes", ["chased by bees"]), ("hvdc", ["agg:nonsense"]), ("hvdc", "agg:1MKA,3>,D"), ("hvdc", True),
    ],
)  # fmt: skip
def test_a_correction_that_is_none_is_refused(app: Served, program: Program, finding: str, value: Any) -> None:
    identity = add_dream(app.journal, TEXT, EVENING)
    answer = program.post(f"/reports/{identity}/corrections", json={"finding": finding, "value": value})
    assert answer.status_code == 400
    assert program.get(f"/reports/{identity}/corrections").json() == {"corrections": []}


def test_codes_are_corrected_as_a_whole(app: Served, program: Program) -> None:
    identity = add_dream(app.journal, TEXT, EVENING)
    codes = ["char:1MSA", "agg:1MSA,5>,D"]
    assert program.post(f"/reports/{identity}/corrections", json={"finding": "hvdc", "value": codes}).status_code == 201
    reading = program.get(f"/reports/{identity}/reading").json()
    assert [c["item"] for c in reading["hvdc"]] == codes


def test_a_lived_in_journal_gives_recurrences_scripts_course_and_search(app: Served, program: Program) -> None:
    lived_in(app.journal)
    first = program.get("/recurrences").json()["recurrences"][0]
    told = program.get(f"/recurrences/{first['id']}").json()
    assert told["recurrence"] == first
    assert [o["report"] for o in told["portrait"]["occurrences"]] == first["reports"]
    app.enter()
    assert app.get(f"/recurrences/{first['id']}").status_code == 200  # what was worked out serves the page too
    assert program.get(f"/recurrences/{first['id']}").json() == told
    script = program.get("/scripts").json()["scripts"][0]
    assert program.get(f"/scripts/{script['id']}").json() == script
    rehearsed = program.get(f"/scripts/{script['id']}/rehearsals").json()
    assert (len(rehearsed["rehearsals"]), rehearsed["practice"]["before"]) == (5, 6.0)
    course = program.get("/course").json()
    assert course["rate"]["type"] == "Rate"
    assert course["words"]
    assert [p["name"] for p in program.get("/phases").json()["phases"]] == ["baseline", "rehearsal"]
    found = program.get("/search", params={"words": "ferry"}).json()
    assert found["total"] == len(found["hits"]) > 0
    page = program.get("/search", params={"most": 2}).json()
    assert (len(page["hits"]), page["next"]) == (2, 2)
    assert program.get("/search", params={"facet": ["kind=nightmare", "woke"], "who": "1MKA"}).status_code == 200


def test_scripts_rehearsals_and_plans_are_kept_and_put_away(app: Served, program: Program) -> None:
    identity = add_dream(app.journal, TEXT, EVENING, read=False)
    script = program.post("/scripts", json={"text": "I turn round.", "report": identity, "title": "Round"}).json()
    place = f"/scripts/{script['id']}"
    assert (
        program.post(f"{place}/versions", json={"text": "I turn round and ask."}).json()["versions"][-1]["number"] == 2
    )
    assert program.post(f"{place}/versions", json={}).status_code == 400
    made = program.post(f"{place}/rehearsals", json={"minutes": 10, "distress_before": 6, "distress_after": 3})
    assert made.status_code == 201
    assert program.get(f"{place}/rehearsals").json()["practice"]["sessions"] == 1
    assert program.delete(f"/rehearsals/{made.json()['id']}").status_code == 204
    plan = program.post(f"{place}/plans", json={"begin": "2026-03-02", "minutes": 10, "at": "18:30:00"}).json()
    assert program.get(f"{place}/plans").json() == {"plans": [plan]}
    assert plan["at"] == "18:30:00"
    assert program.delete(f"/plans/{plan['id']}").status_code == 204
    assert program.delete(place).status_code == 204
    assert program.get(place).status_code == 404
    assert program.post(f"/bin/scripts/{script['id']}").status_code == 204


def test_a_third_script_within_a_week_is_refused_with_the_day(app: Served, program: Program) -> None:
    for _ in range(2):
        keep_script(app.journal, "The sea is warm.")
    answer = program.post("/scripts", json={"text": "Once more."})
    assert answer.status_code == 400
    assert "Two new scripts were begun within the last week" in answer.json()["error"]


@pytest.mark.parametrize("field", ["report", "recurrence"])
def test_a_script_of_nothing_that_is_there_is_refused(program: Program, field: str) -> None:
    assert program.post("/scripts", json={"text": "Once more.", field: "0" * 32}).status_code == 404


def test_without_nights_the_course_says_how_many_it_takes(program: Program) -> None:
    assert program.get("/course").json()["rate"] == {"type": "NotYet", "what": "nights", "have": 0, "need": 7}


def test_phases_that_contradict_each_other_are_told(app: Served, program: Program) -> None:
    save_night(app.journal, Night(date=EVENING, state="quiet"))
    keep_phase(app.journal, Phase("baseline", EVENING), dt.date(2026, 3, 9))
    assert program.get("/course").status_code == 200


def test_the_export_holds_everything_and_is_taken_back(app: Served, program: Program) -> None:
    identity = add_dream(app.journal, TEXT, EVENING)
    correct(app.journal, identity, "facets.immobile", value=True)
    answer = program.get("/export")
    assert answer.headers["content-type"] == "application/x-ndjson"
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert rows[0] == {"kind": "nightglass", "version": 1}
    assert {row["kind"] for row in rows} >= {"night", "report", "corrections"}
    assert next(row for row in rows if row["kind"] == "report")["text"] == TEXT


def test_a_text_is_read_and_nothing_is_stored(app: Served, program: Program) -> None:
    answer = program.post("/read", json={"text": TEXT})
    assert answer.json() == json.loads(msgspec.json.encode(read(TEXT)))
    third = program.post("/read", json={"text": "Ida was followed up the stairs.", "dreamer": "Ida"})
    assert third.json()["dreamer"] == "Ida"
    assert list(reports(app.journal)) == []
    app.keeper.lock()
    assert program.post("/read", json={"text": TEXT}).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("/nights/2026-03-02", {"distress": 11}, "distress"),
        ("/nights/2026-03-02", {"distress": True}, "distress"),
        ("/nights/2026-03-02", {"nightmares": 10**30}, "nightmares"),
        ("/nights/2026-03-02", {"state": "fine"}, "state"),
        ("/nights/2026-03-02", {"state": "quiet", "nightmares": 1}, "quiet"),
        ("/nights/2026-03-02", {"bed": "2026-03-02T23:10:00"}, "bed"),
        ("/nights/2026-03-02", {"bed": "2026-03-03T02:00:00Z", "woke": "2026-03-03T01:00:00Z"}, "order"),
        ("/nights/2026-03-02", {"quality": 3}, "quality"),
        ("/nights/2026-03-02", {"wakings": [{"feeling": "fear", "body": ["tail"]}]}, "body"),
        ("/nights/2026-03-02", {"zone": "x" * 81}, "zone"),
        ("/nights/9999-03-02", {}, "not come yet"),
        ("/nights/0001-03-02", {}, "too long ago"),
    ],
)
def test_a_night_that_cannot_be_is_refused_and_it_says_where(
    app: Served, program: Program, path: str, body: dict[str, Any], where: str
) -> None:
    answer = program.put(path, json=body)
    assert answer.status_code == 400
    assert where in answer.json()["error"]
    assert program.get("/nights").json()["nights"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"text"', b'{"night": "2026-03-02"}', b'{"night": "yesterday", "text": "I ran."}',
        b'{"night": "2026-03-02", "text": ""}', b'{"night": "2026-03-02", "text": "..."}',
        b'{"night": "2026-03-02", "text": "\\ud800 ran"}', b'{"night": "2026-03-02", "text": "\xff\xfe ran"}',
        b'{"night": "2026-03-02", "text": 7}', b'{"night": "2026-03-02", "text": "I ran.", "distress": 1e400}',
        b'{"night": "2026-03-02", "text": "I ran.", "id": "0"}', b'{"night": "9999-12-31", "text": "I ran."}',
        b'{"night": "2026-03-02", "text": "I ran.", "written": "0001-01-01T00:00:00"}', b"[" * 100_000,
        b'{"night": "2026-03-02", "text": "' + b"a" * 200_001 + b'"}',
        b'{"night": "2026-03-02", "text": "I ran.", "tags": [' + b'"a",' * 60 + b'"a"]}',
    ],
)  # fmt: skip
def test_a_report_that_cannot_be_is_refused_in_one_sentence(app: Served, program: Program, body: bytes) -> None:
    answer = program.post("/reports", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}
    assert "\n" not in answer.json()["error"]
    assert list(reports(app.journal)) == []


def test_what_is_too_large_is_refused(app: Served, program: Program) -> None:
    answer = program.post(
        "/reports", content=b" " * (2 * 1024 * 1024 + 1), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "path",
    ["/reports/" + "0" * 32, "/recurrences/" + "0" * 32, "/scripts/" + "0" * 32, "/nothing", "/nights/2026-02-30",
     "/reports/" + "0" * 32 + "/reading", "/reports/" + "0" * 32 + "/corrections", "/scripts/" + "0" * 32 + "/plans"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(program: Program, path: str) -> None:
    answer = program.get(path)
    assert (answer.status_code, set(answer.json())) == (404, {"error"})


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/reports/abcd", "identity"), ("/nights?most=0", "most"), ("/nights?skip=-1", "skip"),
        ("/nights?begin=soon", "begin"), ("/search?most=1000", "most"), ("/search?words=" + "a" * 501, "words"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_where(program: Program, path: str, where: str) -> None:
    answer = program.get(path)
    assert answer.status_code == 400
    assert where in answer.json()["error"]


def test_nothing_but_what_can_be_brought_back_is_brought_back(program: Program) -> None:
    assert program.post("/bin/settings/people").status_code == 400
    assert program.post("/bin/reports/" + "0" * 32).status_code == 404
    assert program.delete("/rehearsals/" + "0" * 32).status_code == 404
    assert program.delete("/plans/" + "0" * 32).status_code == 404


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200), title=st.text(max_size=40))
@example(text="\0", title="\0")
@example(text="\u202eright to left\r\n", title="'; DROP TABLE reports; --")
def test_any_words_come_back_as_they_were_sent(app: Served, program: Program, text: str, title: str) -> None:
    sent = {"night": "2026-03-02", "text": f"I ran. {text}", "title": title.encode("utf-8", "replace").decode()}
    made = program.post("/reports", json=sent)
    assert made.status_code == 201
    assert made.json()["text"] == sent["text"]
    kept = report(app.journal, made.json()["id"])
    assert (kept.text, kept.title) == (sent["text"], sent["title"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), feeling=st.text(max_size=10), who=st.text(max_size=10))
@example(words='"', feeling="'", who="%")
@example(words="NEAR( * ^ :", feeling="\0", who="_")
def test_any_search_has_an_answer(program: Program, words: str, feeling: str, who: str) -> None:
    plain = {
        k: v.encode("utf-8", "replace").decode() for k, v in {"words": words, "feeling": feeling, "who": who}.items()
    }
    assert program.get("/search", params=plain).status_code == 200


def test_a_dream_that_was_joined_by_hand_is_told(app: Served, program: Program) -> None:
    one, other = (add_dream(app.journal, TEXT, EVENING + dt.timedelta(days=k)) for k in range(2))
    identity = join(app.journal, one, other)
    assert program.get(f"/recurrences/{identity}").json()["recurrence"]["reports"] == [one, other]


def test_a_phase_comes_out_of_the_bin_only_where_there_is_room_for_it(app: Served, program: Program) -> None:
    first = keep_phase(app.journal, Phase("baseline", EVENING, EVENING + dt.timedelta(days=6)), dt.date(2026, 3, 20))
    put_into_bin(app.journal, "phases", first.id)
    keep_phase(app.journal, Phase("rehearsal", EVENING + dt.timedelta(days=3)), dt.date(2026, 3, 20))
    answer = program.post(f"/bin/phases/{first.id}")
    assert (answer.status_code, answer.json()["error"].count("\n")) == (400, 0)
    assert "overlap" in answer.json()["error"]
    assert [b["id"] for b in program.get("/bin").json()["binned"]] == [first.id]


def test_a_report_comes_out_of_the_bin_with_its_night(app: Served, program: Program) -> None:
    identity = add_dream(app.journal, TEXT, EVENING)
    put_into_bin(app.journal, "nights", EVENING.isoformat())
    put_into_bin(app.journal, "reports", identity)
    assert program.post(f"/bin/reports/{identity}").status_code == 204
    assert program.get(f"/nights/{EVENING}").status_code == 200
