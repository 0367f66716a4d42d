"""What is answered to a form that was sent: always a page, or the way to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import new_id, night_of, now, reports, scripts
from nightglass.web.routes import HANDLERS
from served import add_dream, forms, lived_in, pages

if TYPE_CHECKING:
    from served import Served

FOR_SCRIPTS = {
    "/tonight/draft", "/dreams/{identity:str}/draft", "/scripts/draft", "/recordings/begin", "/import/file",
    "/restore/file", "/recordings/{recording:str}/pieces/{number:int}",
}  # fmt: skip
"""Where only scripts post to; they are answered in JSON."""

PLACES = {
    path
    for handler in HANDLERS
    if "POST" in getattr(handler, "http_methods", ())
    for path in handler.paths
    if not path.startswith("/api/")
}


def _is_a_page(app: Served, place: str, fields: dict[str, str]) -> bool:
    """Tell whether a form is answered with a page, with the way to one, or with a file to keep."""
    answer = app.post(place, fields)
    if answer.status_code in {204, 303} or "attachment" in answer.headers.get("content-disposition", ""):
        return True
    return answer.headers["content-type"].startswith("text/html") and "<" in answer.text


@pytest.mark.parametrize("known", [False, True])
def test_an_empty_form_is_answered_with_a_page(app: Served, *, known: bool) -> None:
    evening = night_of(now())
    identity = add_dream(app.journal, "I ran over the roofs.", evening, read=False) if known else new_id()
    names = {"date": evening.isoformat(), "str": identity, "int": "0"}
    assert PLACES > FOR_SCRIPTS
    found = sorted(
        re.sub(r"\{\w+:(\w+)\}", lambda named: names[named[1]], path) for path in PLACES - FOR_SCRIPTS - {"/lock"}
    )
    assert [place for place in found if not _is_a_page(app, place, {"night": evening.isoformat()})] == []


def test_every_form_of_every_page_is_answered_with_a_page(app: Served) -> None:
    lived_in(app.journal)
    last = next(reports(app.journal, newest_first=True)).night
    places = {*pages(app.journal).values(), f"/tonight/number/{last}", f"/tonight/quiet/{last}", "/care/people"}
    found = {form for place in places for form in forms(app.get(place).text)} - FOR_SCRIPTS - {"/lock"}
    found = {form for form in found if not form.endswith("/draft")}
    assert len(found) > 25
    assert any(str(script.id) in form for form in found for script in scripts(app.journal))
    assert [form for form in sorted(found) if not _is_a_page(app, form, {"night": last.isoformat()})] == []


def test_a_number_with_nothing_chosen_is_asked_for_again_on_a_page_with_the_ways_out(app: Served) -> None:
    answer = app.post("/tonight/number", {"night": night_of(now()).isoformat()})
    assert answer.headers["content-type"].startswith("text/html")
    assert "Nothing was chosen" in answer.text
    assert 'href="/nights"' in answer.text
    assert "/lock" in forms(answer.text)
