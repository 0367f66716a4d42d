"""The pages of the day stay dark for eyes that are used to the night; what was chosen in Settings still wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import keep_setting
from nightglass.web import dimming

if TYPE_CHECKING:
    from served import Served


def _look(app: Served, came_from: str = "/nights", path: str = "/nights") -> str:
    page = app.get(path, headers={"referer": f"{app.address}{came_from}"})
    return re.findall(r'data-look="(\w+)"', page.text)[0]


@pytest.mark.parametrize(
    ("hour", "from_the_day", "from_the_night"),
    [(0, "dark", "dark"), (5, "dark", "dark"), (6, "system", "dark"), (8, "system", "dark"), (9, "system", "system"),
     (17, "system", "system"), (18, "system", "dark"), (20, "system", "dark"), (21, "dark", "dark"),
     (23, "dark", "dark")],
)  # fmt: skip
def test_the_hour_and_where_somebody_comes_from(
    app: Served, monkeypatch: pytest.MonkeyPatch, hour: int, from_the_day: str, from_the_night: str
) -> None:
    monkeypatch.setattr(dimming, "_hour", lambda: hour)
    for page in ("/settings", "/care?by=day", "/notes"):
        assert _look(app, page) == from_the_day
    for page in ("/", "/tonight/after/2026-03-02", "/breathe", "/care", "/unlock?next=/nights", "/?night=2026-03-02"):
        assert _look(app, page) == from_the_night
    assert re.findall(r'data-look="(\w+)"', app.get("/nights").text) == [from_the_day], "typed into the address line"


@pytest.mark.parametrize("hour", [3, 12])
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_what_was_chosen_wins(app: Served, monkeypatch: pytest.MonkeyPatch, hour: int, chosen: str) -> None:
    monkeypatch.setattr(dimming, "_hour", lambda: hour)
    keep_setting(app.journal, "look", chosen)
    assert _look(app, "/") == chosen
    assert _look(app, "/", "/settings") == chosen


def test_settings_say_so(app: Served) -> None:
    assert "as the system does, and dark from 21:00 to 6:00" in app.get("/settings").text


def test_the_clock_is_this_machines() -> None:
    assert 0 <= dimming._hour() < 24
