"""Styles, scripts and pictures: kept by a browser as long as this start lasts, and never beyond it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nightglass.web.assets import FOLDER, asset

if TYPE_CHECKING:
    from served import Served

_NAMED = re.compile(r"asset\('([^']+)'\)")


def test_what_templates_name_is_there(app: Served) -> None:
    named = {n for path in (FOLDER / "templates").iterdir() for n in _NAMED.findall(path.read_text("utf-8"))}
    assert len(named) > 20
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    for name in named:
        answer = app.get(asset(name))
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == kinds[name[name.rindex(".") :]]
        assert answer.headers["cache-control"] == "private, max-age=86400, immutable"
        file = FOLDER / "static" / name
        assert not file.exists() or answer.content == file.read_bytes()


def test_what_scripts_import_is_kept_as_long(app: Served) -> None:
    place = asset("tonight.js").removesuffix("tonight.js")
    for script in (FOLDER / "static").glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', script.read_text("utf-8")):
            assert app.get(place + name).headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize("place", ["/static/common.js", "/static/0123456789abcdef/common.js", "/static/ä/common.js"])
def test_another_address_is_asked_for_each_time(app: Served, place: str) -> None:
    answer = app.get(place)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("name", ["none.js", "pages.py", "common", ".js", "tonight.html"])
def test_what_is_not_there_is_not_kept(app: Served, name: str) -> None:
    for place in (f"/static/{name}", f"/static/x/{name}", asset("common.js").replace("common.js", name)):
        answer = app.get(place)
        assert answer.status_code == 404
        assert answer.headers["cache-control"] == "no-store"


def test_a_name_that_is_wrong_in_a_template_is_no_address() -> None:
    with pytest.raises(KeyError, match="none"):
        asset("none.css")


def test_every_start_has_addresses_of_its_own() -> None:
    """What another program once served from this port and a browser kept must not be taken for ours."""
    told = "from nightglass.web.assets import asset; print(asset('common.js'))"
    other = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.strip()
    for address in (other, asset("common.js")):
        assert re.fullmatch(r"/static/[0-9a-f]{16}/common\.js", address)
    assert other != asset("common.js")
