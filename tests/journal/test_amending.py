"""What a person corrected stands above every reading, in what is shown and in what is searched."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.journal import (
    Correction,
    Journal,
    Query,
    Report,
    amended,
    bring_back,
    correct,
    corrections_of,
    headings,
    new_id,
    put_into_bin,
    read_again,
    reading_of,
    save_report,
    search,
    take_back,
    years_kept,
)
from nightglass.pictures import score_sheet
from nightglass.reading import Reading, read

TEXT = "A man chased me down the stairs. I could not move my legs and I was terrified. I woke crying."
NIGHT = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT)


@pytest.fixture
def one(journal: Journal) -> Report:
    made = Report(id=new_id(), night=NIGHT, text=TEXT, title="Stairs")
    save_report(journal, made)
    list(read_again(journal))
    return made


def said(finding: str, value: object) -> dict[str, Correction]:
    return {finding: Correction("c", "r", finding, value, dt.datetime.now(dt.UTC))}


def test_without_corrections_a_reading_is_as_it_was(reading: Reading) -> None:
    assert amended(reading, {}) == reading


def test_a_facet_that_was_corrected_is_certain_and_rests_on_nothing_of_the_readers(reading: Reading) -> None:
    before = reading.facets["immobile"]
    assert before.value is True
    after = amended(reading, said("facets.immobile", False)).facets["immobile"]
    assert (after.value, after.probability, after.evidence) == (False, 1.0, ())
    same = amended(reading, said("facets.immobile", True)).facets["immobile"]
    assert (same.probability, same.evidence) == (1.0, before.evidence)


def test_themes_keep_the_evidence_that_the_reader_had(reading: Reading) -> None:
    own = amended(reading, said("facets.themes", ["being_chased", "vermin"])).facets["themes"]
    assert own.value == ("being_chased", "vermin")
    assert [t.probability for t in own.each] == [1.0, 1.0]
    assert own.each[1].evidence == ()


@given(st.data())
def test_codes_are_just_the_persons_list(data: st.DataObject) -> None:
    reading = read(TEXT)
    items = [c.item for c in reading.hvdc] + ["char:1ANI", "emot:SD,D"]
    chosen = data.draw(st.lists(st.sampled_from(items), max_size=12))
    own = amended(reading, said("hvdc", chosen)).hvdc
    assert [c.item for c in own] == chosen
    rests = sum(bool(c.evidence) for c in own)
    assert rests <= sum(bool(c.evidence) for c in reading.hvdc)


STORY = (
    "I was in the boiler room with my aunt Vera. A man made of pipes came in and I could not move my arms. "
    "He turned into my aunt. Then there was no sound at all. I was so afraid. I woke up crying."
)


@pytest.fixture(scope="module")
def story() -> Reading:
    return read(STORY)


def several(**values: object) -> dict[str, Correction]:
    return {k: v for name, value in values.items() for k, v in said(name.replace("__", "."), value).items()}


def test_who_is_there_is_the_persons_list(story: Reading) -> None:
    aunt = next(c for c in story.characters if "Vera" in c.name)
    own = amended(story, said("characters", [f"1FKA {aunt.name}", "1ANI a grey dog"]))
    assert [(c.name, c.code, c.probability) for c in own.characters] == [
        (aunt.name, "1FKA", 1.0),
        ("a grey dog", "1ANI", 1.0),
    ]
    assert own.characters[0].mentions == aunt.mentions
    assert {name for b in own.beats for name in b.cast} <= {"D", aunt.id}
    assert [c.item for c in own.hvdc if c.item.startswith("char:")] == ["char:1FKA", "char:1ANI"]
    assert [c for c in own.hvdc if not c.item.startswith("char:")] == [
        c for c in story.hvdc if not c.item.startswith("char:")
    ]
    assert all(c.becomes in {None, *(o.id for o in own.characters)} for c in own.characters)
    assert amended(story, several(characters=[], hvdc=["char:1MSA"])).hvdc[0].item == "char:1MSA"


def test_the_bodys_signs_are_the_persons_list(story: Reading) -> None:
    crying = next(s for s in story.body if s.sign == "crying")
    own = amended(story, said("body", ["crying waking", "sweat waking", "sweat waking"])).body
    assert [(s.sign, s.when, s.probability) for s in own] == [("crying", "waking", 1.0), ("sweat", "waking", 1.0)]
    assert own[0].evidence == crying.evidence
    assert amended(story, said("body", [])).body == ()


def test_what_is_denied_of_the_whole_is_in_no_beat(story: Reading) -> None:
    assert {b.agency for b in story.beats} >= {"immobile"}
    assert story.senses.sound == "absent"
    own = amended(story, several(facets__immobile=False, facets__muted=False, facets__metamorphosis=False))
    assert {b.agency for b in own.beats} == {"free"}
    assert {b.senses.sound for b in own.beats} <= {"present", "unsaid"}
    assert own.senses.sound == "unsaid"
    assert not any(c.becomes for c in own.characters)
    assert not {p.reason for p in own.turning_points} & {
        "freezes",
        "freed",
        "sound_goes",
        "voice_goes",
        "metamorphosis",
    }
    assert not any({"agency", "sound"} & set(b.evidence) for b in own.beats if b != story.beats[own.beats.index(b)])


def test_a_sense_of_the_whole_is_contradicted_by_no_beat(story: Reading) -> None:
    own = amended(story, said("senses.sound", "present"))
    assert own.senses.sound == "present"
    assert "absent" not in {b.senses.sound for b in own.beats}
    assert "sound_goes" not in {p.reason for p in own.turning_points}
    smelt = amended(story, said("senses.smell", "present"))
    assert (smelt.senses.smell, smelt.beats) == ("present", story.beats)


def test_a_beat_is_as_the_person_says_and_the_score_follows(story: Reading) -> None:
    beat = next(b for b in story.beats if b.agency == "immobile")
    value: dict[str, object] = {
        "words": beat.text,
        "threat": 0.1,
        "agency": "impeded",
        "feeling": "disgust",
        "senses": {"voice": "absent"},
    }
    own = amended(story, said(f"beats.{beat.start}", value))
    at = story.beats.index(beat)
    mine = own.beats[at]
    assert (mine.threat, mine.agency, mine.feeling, mine.senses.voice) == (0.1, "impeded", "disgust", "absent")
    assert not {"agency", "feeling", "voice"} & set(mine.evidence)
    assert own.senses.voice == "absent"
    assert "freezes" not in {p.reason for p in own.turning_points if p.beat == at}
    assert "voice_goes" in {p.reason for p in own.turning_points if p.beat == at}
    assert own.beats[:at] + own.beats[at + 1 :] == story.beats[:at] + story.beats[at + 1 :]


def test_a_beat_is_known_by_its_words_where_it_moved_or_was_divided(story: Reading) -> None:
    beat = next(b for b in story.beats if b.agency == "immobile")
    moved = read("It was late. " + STORY)
    own = amended(moved, said(f"beats.{beat.start}", {"words": beat.text, "agency": "free"}))
    assert "immobile" not in {b.agency for b in own.beats if b.text == beat.text}
    halves = (
        msgspec.structs.replace(beat, end=beat.start + 10, text=beat.text[:10]),
        msgspec.structs.replace(beat, start=beat.start + 10, text=beat.text[10:]),
    )
    divided = msgspec.structs.replace(story, beats=halves, turning_points=())
    own = amended(divided, said(f"beats.{beat.start}", {"words": beat.text, "agency": "free"}))
    assert [b.agency for b in own.beats] == ["free", "free"]
    other = amended(story, said("beats.0", {"words": "These words are not in it.", "agency": "immobile"}))
    assert other == story


def test_what_is_said_of_a_beat_that_moved_goes_before_what_is_said_of_the_whole(story: Reading) -> None:
    beat = [b for b in story.beats if b.senses.sound != "absent"][-1]
    value: dict[str, object] = {"words": beat.text, "senses": {"sound": "absent"}}
    moved = read("It was late. " + STORY)
    both = said(f"beats.{beat.start}", value) | said("senses.sound", "present")
    heard = {b.text: b.senses.sound for b in amended(moved, both).beats}
    assert heard[beat.text] == "absent"


_CORRECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "facets.immobile": st.booleans(),
        "facets.muted": st.booleans(),
        "facets.metamorphosis": st.booleans(),
        "senses.sound": st.sampled_from(["present", "absent", "unsaid"]),
        "body": st.lists(st.sampled_from(["crying waking", "sweat dream"])),
        "characters": st.lists(st.sampled_from(["1FKA my aunt Vera", "1MSA a man", "1ANI a dog", "2JUA people"])),
        "hvdc": st.lists(st.sampled_from(["char:1MSA", "agg:1MSA,6>,D"])),
    },
)


@given(_CORRECTIONS, st.data())
def test_a_reading_stays_whole_whatever_is_corrected(values: dict[str, object], data: st.DataObject) -> None:
    reading = read(STORY)
    beat = data.draw(st.sampled_from(reading.beats))
    agency = data.draw(st.sampled_from(["free", "impeded", "immobile", None]))
    if agency:
        values[f"beats.{beat.start}"] = {"words": beat.text, "agency": agency}
    own = amended(reading, {k: v for name, value in values.items() for k, v in said(name, value).items()})
    known = {c.id for c in own.characters}
    assert len(known) == len(own.characters)
    assert all(set(b.cast) <= {"D", *known} for b in own.beats)
    assert all(c.becomes in {None, *known} for c in own.characters)
    assert all(p.beat < len(own.beats) for p in own.turning_points)
    assert [p.beat for p in own.turning_points] == sorted(p.beat for p in own.turning_points)
    score_sheet(own, STORY)
    if agency:
        assert next(b for b in own.beats if b.start == beat.start).agency == agency
    if "hvdc" in values:
        assert [c.item for c in own.hvdc] == values["hvdc"]


def found(journal: Journal, facet: str) -> list[str]:
    return [hit.id for hit in search(journal, Query(facets=(facet,)))]


def test_what_is_taken_back_is_searched_as_the_reader_found_it(journal: Journal, one: Report) -> None:
    assert found(journal, "immobile") == [one.id]
    correct(journal, one.id, "facets.immobile", True)
    correct(journal, one.id, "facets.immobile", False)
    assert found(journal, "immobile") == []
    gone = take_back(journal, one.id, "facets.immobile")
    assert len(gone) == 2
    assert found(journal, "immobile") == [one.id]
    assert corrections_of(journal, one.id) == {}
    for identity in gone:
        bring_back(journal, "corrections", identity)
    assert found(journal, "immobile") == []
    assert corrections_of(journal, one.id)["facets.immobile"].value is False


def test_the_bin_alone_keeps_searches_true(journal: Journal, one: Report) -> None:
    made = correct(journal, one.id, "hvdc", ["char:1ANI"])
    who = Query(who="1ANI")
    assert [h.id for h in search(journal, who)] == [one.id]
    put_into_bin(journal, "corrections", made.id)
    assert search(journal, who) == []
    reading = reading_of(journal, one.id)
    assert reading is not None
    assert amended(reading, corrections_of(journal, one.id)) == reading


def test_headings_say_no_text(journal: Journal, one: Report) -> None:
    save_report(journal, Report(id=new_id(), night=dt.date(2024, 1, 1), text="A quiet lake."))
    assert [(h.id, h.night, h.title) for h in headings(journal, NIGHT, NIGHT)] == [(one.id, NIGHT, "Stairs")]
    assert len(headings(journal, dt.date.min, dt.date.max)) == 2
    assert years_kept(journal) == [2024, 2026]
    put_into_bin(journal, "reports", one.id)
    assert headings(journal, NIGHT, NIGHT) == []
