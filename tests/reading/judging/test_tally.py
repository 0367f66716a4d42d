"""Counting what a coding holds."""

from __future__ import annotations

import pytest

from nightglass.reading.judging.tally import count_labels


@pytest.mark.parametrize(
    ("item", "labels"),
    [
        ("agg:1MKA,7>,D", {"agg", "agg:7", "agg:7:o>d"}),
        ("fri:D,4>,1FKA", {"fri", "fri:4", "fri:4:d>o"}),
        ("sex:D + 1FKA,2>,1MSA", {"sex", "sex:2", "sex:2:d>o"}),
        ("agg:D,1*,", {"agg", "agg:1", "agg:1:d>o"}),
        ("mf:3,D", {"mf", "mf:3", "mf:3:d"}),
        ("mf:6,1FMA", {"mf", "mf:6", "mf:6:o"}),
        ("succ:,D", {"succ", "succ:d"}),
        ("emot:AP,D", {"emot", "emot:AP", "emot:AP:d"}),
        ("set:IF", {"set:IF"}),
        ("char:1MKA", set()),
    ],
)
def test_one_item(item: str, labels: set[str]) -> None:
    counts = count_labels([item])
    assert set(counts) == labels
    assert set(counts.values()) <= {1}


def test_items_add_up() -> None:
    counts = count_labels(["agg:1MKA,7>,D", "agg:1MSA,7>,D", "agg:D,2>,1MSA"])
    assert (counts["agg"], counts["agg:7"], counts["agg:7:o>d"], counts["agg:2:d>o"]) == (3, 2, 2, 1)
