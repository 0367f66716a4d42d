"""What is told in images: heard in troubled dreams alone, with its words, and rarely where it is not.

images_told.jsonl was invented by writers who had seen neither the model nor what it learned from (docs/method.md).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.reading import listen, read
from nightglass.reading.images import HEARD_SURE, IMAGES, hear_images, stretches_of

if TYPE_CHECKING:
    from nightglass.reading import Reading

ROWS = [json.loads(line) for line in Path(__file__).with_name("images_told.jsonl").read_text("utf-8").splitlines()]
PARTS = ("looked at", "held out")
ROOTS = (
    "A man came slowly down the corridor towards me and I was terrified. My legs had been poured full of wet sand and "
    "I told them and told them. He was nearly there. I woke up crying."
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read(row["text"]) for row in ROWS]


@given(
    st.lists(st.sampled_from(["I ran. ", "word " * 90, "it was late, ", "I woke up. ", "\n", "(2001) "]), max_size=9)
)
@settings(max_examples=60)
def test_stretches_are_sentences_and_pairs_in_the_dream(parts: list[str]) -> None:
    story = listen("".join(parts) or "x")
    found = stretches_of(story)
    assert all(0 <= first < last <= len(story.words) for first, last, _ in found)
    assert all(" ".join(story.words[first:last]).split() == text.split() for first, last, text in found)
    assert not any(story.outside[i] for first, last, _ in found for i in (first, last - 1))
    assert all(last - first <= 80 for first, last, _ in found)


def test_what_no_word_names_is_heard_and_shown_with_its_words() -> None:
    facet = read(ROOTS).facets["immobile"]
    assert (facet.value, facet.probability) == (True, HEARD_SURE)
    assert "wet sand" in " ".join(e.text for e in facet.evidence)
    assert all(ROOTS[e.start : e.end] == e.text for e in facet.evidence)
    assert "immobile" in {beat.agency for beat in read(ROOTS).beats}


def test_of_two_sentences_the_one_that_says_it_is_shown() -> None:
    changes = "The man behind the glass had my father's eyes and then he had all of my father, and he smiled."
    story = listen(f"I was in the post office. {changes} My legs had been poured full of wet sand, I told them again.")
    (heard,) = hear_images(story, ["metamorphosis"])
    assert story.evidence(heard.first, heard.last).text == changes


def test_words_go_before_images() -> None:
    facet = read("A man came towards me. I was terrified, I could not move my legs. I woke up crying.").facets[
        "immobile"
    ]
    assert "not move" in facet.evidence[0].text
    assert facet.probability != HEARD_SURE


def test_an_untroubled_dream_is_not_searched() -> None:
    reading = read("My legs were poured full of warm sand, and we laughed, and the sea was lovely. I was happy.")
    assert reading.facets["kind"].value == "none"
    assert reading.facets["immobile"].value is False


def test_a_silence_is_of_the_voice_or_of_all_sound() -> None:
    told = "I open my mouth to call for Vera and there is only wool, my tongue is wool."
    around = "The bell swings over the square, huge, and nothing comes out of it, the crowd claps like snow falling."
    heard = {signal.kind for text in (told,) for signal in hear_images(listen(text), ["muted"])}
    assert "sound_gone" not in heard
    outside = [signal.kind for signal in hear_images(listen(around), ["muted"])]
    assert set(outside) <= {"muted", "sound_gone"}
    assert outside.count("muted") == outside.count("sound_gone")


def test_nothing_is_asked_nothing_is_heard() -> None:
    assert hear_images(listen(ROOTS), []) == []
    assert hear_images(listen("..."), list(IMAGES)) == []


def test_the_texts_are_enough_and_none_is_there_twice() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS) == 240
    assert all(sum(row[kind] and row["part"] == part for row in ROWS) == 25 for kind in IMAGES for part in PARTS)


FLOORS = {
    ("looked at", "immobile"): (17, 2),
    ("looked at", "muted"): (15, 1),
    ("looked at", "metamorphosis"): (9, 0),
    ("looked at", "known_dies"): (6, 2),
    ("held out", "immobile"): (16, 2),
    ("held out", "muted"): (17, 2),
    ("held out", "metamorphosis"): (16, 1),
    ("held out", "known_dies"): (18, 9),
}
"""How many of 25 are found, and how many of 95 wrongly; one more or less may be the machine's arithmetic."""


@pytest.mark.parametrize(("part", "kind"), FLOORS)
def test_so_many_are_found_and_so_few_wrongly(readings: list[Reading], part: str, kind: str) -> None:
    said = [
        (bool(reading.facets[kind].value), row[kind])
        for reading, row in zip(readings, ROWS, strict=True)
        if row["part"] == part
    ]
    right, wrong = said.count((True, True)), said.count((True, False))
    print(f"{part}, {kind}: {right} of 25 found, {wrong} of 95 wrongly")
    assert right >= FLOORS[part, kind][0] - 1
    assert wrong <= FLOORS[part, kind][1] + 1
