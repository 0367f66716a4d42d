"""What is being written is kept as it is typed."""

from __future__ import annotations

import datetime as dt

from nightglass.journal import Draft, Journal, drafts, forget_draft, keep_draft, keep_draft_after

MOMENT = dt.datetime(2026, 3, 3, 4, 0, tzinfo=dt.UTC)


def test_the_last_words_are_kept(journal: Journal) -> None:
    for k, text in enumerate(("I", "I was", "I was on the stairs")):
        keep_draft(journal, Draft("d1", dt.date(2026, 3, 2), text, MOMENT + dt.timedelta(seconds=k)))
    keep_draft(journal, Draft("d2", None, "Another", MOMENT))
    assert [d.text for d in drafts(journal)] == ["I was on the stairs", "Another"]
    forget_draft(journal, "d1")
    assert [d.id for d in drafts(journal)] == ["d2"]
    forget_draft(journal, "d1")


def test_a_text_that_somebody_else_changed_is_not_written_over(journal: Journal) -> None:
    first = Draft("d1", None, "I was on the stairs", MOMENT)
    assert keep_draft_after(journal, first, None) is None
    second = Draft("d1", None, "I was on the stairs and", MOMENT + dt.timedelta(seconds=1))
    assert keep_draft_after(journal, second, first.changed) is None
    other = Draft("d1", None, "Something else", MOMENT + dt.timedelta(seconds=2))
    assert keep_draft_after(journal, other, first.changed) == second
    assert keep_draft_after(journal, other, None) == second
    assert [d.text for d in drafts(journal)] == [second.text]
    assert keep_draft_after(journal, other, second.changed) is None
    assert [d.text for d in drafts(journal)] == [other.text]
