"""Who is there: codes, mentions, groups, names, metamorphoses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading.characters import find_cast
from nightglass.reading.story import listen

CODE = re.compile(r"[1-8](?:[MFJI][A-Z][ATCB]|ANI|CZZ)")


def codes(report: str, dreamer: str | None = None) -> list[str]:
    return [c.code for c in find_cast(listen(report, dreamer)).characters]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("My mother was in the kitchen.", ["1FMA"]),
        ("my dad and my brother came in", ["1MFA", "1MBA"]),
        ("My parents had gone.", ["2JXA"]),
        ("A man stood at the gate.", ["1MSA"]),
        ("Two women waved.", ["2FSA"]),
        ("People were shouting.", ["2JUA"]),
        ("The nurse gave me a key.", ["1FOA"]),
        ("Some policemen came.", ["2MOA"]),
        ("A black dog barked.", ["1ANI"]),
        ("There were rats on the bed.", ["2ANI"]),
        ("A monster stood in the hall.", ["1CZZ"]),
        ("My friend Margaret smiled.", ["1FKA"]),
        ("I talked with Kevin and Susan.", ["1MKA", "1FKA"]),
        ("my dead grandmother sat there", ["3FRA"]),
        ("A Chinese woman sold me fish.", ["1FEA"]),
        ("A little girl cried.", ["1FSC"]),
        ("My boyfriend left.", ["1MKA"]),
        ("I was alone in the house.", []),
        ("There was a police car outside.", []),
    ],
)
def test_codes(report: str, expected: list[str]) -> None:
    assert codes(report) == expected


def test_each_is_coded_once_and_pronouns_are_theirs() -> None:
    cast = find_cast(listen("A man came in. He sat down. The man looked at me and his hands shook."))
    assert [c.code for c in cast.characters] == ["1MSA"]
    assert [m.text for m in cast.characters[0].mentions] == ["A man", "He", "The man", "his"]


def test_another_man_is_another() -> None:
    assert codes("A man came in. Another man followed.") == ["1MSA", "1MSA"]


def test_somebody_named_only_as_owner_is_no_character() -> None:
    assert codes("I was in my uncle's garden.") == []
    assert codes("I was in my uncle's garden and my uncle came.") == ["1MRA"]


def test_names_without_capitals() -> None:
    assert codes("i was with jennifer and we ran") == ["1FKA"]
    assert codes("i saw the mark on the wall and will not go") == []


def test_teenagers_have_teenage_friends() -> None:
    assert codes("(2010-05-02 (15)) My friend was at my school.") == ["1IKT"]


@pytest.mark.parametrize(
    "report",
    [
        "The postmistress was a woman in grey. The woman turned into a wolf.",
        "A woman looked at me and became a wolf.",
        "A woman stood there. She changed into a wolf.",
    ],
)
def test_who_turns_into_whom(report: str) -> None:
    cast = find_cast(listen(report)).characters
    original = next(c for c in cast if c.becomes)
    changed = next(c for c in cast if c.id == original.becomes)
    assert (original.code, changed.code) == ("7FSA", "8ANI")


def test_a_mask_that_comes_off() -> None:
    cast = find_cast(listen("A tall man came. He took off his mask and he was my father.")).characters
    assert [(c.code, c.becomes) for c in cast] == [("7MSA", "c2"), ("8MFA", None)]


def test_the_dreamer_in_the_third_person_is_no_character() -> None:
    cast = find_cast(listen("Anna was in a train. Her sister sat beside her. She could not speak.", "Anna"))
    assert [c.code for c in cast.characters] == ["1FTA"]


def test_a_face_that_becomes_the_face_of_somebody_loved() -> None:
    cast = find_cast(listen("There is a face I know. Then the face becomes my sister's face and she falls apart."))
    assert [(c.name, c.code, c.becomes) for c in cast.characters] == [
        ("a face", "7IKA", "c2"),
        ("my sister", "8FTA", None),
    ]


def test_a_face_of_something_is_nobody() -> None:
    assert codes("I looked at the face of the clock and I washed my face.") == []


@given(data=st.data())
def test_any_text_gives_valid_codes_and_true_mentions(data: st.DataObject, night: st.SearchStrategy[str]) -> None:
    report = data.draw(night)
    cast = find_cast(listen(report))
    ids = [c.id for c in cast.characters]
    assert len(set(ids)) == len(ids)
    for character in cast.characters:
        assert CODE.fullmatch(character.code)
        assert character.becomes is None or character.becomes in ids
        assert character.mentions or character.name
        for mention in character.mentions:
            assert report[mention.start : mention.end] == mention.text
    firsts = [m.first for m in cast.mentions]
    assert firsts == sorted(firsts)
