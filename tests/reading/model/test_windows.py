"""Windows hold every word piece once, in order, and keep sentences whole where they fit."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nightglass.reading.characters import gather
from nightglass.reading.model import load
from nightglass.reading.model.windows import WINDOW, pieces_of, windows_of
from nightglass.reading.story import listen

SENTENCES = st.lists(
    st.sampled_from(
        ["I ran down the stairs.", "The lamp went out!", "a dog barked and barked", "What was it?", "émigré 🐍 naïve"]
    ),
    min_size=1,
    max_size=120,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
@example("word " * 700)
@example("x")
def test_every_piece_once(report: str) -> None:
    tokenizer = load().tokenizer
    windows = windows_of(listen(report), tokenizer)
    whole = tokenizer.encode(report)
    assert [i for w in windows for i in w.ids[1:-1]] == whole.ids[1:-1]
    assert [s for w in windows for s in w.spans[1:-1]] == whole.offsets[1:-1]
    assert all(3 <= len(w.ids) <= WINDOW and len(w.ids) == len(w.spans) for w in windows)
    assert all(w.spans[0] == w.spans[-1] == (-1, -1) for w in windows)


def test_a_window_ends_between_sentences() -> None:
    report = "I walked along the wall and looked for the gate. " * 30
    windows = windows_of(listen(report), load().tokenizer)
    assert len(windows) > 2
    assert {report[w.spans[-2][0]] for w in windows} == {"."}


def test_pieces_of_people() -> None:
    report = "My brother stood there. A tall woman came. She looked at him and he wept."
    story = listen(report)
    company = gather(story)
    windows = windows_of(story, load().tokenizer)
    spans = [s for w in windows for s in w.spans]
    told = [[report[a:b] for a, b in (spans[i] for i in places)] for places in pieces_of(story, company, windows)]
    assert told == [["My", "brother", "him", "he"], ["A", "tall", "woman", "She"]]
