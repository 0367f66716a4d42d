"""How often it is noticed that somebody writes of wanting to die, and how often it is thought so wrongly.

The sentences are invented. Those of the part ``made with`` were there while the rules were made, and the model was
fitted on them. Those that are ``held out`` were written by somebody who knew neither, and were measured once, when both
were done; nothing was changed for them. A ``hint`` names neither death nor life and is counted apart, and so is what
was written before the two were told apart (``any``). The floors are a little below what was measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from nightglass.reading import BUCKETS
from nightglass.web import worry_model
from nightglass.web.worrying import heard_by_rules, plain_sentences, speaks_of_dying

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
    assert sum(row["speaks"] for row in ROWS) >= 750
    assert sum(not row["speaks"] for row in ROWS) >= 1_200
    assert {row["part"] for row in ROWS} == {"made with", "held out"}


@pytest.mark.parametrize(
    ("part", "kind", "floor", "at_least"),
    [
        ("held out", "plain", 0.83, 80),
        ("held out", "hint", 0.60, 40),
        ("made with", "any", 0.94, 390),
        ("made with", "plain", 0.93, 270),
        ("made with", "hint", 0.82, 150),
    ],
)
def test_of_what_is_said_so_much_is_noticed(part: str, kind: str, floor: float, at_least: int) -> None:
    hits, of, low, high = found(part, kind)
    print(f"{part}, {kind}: {hits} of {of} noticed ({low:.0%} to {high:.0%})")
    assert of >= at_least
    assert hits / of >= floor


@pytest.mark.parametrize(("part", "ceiling", "at_least"), [("held out", 0.076, 160), ("made with", 0.022, 1_000)])
def test_hard_nightmares_are_rarely_taken_for_it(part: str, ceiling: float, at_least: int) -> None:
    hits, of, low, high = found(part, "nightmare or day")
    print(f"{part}, nightmares and days: {hits} of {of} taken for it ({low:.1%} to {high:.1%})")
    assert of >= at_least
    assert hits / of <= ceiling


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


def test_a_usual_report_takes_a_few_milliseconds() -> None:
    told = " ".join(row["text"] for row in ROWS if not row["speaks"] and not speaks_of_dying(row["text"]))
    reports = [told[k : k + 1_000] for k in range(0, 40_000, 1_000)]  # a usual one has a thousand characters
    taken = []
    for report in reports:
        begun = time.process_time()
        speaks_of_dying(report)
        taken.append(time.process_time() - begun)
    assert sorted(taken)[len(taken) // 2] < 0.06  # 20 ms where it is quiet


@pytest.mark.parametrize("piece", ["i want to ", "really ", "i am ", '"', "i ", "would be ", "to ", "a", ". "])
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 200_000)[:200_000]  # the longest report there can be; a usual one has a thousand characters
    begun = time.process_time()
    speaks_of_dying(text)
    assert time.process_time() - begun < 10


def test_the_rules_alone_answer_where_the_model_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    by_model_alone = [
        row["text"]
        for row in ROWS
        if row["speaks"] and not heard_by_rules(plain_sentences(row["text"])) and speaks_of_dying(row["text"])
    ]
    assert len(by_model_alone) >= 15
    monkeypatch.setattr(worry_model, "WEIGHTS", "missing.npy")
    worry_model._weights.cache_clear()
    assert not any(map(speaks_of_dying, by_model_alone))
    assert speaks_of_dying("I want to die.")
    monkeypatch.undo()
    assert all(map(speaks_of_dying, by_model_alone))


def test_of_a_long_text_the_model_looks_at_the_end_alone() -> None:
    sentences = [f"{k} boats" for k in range(1_000)]
    assert worry_model.windows(sentences)[:4] == sentences[-4:]
    assert len(worry_model.windows(sentences)) == 7
    assert worry_model.windows(["one", "two"]) == ["one", "two", "one. two"]
    assert worry_model.windows([]) == []


def test_the_weights_are_small_and_numbers() -> None:
    weights = worry_model._weights()
    assert weights.shape == (384 + BUCKETS + 1,)
    assert bool((abs(weights) < 100).all())
    assert (Path(worry_model.__file__).parent / "data" / worry_model.WEIGHTS).stat().st_size < 50_000


def test_the_server_starts_without_the_encoder() -> None:
    code = "import sys, nightglass.web.worrying; print('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
