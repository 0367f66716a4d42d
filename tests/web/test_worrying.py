"""How often it is noticed that somebody writes of wanting to die, and how often it is thought so wrongly.

The sentences are invented. Those of the part ``tuning`` were there while the rules were made; those that are held out
were written after the rules were fixed, and no rule was changed for them. A ``hint`` names neither death nor life;
rules cannot be expected to hear it, and it is counted apart.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from nightglass.web.worrying import speaks_of_dying

HERE = Path(__file__).parent
ROWS = [json.loads(line) for line in (HERE / "worrying_sentences.jsonl").read_text("utf-8").splitlines()]


def found(part: str, kind: str) -> tuple[int, int, float, float]:
    """Return of how many sentences how many were taken for it, and the share's 95 % interval (Wilson 1927)."""
    chosen = [row["text"] for row in ROWS if row["part"] == part and row["kind"] == kind]
    hits = sum(map(speaks_of_dying, chosen))
    low, high = proportion_confint(hits, len(chosen), method="wilson")
    return hits, len(chosen), low, high


def test_there_are_enough_sentences_and_none_twice() -> None:
    texts = [row["text"] for row in ROWS]
    assert len(set(texts)) == len(texts)
    assert sum(row["speaks"] for row in ROWS) >= 150
    assert sum(not row["speaks"] for row in ROWS) >= 300


def test_what_is_said_plainly_is_mostly_noticed() -> None:
    hits, of, low, high = found("held_out", "plain")
    print(f"held out, said plainly: {hits} of {of} noticed ({low:.0%} to {high:.0%})")
    assert low >= 0.46


def test_hints_are_mostly_missed_and_this_is_said() -> None:
    hits, of, low, high = found("held_out", "hint")
    print(f"held out, only hinted: {hits} of {of} noticed ({low:.0%} to {high:.0%})")
    assert of >= 20
    assert high < 0.5  # were it better, docs/method.md would have to say so


def test_hard_nightmares_are_rarely_taken_for_it() -> None:
    hits, of, low, high = found("held_out", "nightmare or day")
    print(f"held out, nightmares and days: {hits} of {of} taken for it ({low:.1%} to {high:.1%})")
    assert high <= 0.11


def test_the_sentences_that_the_rules_were_made_with() -> None:
    hits, of, _, _ = found("tuning", "any")
    wrong, _, _, _ = found("tuning", "nightmare or day")
    assert hits / of > 0.8  # many of these are hints
    assert wrong == 0


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("I want to die.", True),
        ("I don’t want to live anymore", True),
        ("I dont want to be here anymore", True),
        ("I died in the dream.", False),
        ("I don't want to die", False),
        ("I was going to die, I knew it.", False),
        ("In the dream I want to die.", False),
        ("In the dream I fell. I woke up and I want to die.", True),
        ("She said: “I want to die.”", False),
        ("I keep saying “I want to die”.", True),
        ("", False),
        ("…!?\n\0\ud800", False),
    ],
)
def test_what_it_must_know(text: str, speaks: bool) -> None:
    assert speaks_of_dying(text) is speaks


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert speaks_of_dying(text) in {True, False}


@given(
    st.lists(
        st.sampled_from('i want to die not dream in the said he woke really . " , kill myself'.split()), max_size=60
    )
)
def test_case_and_space_around_make_no_difference(words: list[str]) -> None:
    text = " ".join(words)
    assert speaks_of_dying(text.upper()) == speaks_of_dying(text) == speaks_of_dying(f"  {text}  ")


@pytest.mark.parametrize("piece", ["i want to ", "really ", "i am ", '"', "i ", "would be ", "to ", "a", ". "])
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 200_000)[:200_000]  # the longest report there can be; a usual one has a thousand characters
    begun = time.process_time()
    speaks_of_dying(text)
    assert time.process_time() - begun < 10
