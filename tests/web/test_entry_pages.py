"""The way in: what is said on the first page of all, on the locked one, and to a window that was not let in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from served import PASSPHRASE, serving

if TYPE_CHECKING:
    from pathlib import Path

    from served import Served


def test_a_short_passphrase_is_told_in_a_sentence_of_ours(tmp_path: Path) -> None:
    with serving(tmp_path / "home", made=False) as app:
        app.enter()
        page = app.get("/unlock").text
        assert "at least 8 signs" in page
        assert re.search(r'<form[^>]*action="/begin"[^>]* novalidate', page)
        assert "minlength" not in page
        for short in ("", "short"):
            answer = app.post("/begin", {"passphrase": short, "again": short})
            assert answer.status_code == 400
            assert re.search(r'<p id="said" role="alert">[^<]*8', answer.text)
        assert not app.keeper.exists


def test_in_settings_too(app: Served) -> None:
    page = app.get("/settings").text
    assert "at least 8 signs" in page
    assert re.search(r'<form[^>]*action="/settings/passphrase"[^>]* novalidate', page)
    answer = app.post("/settings/passphrase", {"present": PASSPHRASE, "new": "short", "again": "short"})
    assert answer.status_code == 400
    assert re.search(r'<p id="said" role="alert">[^<]*8', answer.text)


def test_nothing_typed_is_no_try(locked: Served) -> None:
    assert re.search(r'<form[^>]*action="/unlock"[^>]* novalidate', locked.get("/unlock").text)
    for _ in range(3):
        answer = locked.post("/unlock", {"passphrase": " "})
        assert (answer.status_code, "Type the passphrase" in answer.text) == (400, True)
    assert locked.post("/unlock", {"passphrase": PASSPHRASE}).headers["location"] == "/"


@pytest.mark.parametrize(("path", "status"), [("/", 401), ("/nights", 401), ("/enter?token=used", 403)])
def test_to_a_window_that_was_not_let_in_no_way_is_shown_that_leads_back_here(
    app: Served, path: str, status: int
) -> None:
    app.client.cookies.clear()
    answer = app.get(path)
    assert answer.status_code == status
    assert 'href="/"' not in answer.text
    assert 'href="/care"' in answer.text
    said = re.findall(r'role="alert">([^<]*)<', answer.text)[0]
    assert said.index("Start Nightglass again") < said.index("nightglass open")


def test_elsewhere_the_first_page_stays_the_way_on(app: Served) -> None:
    assert 'href="/">To the first page' in app.get("/there-is-none").text
