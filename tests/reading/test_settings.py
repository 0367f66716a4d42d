"""Where a dream takes place."""

from __future__ import annotations

import pytest

from nightglass.reading.settings import find_settings
from nightglass.reading.story import listen


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("I was in a kitchen.", ["set:IQ"]),
        ("I was in my kitchen.", ["set:IF"]),
        ("I walked along the beach.", ["set:OQ"]),
        ("I was in our house and then on a street.", ["set:IF", "set:OQ"]),
        ("I was at home.", ["set:IF"]),
        ("I do not know where.", ["set:NS"]),
        ("We talked about rooms.", ["set:NS"]),
    ],
)
def test_settings(report: str, expected: list[str]) -> None:
    assert [item for item, _ in find_settings(listen(report))] == expected


def test_no_place_has_no_evidence_and_every_place_has_some() -> None:
    assert find_settings(listen("I flew."))[0][1] == ()
    assert [e.text for e in find_settings(listen("I hid in the cellar of a house."))[0][1]] == ["house"]
