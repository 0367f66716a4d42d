"""What the model sees is the same every time, and points at words of the report."""

from __future__ import annotations

import numpy as np
import pytest

from nightglass.reading.characters import gather
from nightglass.reading.model import SLOTS, look
from nightglass.reading.story import listen

REPORT = "I was in a corridor. A man with a knife ran after me and I was terrified. My sister wept. Then it was quiet."


def test_the_same_text_is_seen_the_same() -> None:
    first, again = look(listen(REPORT)), look(listen(REPORT))
    assert first.labels == again.labels
    assert first.events == again.events


def test_a_report_beside_another_changes_nothing() -> None:
    alone = look(listen(REPORT)).labels
    look(listen("Something quite different. " * 40))
    assert look(listen(REPORT)).labels == alone


def test_fear_is_seen_where_it_is_told() -> None:
    sight = look(listen(REPORT))
    weights = sight.weights("emot:AP")
    start, end = sight.spans[int(weights.argmax())]
    assert REPORT.index("A man") <= start < end <= REPORT.index("My sister")
    assert (weights >= 0).all()
    assert weights[0] == 0
    assert sight.labels["emot:AP"] > look(listen("We had tea in the garden and talked.")).labels["emot:AP"]


def test_one_row_of_slots_for_each_entity() -> None:
    story = listen(REPORT)
    company = gather(story)
    said = look(story).people(story, company)
    assert len(said) == len(company.entities)
    assert all(row.shape == (sum(SLOTS),) and np.isfinite(row).all() for row in said)


@pytest.mark.parametrize("report", ["x", "🐍🐍🐍", "… … …", "a" * 5000])
def test_odd_reports(report: str) -> None:
    sight = look(listen(report))
    assert all(np.isfinite(list(sight.labels.values())))
    assert min(sight.events.values()) >= 0
