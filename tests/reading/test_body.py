"""Signs of the dreamer's body, in the dream and on waking."""

from __future__ import annotations

import pytest

from nightglass.reading import read
from nightglass.reading.body import SIGNS


def signs(source):
    return {(b.sign, b.when) for b in read(source).body}


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("crying", "I was crying"),
        ("racing_heart", "my heart was pounding"),
        ("sweat", "I was drenched in sweat"),
        ("tight_throat", "my throat was tight"),
        ("gasping", "I was gasping for air"),
        ("frozen", "I could not move"),
    ],
)
def test_each_sign_in_the_dream_and_on_waking(sign, words):
    assert (sign, "dream") in signs(f"I was in the old house and {words}.")
    assert (sign, "waking") in signs(f"The house burned down. I woke up and {words}.")
    assert (sign, "dream") not in signs(f"The house burned down. I woke up and {words}.")


@pytest.mark.parametrize(
    "source",
    [
        "My sister was crying.",
        "He loved her with all his heart.",
        "The lake was frozen.",
        "I did not cry.",
        "She was wearing a sweater.",
    ],
)
def test_what_is_no_sign_of_the_dreamers_body(source):
    assert signs(source) == set()


def test_those_in_the_dream_come_first_and_each_has_evidence():
    body = read("I was crying and my heart was pounding. I woke up crying.").body
    assert [(b.sign, b.when) for b in body] == [("crying", "dream"), ("racing_heart", "dream"), ("crying", "waking")]
    assert all(b.sign in SIGNS and b.evidence for b in body)


def test_a_comment_is_neither_dream_nor_waking():
    assert signs("I was on a hill. [Note: I was crying a lot in those days]") == set()
