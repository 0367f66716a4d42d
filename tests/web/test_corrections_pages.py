"""Every finding can be corrected in place; it stays the person's, above every new reading, until they take it back."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import CodeError, parse
from nightglass.hvdc.codes import AGES, CREATURES, IDENTITIES, NUMBERS, SEXES, character_codes
from nightglass.journal import (
    Query,
    amended,
    corrections_of,
    in_bin,
    not_read,
    read_again,
    reading_of,
    search,
)
from nightglass.journal.readings import put_reading
from nightglass.reading import Senses, read
from nightglass.reading.possible import SIGNS
from nightglass.web.forms import Form
from nightglass.web.phrases import phrases
from nightglass.web.shown.findings import CHOICES, FLAGS, code_typed, findings_of
from nightglass.web.shown.story_findings import _LEVELS, _level, beat_typed
from served import add_dream

if TYPE_CHECKING:
    import httpx

    from nightglass.reading import Beat, Reading
    from served import Served

DATE = dt.date(2026, 3, 2)
TEXT = "A man chased me down the stairs. I could not move my legs and I was terrified. I woke crying."
HTMX = {"hx-request": "true"}


@pytest.fixture
def dream(app: Served) -> str:
    return add_dream(app.journal, TEXT, DATE)


def change(app: Served, dream: str, finding: str, value: object, **more: object) -> httpx.Response:
    return app.post(f"/dreams/{dream}/findings", {"finding": finding, "value": value}, **more)


def finding(page: str, name: str) -> str:
    found = re.search(rf'<li class="finding[^"]*" id="finding-{name}">.*?</li>', page, re.DOTALL)
    assert found is not None
    return unescape(found[0])


def undoing(page: str) -> tuple[str, dict[str, list[str]]]:
    """Return where the button that undoes goes, and what it sends."""
    notice = re.search(r'id="notice".*?action="([^"]+)".*?</form>', page, re.DOTALL)
    assert notice is not None
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(finding|id)" value="([^"]*)"', notice[0]):
        fields.setdefault(name, []).append(value)
    return notice[1], fields


def found(app: Served, facet: str) -> bool:
    return bool(search(app.journal, Query(facets=(facet,))))


def test_every_facet_and_value_of_the_reader_has_its_words_and_no_other_has() -> None:
    labels = json.loads((files("nightglass.reading.judging") / "weighing.json").read_text("utf-8"))
    names = set(re.findall(r'"facet ([^"]+)"', json.dumps(labels)))
    said = phrases().dreams
    values = {name: {k for k in vars(said["values"][name]) if k[0] != "_"} for name in (*CHOICES, "themes")}
    assert {n for n in names if ":" not in n and "=" not in n} - set(CHOICES) == set(FLAGS)
    assert {n.partition(":")[2] for n in names if n.startswith("theme:")} == values["themes"]
    for name in CHOICES:
        known = {n.partition("=")[2] for n in names if n.startswith(f"{name}=")}
        assert known <= values[name]
        assert known, name


def test_a_wrong_finding_is_corrected_and_still_so_after_reading_again(app: Served, dream: str) -> None:
    assert found(app, "immobile")
    page = change(app, dream, "immobile", "no", headers=HTMX).text
    assert "Kept as yours" in page
    assert "yours" in finding(page, "immobile")
    assert "the body will not obey" not in page.partition('id="score"')[2]
    with app.journal.writing() as connection:
        put_reading(connection, dream, msgspec.structs.replace(read(TEXT), version="an older one"))
    assert not_read(app.journal) == [dream]
    list(read_again(app.journal))
    page = app.get(f"/dreams/{dream}").text
    assert "<b>no</b>" in finding(page, "immobile")
    assert "yours" in finding(page, "immobile")
    assert not found(app, "immobile")


def test_the_score_says_what_the_person_says(app: Served, dream: str) -> None:
    change(app, dream, "ending", "good")
    change(app, dream, "lucid", "yes")
    change(app, dream, "themes", ["vermin", "disaster"])
    page = unescape(app.get(f"/dreams/{dream}").text)
    score = page.partition('<svg class="score"')[2].partition("</svg>")[0]
    assert "it ends well" in score
    assert "the dreamer knows that it is a dream; yours" in score
    assert "about vermin; yours" in score
    assert "about being chased" not in score
    assert "it ends well" in app.get(f"/dreams/{dream}/score.svg").text
    assert [found(app, f) for f in ("ending=good", "lucid", "vermin", "being_chased")] == [True, True, True, False]


def test_a_correction_is_undone_and_had_back(app: Served, dream: str) -> None:
    page = change(app, dream, "immobile", "no", headers=HTMX).text
    place, fields = undoing(page)
    page = app.post(place, fields, headers=HTMX).text
    assert "<b>perhaps yes</b>" in finding(page, "immobile")
    assert found(app, "immobile")
    place, fields = undoing(page)
    page = app.post(place, fields, headers=HTMX).text
    assert "<b>no</b>" in finding(page, "immobile")
    assert not found(app, "immobile")


def test_taking_back_gives_the_readers_word_again_however_often_it_was_changed(app: Served, dream: str) -> None:
    for value in ("good", "mixed", "neutral"):
        change(app, dream, "ending", value)
    before = reading_of(app.journal, dream)
    assert before is not None
    page = app.post(f"/dreams/{dream}/findings/reader", {"finding": "ending"}, headers=HTMX).text
    assert corrections_of(app.journal, dream) == {}
    assert sum(b.kind == "corrections" for b in in_bin(app.journal)) == 3
    place, fields = undoing(page)
    assert len(fields["id"]) == 3
    app.post(place, fields)
    assert corrections_of(app.journal, dream)["facets.ending"].value == "neutral"


def test_without_a_script_the_page_comes_anew_with_the_undoing(app: Served, dream: str) -> None:
    answer = change(app, dream, "kind", "bad")
    assert answer.status_code == 303
    page = app.get(answer.headers["location"].partition("#")[0]).text
    assert "Kept as yours: Kind of dream." in page
    place, fields = undoing(page)
    answer = app.post(place, fields)
    assert "Taken back: Kind of dream." in app.get(answer.headers["location"].partition("#")[0]).text
    assert corrections_of(app.journal, dream) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("immobile", "perhaps"), ("ending", "splendid"), ("themes", ["vermin", "joy"]), ("kind", ""), ("hvdc", "x"),
     ("_name", "x"), ("format", "x"), ("<b>", "yes")],
)  # fmt: skip
def test_what_is_no_finding_changes_nothing(app: Served, dream: str, name: str, value: object) -> None:
    answer = change(app, dream, name, value)
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text
    assert corrections_of(app.journal, dream) == {}
    assert app.get(f"/dreams/{dream}/findings?at={name}&undo=away").status_code in {200, 404}


def test_no_themes_at_all_is_an_answer(app: Served, dream: str) -> None:
    change(app, dream, "themes", [])
    assert corrections_of(app.journal, dream)["facets.themes"].value == []
    assert "<b>no theme was found</b>" in finding(app.get(f"/dreams/{dream}").text, "themes")


# Codes


def codes(app: Served, dream: str) -> list[str]:
    reading = reading_of(app.journal, dream)
    assert reading is not None
    return [c.item for c in amended(reading, corrections_of(app.journal, dream)).hvdc]


def test_codes_are_added_and_taken_out(app: Served, dream: str) -> None:
    before = codes(app, dream)
    page = unescape(app.post(f"/dreams/{dream}/codes", {"add": " 1mka "}, headers=HTMX).text)
    assert "char:1MKA is in the list: one known person, male, adult." in page
    assert codes(app, dream) == [*before, "char:1MKA"]
    assert search(app.journal, Query(who="1MKA"))
    page = app.post(f"/dreams/{dream}/codes", {"remove": before[0]}, headers=HTMX).text
    assert "is out of the list" in page
    assert codes(app, dream) == [*before[1:], "char:1MKA"]
    place, fields = undoing(page)
    app.post(place, fields)
    assert codes(app, dream) == [*before, "char:1MKA"]
    list(read_again(app.journal))
    app.post(f"/dreams/{dream}/findings/reader", {"finding": "hvdc"})
    assert codes(app, dream) == before


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1MKX", "the age, is one of A T C B; nearest: 1MK"),
        ("agg:D,9>,1MKA", "agg takes one of"),
        ("", "Write a code"),
        ("char:", "missing"),
        ("zzz:1", "an item begins with"),
        ("<script>alert(1)</script>", "not a valid code"),
        ("x" * 5000, "valid code"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_a_wrong_code_gets_a_plain_sentence_and_changes_nothing(
    app: Served, dream: str, code: str, said: str, script: bool
) -> None:
    answer = app.post(f"/dreams/{dream}/codes", {"add": code}, headers=HTMX if script else {})
    assert answer.status_code == (200 if script else 400)
    assert said in unescape(answer.text)
    assert "<script>alert" not in answer.text
    assert corrections_of(app.journal, dream) == {}


def test_the_same_code_twice_is_said(app: Served, dream: str) -> None:
    item = codes(app, dream)[0]
    assert "twice now" in app.post(f"/dreams/{dream}/codes", {"add": item}, headers=HTMX).text
    assert codes(app, dream).count(item) == 2


@given(st.sampled_from(character_codes()), st.sampled_from(["", "char:", "CHAR: ", " char:"]), st.booleans())
def test_small_letters_and_bare_characters_are_forgiven(code: str, kind: str, small: bool) -> None:
    assert code_typed(kind + (code.lower() if small else code)) == f"char:{code}"


@given(st.text(min_size=1).filter(str.strip))
def test_what_is_typed_is_a_code_or_refused(text: str) -> None:
    said = ""
    try:
        item = code_typed(text)
    except CodeError as error:
        said = str(error)
    assert said.endswith(".") or parse(item)


def test_a_reading_without_facets_can_still_be_told(app: Served) -> None:
    identity = add_dream(app.journal, "Ich war in einem alten Haus und ein Mann verfolgte mich durch die Zimmer.", DATE)
    reading = reading_of(app.journal, identity)
    assert reading is not None
    assert reading.facets == {}
    assert {f.said for f in findings_of(reading, {}, {})} == {"not read"}
    change(app, identity, "kind", "nightmare")
    change(app, identity, "immobile", "yes")
    page = unescape(app.get(f"/dreams/{identity}").text)
    assert "a nightmare" in page.partition('<svg class="score"')[2].partition("</svg>")[0]
    assert found(app, "immobile")


def post(app: Served, dream: str, place: str, **fields: str) -> httpx.Response:
    return app.post(f"/dreams/{dream}/{place}", fields, headers=HTMX)


def own(app: Served, dream: str) -> Reading:
    found = reading_of(app.journal, dream)
    assert found is not None
    return amended(found, corrections_of(app.journal, dream))


def test_somebody_is_added_changed_taken_out_and_had_back(app: Served, dream: str) -> None:
    page = post(app, dream, "cast", name="  my aunt   Vera ", number="1", sex="F", who="R", age="A").text
    assert "my aunt Vera is in the list." in page
    assert ("my aunt Vera", "1FRA") in {(c.name, c.code) for c in own(app, dream).characters}
    assert search(app.journal, Query(who="my aunt vera"))
    row = app.get(f"/dreams/{dream}/rows/cast.{len(own(app, dream).characters)}", headers=HTMX).text
    assert 'value="my aunt Vera" autofocus' in row
    assert '<option value="R" selected>' in row
    changed = {"name": "my aunt Vera's dog", "number": "1", "sex": "F", "who": "ANI", "age": "A"}
    page = unescape(post(app, dream, "cast", before="1FRA my aunt Vera", **changed).text)
    assert "Kept as yours: my aunt Vera's dog." in page
    assert [c.code for c in own(app, dream).characters][-1] == "1ANI"
    page = post(app, dream, "cast", remove="1ANI my aunt Vera's dog").text
    assert not search(app.journal, Query(who="my aunt vera's dog"))
    place, fields = undoing(page)
    app.post(place, fields, headers=HTMX)
    assert own(app, dream).characters[-1].name == "my aunt Vera's dog"
    page = post(app, dream, "findings/reader", finding="characters").text
    assert "Taken back: Who is there." in page
    found = reading_of(app.journal, dream)
    assert found is not None
    assert own(app, dream).characters == found.characters


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": " ", "number": "1", "sex": "F", "who": "R", "age": "A"}, "Write what they are called"),
        ({"name": "x" * 201, "number": "1", "sex": "F", "who": "R", "age": "A"}, "The name is too long"),
        ({"name": "my aunt", "number": "9", "sex": "F", "who": "R", "age": "A"}, "There is no such finding"),
        ({"name": "my aunt"}, "There is no such finding"),
    ],
)
def test_nobody_who_cannot_be_is_added(app: Served, dream: str, fields: dict[str, str], says: str) -> None:
    page = post(app, dream, "cast", **fields).text
    assert says in page
    assert 'role="alert"' in page
    assert corrections_of(app.journal, dream) == {}


def test_a_sign_of_the_body_is_added_and_taken_out(app: Served, dream: str) -> None:
    page = post(app, dream, "body", sign="sweat", when="waking").text
    assert "sweating, on waking is in the list." in page
    assert ("sweat", "waking") in {(s.sign, s.when) for s in own(app, dream).body}
    assert "sweating" in page.partition('<svg class="score"')[2].partition("</svg>")[0]
    post(app, dream, "body", remove="crying waking")
    assert {(s.sign, s.when) for s in own(app, dream).body} == {("frozen", "dream"), ("sweat", "waking")}
    assert post(app, dream, "body", sign="hunger", when="waking").status_code == 400
    assert post(app, dream, "body", remove="gasping waking").status_code == 400


def test_a_sense_is_corrected_and_taken_back(app: Served, dream: str) -> None:
    page = change(app, dream, "senses.sound", "absent", headers=HTMX).text
    assert "Kept as yours: sound." in page
    assert own(app, dream).senses.sound == "absent"
    place, fields = undoing(page)
    app.post(place, fields, headers=HTMX)
    assert own(app, dream).senses.sound == "unsaid"
    for name, value in (("senses.sound", "gone"), ("senses.time", "absent")):
        assert change(app, dream, name, value).status_code == 400


def beat_fields(beat: Beat, **other: str) -> dict[str, str]:
    senses = {f"sense-{name}": getattr(beat.senses, name) for name in Senses.__struct_fields__}
    return {"threat": "none", "agency": beat.agency, "feeling": beat.feeling or "none", **senses, **other}


def test_a_beat_is_corrected_and_the_score_follows_also_after_reading_again(app: Served, dream: str) -> None:
    beat = next(b for b in own(app, dream).beats if b.agency == "immobile")
    name = f"beats.{beat.start}"
    row = unescape(app.get(f"/dreams/{dream}/rows/{name}?shown=yes", headers=HTMX).text)
    assert '<option value="immobile" selected>' in row
    assert beat.phrase in row
    assert beat.phrase not in unescape(app.get(f"/dreams/{dream}/rows/{name}", headers=HTMX).text)
    fields = beat_fields(beat, finding=name, agency="free", threat="some", feeling="sadness")
    page = post(app, dream, "beats", **fields).text
    number = own(app, dream).beats.index(next(b for b in own(app, dream).beats if b.start == beat.start)) + 1
    assert f"Kept as yours: Beat {number}." in page
    mine = own(app, dream).beats[number - 1]
    assert (mine.agency, mine.feeling, mine.threat) == ("free", "sadness", 0.37)
    assert "cannot move" not in page.partition('<svg class="score"')[2].partition("</svg>")[0]
    with app.journal.writing() as connection:
        put_reading(connection, dream, msgspec.structs.replace(read(TEXT), version="an older one"))
    list(read_again(app.journal))
    assert own(app, dream).beats[number - 1] == mine
    post(app, dream, "findings/reader", finding=name)
    assert own(app, dream).beats[number - 1] == beat


@pytest.mark.parametrize(
    "wrong", [{"agency": "tied"}, {"threat": "huge"}, {"feeling": "dread"}, {"finding": "beats.7"}]
)
def test_a_beat_is_nothing_that_no_beat_can_be(app: Served, dream: str, wrong: dict[str, str]) -> None:
    beat = own(app, dream).beats[0]
    fields = {**beat_fields(beat, finding=f"beats.{beat.start}"), **wrong}
    assert post(app, dream, "beats", **fields).status_code == 400
    assert app.get(f"/dreams/{dream}/rows/beats.7", headers=HTMX).status_code == 404
    assert corrections_of(app.journal, dream) == {}


def test_without_a_script_the_form_is_in_the_page(app: Served, dream: str) -> None:
    beat = own(app, dream).beats[0]
    page = app.get(f"/dreams/{dream}/rows/beats.{beat.start}").text
    assert f'action="/dreams/{dream}/beats"' in page
    assert "<h1" in page
    app.post(f"/dreams/{dream}/beats", beat_fields(beat, finding=f"beats.{beat.start}", agency="impeded"))
    assert own(app, dream).beats[0].agency == "impeded"


def test_every_choice_of_the_forms_is_a_code(app: Served, dream: str) -> None:
    said = phrases().dreams
    for number in {k for k in vars(said.numbers) if k[0] != "_"}:
        for who in {k for k in vars(said.whos) if k[0] != "_"}:
            code = number + (who if len(who) > 1 else f"F{who}C")
            assert code in character_codes()
    assert {k for k in vars(said.sexes) if k[0] != "_"} == set(SEXES)
    assert {k for k in vars(said.ages) if k[0] != "_"} == set(AGES)
    assert {k for k in vars(said.whos) if k[0] != "_"} == {*IDENTITIES, *CREATURES}
    assert {k for k in vars(said.numbers) if k[0] != "_"} == set(NUMBERS)
    assert {k for k in vars(said.signs) if k[0] != "_"} == set(SIGNS)


@given(st.floats(0, 1))
def test_a_level_that_was_not_changed_keeps_its_threat(threat: float) -> None:
    beat = msgspec.structs.replace(read(TEXT).beats[0], threat=threat)
    level = _level(threat)
    said = beat_typed(Form(list(beat_fields(beat, threat=level).items())), beat)
    assert said.threat == pytest.approx(threat, abs=1e-4)
    for other, value in _LEVELS.items():
        if other != level:
            assert beat_typed(Form(list(beat_fields(beat, threat=other).items())), beat).threat == value
            assert _level(value) == other
