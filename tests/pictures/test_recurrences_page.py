"""The page of findings: whole, without a network, texts folded away, rhythm only from days that are known."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from test_recurrence import portrait

from nightglass.pictures import PageEntry, recurrences_html


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.styles: list[str] = []
        self.policy = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = dict(attributes)
        self.inside = tag
        if own.get("id"):
            self.ids.append(str(own["id"]))
        if own.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(own["content"])
        assert tag not in {"script", "img", "link", "iframe"}

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.styles.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


@pytest.mark.parametrize("count", [0, 1, 3])
def test_page(count: int) -> None:
    entries = [PageEntry(f"r{k}", 0.5, portrait(), ("a <b>", "b", "c")) for k in range(count)]
    drawn = recurrences_html("table <1>", 9, ["2026-01-10", "2026-03-10"], entries)
    page = Page()
    page.feed(drawn)
    assert len(set(page.ids)) == len(page.ids) == 2 * count
    for style in page.styles:
        assert b64encode(sha256(style.encode()).digest()).decode() in page.policy
    assert "unsafe" not in page.policy
    assert f"{3 * count} of them tell {count} dreams" in drawn
    assert drawn.count("From 2026-01-10 to 2026-03-10, with 59 days between.") == count
    assert "<b>" not in drawn
    assert "unknown, not quiet" in drawn


def test_without_days_nothing_is_said_of_rhythm() -> None:
    undated = portrait()
    import msgspec  # noqa: PLC0415

    undated = msgspec.structs.replace(
        undated, occurrences=tuple(msgspec.structs.replace(o, date=None) for o in undated.occurrences)
    )
    drawn = recurrences_html("t", 3, [], [PageEntry("r1", 0.5, undated, ("a", "b", "c"))])
    assert "Of too few of its reports the day is known" in drawn
    assert "month" not in drawn
