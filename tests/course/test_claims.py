"""Every claim has words: what was found, that nothing stands out, or how many nights it takes."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.course import Night, NotYet, claims_of, look_back

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
    assert all(words in told for words in found.words if not words.startswith("To say something of"))


def test_what_stands_out_is_said_as_it_is_everywhere_else() -> None:
    nights = [
        Night(date=FIRST + dt.timedelta(days=k), state="badly" if k % 2 and k < 100 else "quiet") for k in range(400)
    ]
    found = look_back(nights, (), FIRST + dt.timedelta(days=400))
    claims = claims_of(found)
    assert claims["change"][0] in found.words
    assert claims["silence"][0] in found.words
    assert "not unusual" in claims_of(look_back(nights[:100], (), FIRST + dt.timedelta(days=100)))["silence"][0]
