"""A new report joins, opens or stands alone, and moves nothing that stood."""

from __future__ import annotations

import pytest

from nightglass.recurrence import Shelf, Telling, place
from nightglass.recurrence import placing as module


def shelf_of(told: dict[str, Telling], last: str, *others: str) -> Shelf:
    shelf = Shelf([told[n] for n in others])
    shelf.add(told[last])
    return shelf


@pytest.mark.parametrize("all_compared", [True, False])
def test_it_joins(told: dict[str, Telling], monkeypatch: pytest.MonkeyPatch, all_compared: bool) -> None:
    if not all_compared:
        monkeypatch.setattr(module, "_ALL", 0)
    shelf = shelf_of(told, "ferry2", "ferry0", "single0", "ferry1", "single1", "kiln0")
    found = place(shelf, {"ferry0": "r1", "ferry1": "r1"})
    assert (found.recurrence, found.report) == ("r1", None)
    assert found.nearest in {"ferry0", "ferry1"}


def test_it_opens_one_with_a_single_report(told: dict[str, Telling]) -> None:
    found = place(shelf_of(told, "ferry1", "single0", "ferry0", "single1"), {})
    assert (found.recurrence, found.report) == (None, "ferry0")


def test_it_stands_alone(told: dict[str, Telling]) -> None:
    found = place(shelf_of(told, "single3", "single0", "ferry0", "ferry1"), {"ferry0": "r1", "ferry1": "r1"})
    assert (found.recurrence, found.report) == (None, None)
    assert found.probability < 0.2


def test_what_a_person_said_counts(told: dict[str, Telling]) -> None:
    shelf = shelf_of(told, "ferry2", "ferry0", "ferry1", "single0")
    found = place(shelf, {"ferry0": "r1", "ferry1": "r1"}, {"r1"})
    assert (found.recurrence, found.report) == (None, None)


def test_the_first_report_of_all(told: dict[str, Telling]) -> None:
    found = place(shelf_of(told, "ferry0"), {})
    assert (found.recurrence, found.report, found.nearest, found.probability) == (None, None, None, 0.0)


def test_a_shelf_grows_without_changing_what_was_there(
    told: dict[str, Telling], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightglass.recurrence.shelf._SPARE", 0)
    shelf = Shelf([told["ferry0"], told["single0"]])
    before, usual = shelf.vectors.copy(), shelf.common.usual.copy()
    for name in ("ferry1", "ferry2", "single1"):
        shelf.add(told[name])
    assert shelf.ids == ["ferry0", "single0", "ferry1", "ferry2", "single1"]
    assert (shelf.vectors[: len(before)] == before).all()
    assert (shelf.common.usual[: len(usual)] == usual).all()
    assert len(shelf.vectors) == shelf.views.sum() == len(shelf.common.near)
