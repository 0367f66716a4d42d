"""Every claim has words: what was found, that nothing stands out, or how many nights it takes."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.course import Night, NotYet, Phase, answer_of, chances_of, claims_of, look_back, missing_of

FIRST = dt.date(2025, 1, 6)
FEELINGS = ("fear", "sadness", "relief")


@st.composite
def some_nights(draw: st.DrawFn) -> list[Night]:
    states = draw(st.lists(st.sampled_from(["badly", "quiet", "unknown"]), max_size=120)) * draw(st.integers(1, 4))
    contexts = draw(st.lists(st.sampled_from(["wine", "quarrel", ""]), min_size=1, max_size=7))
    return [
        Night(
            date=FIRST + dt.timedelta(days=k),
            state=state,  # type: ignore[arg-type]
            feelings=(frozenset({FEELINGS[k % 3]}),) if state == "badly" else (),
            contexts=frozenset([contexts[k % len(contexts)]]) - {""},
        )
        for k, state in enumerate(states)
    ]


@settings(max_examples=30)
@given(some_nights())
def test_each_has_a_sentence_and_those_that_are_not_known_say_how_many_it_takes(nights: list[Night]) -> None:
    found = look_back(nights, (), FIRST + dt.timedelta(days=len(nights)))
    claims = claims_of(found)
    assert list(claims) == ["rate", "gaps", "silence", "cluster", "change", "week", "season", "waking", "contexts"]
    for name, said in claims.items():
        assert all(words.endswith(".") for words in said)
        value = getattr(found, name)
        if isinstance(value, NotYet):
            assert said == (value.words,)
        else:
            assert said
    told = {words for said in claims.values() for words in said}
    assert all(
        re.sub(r" \(p\s[^)]*\)", "", words) in told
        for words in found.words
        if not words.startswith("To say something of")
    )
    assert missing_of(found) == {n: said[0] for n, said in claims.items() if isinstance(getattr(found, n), NotYet)}
    assert not any("p\N{NO-BREAK SPACE}" in words for words in told)
    assert not set(chances_of(found)) & set(missing_of(found))
    answer = answer_of(found)
    assert len(answer) == (0 if isinstance(found.rate, NotYet) else 3)
    assert all(words.endswith(".") and "p\N{NO-BREAK SPACE}" not in words for words in answer)


def test_what_stands_out_is_said_as_it_is_everywhere_else() -> None:
    nights = [
        Night(date=FIRST + dt.timedelta(days=k), state="badly" if k % 2 and k < 100 else "quiet") for k in range(400)
    ]
    found = look_back(nights, (), FIRST + dt.timedelta(days=400))
    claims = claims_of(found)
    changes = [words for words in found.words if words.startswith("Since about")]
    assert [re.sub(r" \(p[^)]*\)", "", words) for words in changes] == list(claims["change"])
    assert "unusual for you" in claims["silence"][0]
    assert set(chances_of(found)) == {"silence", "cluster", "change", "week", "season"}
    assert "not unusual" in claims_of(look_back(nights[:100], (), FIRST + dt.timedelta(days=100)))["silence"][0]


def months(letters: str) -> list[Night]:
    states = {"b": "badly", "q": "quiet", "?": "unknown"}
    return [
        Night(date=FIRST + dt.timedelta(days=k), state=states[c], distress=6 if c == "b" else None)  # type: ignore[arg-type]
        for k, c in enumerate(letters)
    ]


def answers(letters: str, *phases: Phase) -> tuple[str, ...]:
    found = look_back(months(letters), phases, FIRST + dt.timedelta(days=len(letters) - 1))
    return tuple(words.replace("\N{NO-BREAK SPACE}", " ") for words in answer_of(found))


def test_at_the_top_stand_three_plain_sentences() -> None:
    assert answers("bqqq") == ()
    often, changed, now = answers("bqq" * 30)
    assert often == "About 3 nights in 10 are dreamt badly: 30 of 90 known ones (24 % to 44 %)."
    assert changed == "No lasting change stands out."
    assert now == (
        "Since the last known bad night 2 nights were quiet; for you that is not unusual, and it says nothing of what "
        "comes."
    )
    assert answers("bqq" * 10)[1].startswith("Whether it changed cannot be said yet: 30 of the ")
    assert answers("bqq" * 30 + "?" * 9)[2].endswith(
        "2 nights were quiet, and of 8 nothing is known: too little to say what that means."
    )
    assert answers("q" * 30)[0] == "None of the 30 known nights was dreamt badly."
    assert answers("q" * 29 + "b")[0].startswith("About 1 night in 30 is dreamt badly: 1 of 30")
    assert answers("b" * 30)[0].startswith("Nearly every night is dreamt badly: 30 of 30")


def test_what_changed_between_the_phases_stands_at_the_top_with_how_sure_it_is() -> None:
    turn = FIRST + dt.timedelta(days=60)
    phases = (Phase("before", FIRST, turn - dt.timedelta(days=1)), Phase("rehearsal", turn))
    fewer = answers("bbq" * 20 + "bqqqqq" * 10, *phases)[1]
    assert fewer.startswith("From before to rehearsal: 7")
    assert "fewer nightmares a night (between" in fewer
    assert "which is more than chance; how hard the nights were did not change more than chance would." in fewer
    same = answers("bqq" * 40, *phases)[1]
    assert "as many nightmares a night" in same
    assert "which may be chance" in same
