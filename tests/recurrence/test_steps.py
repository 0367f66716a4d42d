"""Steps lead back to what was written, and hold every word once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nightglass.recurrence.steps import steps_of

WORDS = st.lists(st.sampled_from("i then ran the water, rose. Up! and — we 3 “no” \n".split(" ")), max_size=120)


@given(WORDS)
def test_every_word_is_in_one_step(words: list[str]) -> None:
    text = " ".join(words)
    steps = steps_of(text)
    covered = [k for a, b in steps for k in range(a, b)]
    assert covered == sorted(set(covered))
    missed = "".join(text[k] for k in range(len(text)) if k not in set(covered))
    assert not any(c.isalnum() for c in missed)


def test_a_long_sentence_is_divided() -> None:
    text = "I " + "walked and " * 50 + "fell."
    steps = steps_of(text)
    assert len(steps) > 1
    assert max(len(text[a:b].split()) for a, b in steps) <= 60
