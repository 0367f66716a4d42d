"""Who "I" is: in the third person, and in what others say."""

from __future__ import annotations

import pytest

from nightglass.reading.story import listen


def line(report: str, dreamer: str | None = None) -> str:
    return listen(report, dreamer).line


@pytest.mark.parametrize(
    ("report", "dreamer", "expected"),
    [
        ("Anna ran. She could not see.", "Anna", "i ran .\ni could not see .\n"),
        ("Anna's coat was gone and they chased her.", "Anna", "my coat was gone and they chased me .\n"),
        ("Her brother pulled her up.", "Anna", "my brother pulled me up .\n"),
        ("Mark froze. His legs failed him.", "Mark", "i froze .\nmy legs failed me .\n"),
        ("Kim fell. They hurt themselves.", "Kim", "i fell .\ni hurt myself .\n"),
    ],
)
def test_the_named_dreamer_becomes_i(report: str, dreamer: str, expected: str) -> None:
    assert line(report, dreamer) == expected


def test_pronouns_of_another_stay_another() -> None:
    assert (
        line("Anna hid. The woman smiled. She had no face.", "Anna")
        == "i hid .\nthe woman smiled .\nshe had no face .\n"
    )


def test_a_name_that_tells_no_sex_takes_the_first_pronoun() -> None:
    assert line("Zorvan slept. He woke and he ran.", "Zorvan") == "i slept .\ni woke and i ran .\n"


def test_what_others_say_to_the_dreamer_is_about_the_dreamer() -> None:
    assert '" he will kill me ! "' in line('The man said "I will kill you!"')


def test_what_the_dreamer_says_stays() -> None:
    assert '" i can not move "' in line('I said "I can\'t move" and he laughed.')


def test_offsets_lead_back_through_the_change() -> None:
    story = listen("Anna could not move.", "Anna")
    assert story.evidence(0, 4).text == "Anna could not move"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("couldnt scream", "i could not scream\n"),
        ("running down a corridor. then ran out.", "i am running down a corridor .\nthen i ran out .\n"),
        ("He fell. Fell again.", "he fell .\nfell again .\n"),
        ("it came closer. couldnt scream", "it came closer .\ni could not scream\n"),
        ("I fell. Fell again.", "i fell .\ni fell again .\n"),
        ("my legs could not move", "my legs could not move\n"),
    ],
)
def test_the_i_that_is_left_out_is_put_in(report: str, expected: str) -> None:
    assert line(report) == expected
