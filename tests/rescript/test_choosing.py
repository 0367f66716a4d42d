"""Not the worst first; and where a dream can turn."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from nightglass.reading import read
from nightglass.rescript import NEVER, STEPS, Candidate, choose, starts

FIRST = dt.date(2026, 3, 1)


@given(st.lists(st.none() | st.integers(0, 10), max_size=12))
def test_every_nightmare_is_offered_once_and_the_worst_never_first(distress: list[int | None]) -> None:
    given_ones = [Candidate(str(k), FIRST + dt.timedelta(days=k), d) for k, d in enumerate(distress)]
    found = choose(given_ones)
    assert sorted(c.candidate.report for c in found) == sorted(c.report for c in given_ones)
    fits = [c.fit for c in found]
    assert fits == sorted(fits, key=["good", "open", "later"].index)
    if any(d is None or d <= 6 for d in distress):
        assert (found[0].candidate.distress or 0) <= 6


def test_of_the_good_ones_the_latest_is_first() -> None:
    found = choose([Candidate("old", FIRST, 5), Candidate("new", FIRST + dt.timedelta(days=9), 5)])
    assert [c.candidate.report for c in found] == ["new", "old"]
    assert "good one to begin with" in found[0].words


def test_only_the_middle_is_called_a_good_one_to_begin_with() -> None:
    fits = {d: choose([Candidate("a", FIRST, d)])[0].fit for d in range(11)}
    assert [d for d, fit in fits.items() if fit == "good"] == [4, 5, 6]
    assert [d for d, fit in fits.items() if fit == "later"] == [7, 8, 9, 10]


def test_one_that_replays_what_happened_is_for_later_however_light_it_is() -> None:
    found = choose([Candidate("replays", FIRST, 5, replays=True), Candidate("light", FIRST, 1)])
    assert [(c.candidate.report, c.fit) for c in found] == [("light", "open"), ("replays", "later")]
    assert "replays what happened" in found[1].words


def test_a_start_lies_before_the_hardest_moment_in_the_dreamers_words() -> None:
    text = (
        "I was in the garden with my brother and we picked plums. The gate opened by itself. "
        "A man with a knife ran at me. I could not move. He stabbed my brother and killed him."
    )
    reading = read(text)
    found = starts(reading)
    assert found
    assert found[0].reason == "before_hot_spot"
    threats = [b.threat for b in reading.beats]
    assert found[0].beat == max(0, threats.index(max(threats)) - 1)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.beat <= threats.index(max(threats))
    assert len({s.beat for s in found}) == len(found)


def test_a_dream_without_threat_or_without_words_has_no_hot_spot() -> None:
    assert all(s.reason != "before_hot_spot" for s in starts(read("We ate plums in the garden and talked of trains.")))
    assert starts(read("Un sueño en otra lengua: yo estaba en la casa de mi abuela y no podía salir de ella.")) == ()


def test_every_step_has_its_way_out_and_nothing_writes_the_dream() -> None:
    assert [s.name for s in STEPS] == ["choose", "start", "change", "write", "rehearse"]
    for step in STEPS:
        assert step.asks
        assert step.way_out.endswith(".")
    assert len(NEVER) == 3
