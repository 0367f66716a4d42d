"""Whatever is in a file, only values and plain sentences come out of it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_importers import DAY_ONE, JRNL, SLEEP, STAGES, health

from nightglass.errors import NightglassError
from nightglass.journal import LeftOut, Night, Record, Report
from nightglass.journal.formats import EXPORTERS, IMPORTERS, Options, recognise

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = Options(zone="Europe/Vienna")
NAMES = {"markdown": "2026-03-01.md", "parquet": "x.parquet", "day-one": "x.zip"}


def _zip(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a good file of each format."""
    folder = tmp_path_factory.mktemp("good")
    import datetime as dt  # noqa: PLC0415

    items = [
        Night(date=dt.date(2026, 3, 1), state="badly"),
        Report(id="a" * 32, night=dt.date(2026, 3, 1), text="I fell."),
    ]
    for form in ("jsonl", "csv", "parquet", "markdown"):
        EXPORTERS[form].write(items, folder / form)
    return {
        "jsonl": (folder / "jsonl").read_bytes(),
        "csv": (folder / "csv").read_bytes(),
        "parquet": (folder / "parquet").read_bytes(),
        "markdown": next((folder / "markdown").iterdir()).read_bytes(),
        "jrnl": JRNL.encode(),
        "day-one": _zip("Journal.json", json.dumps(DAY_ONE)),
        "apple-health": health(STAGES).encode(),
        "sleep-as-android": SLEEP.encode(),
        "dreambank": b'{"date": "2026-03-01", "text": "I fell."}\n',
    }


def only_values(form: str, path: Path) -> None:
    try:
        for item in IMPORTERS[form].read(path, OPTIONS):
            assert isinstance(item, Night | Report | Record | LeftOut)
            if isinstance(item, LeftOut):
                assert "\n" not in item.reason
    except NightglassError as error:
        assert str(error)
        assert "Traceback" not in str(error)


@pytest.mark.parametrize("form", IMPORTERS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_good_file_that_was_harmed(form: str, good: dict[str, bytes], tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(good[form])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole)))
        length = data.draw(st.integers(0, 30))
        whole[place : place + length] = data.draw(st.binary(max_size=30))
    path = tmp_path / NAMES.get(form, f"x.{form}")
    path.write_bytes(bytes(whole))
    only_values(form, path)


@pytest.mark.parametrize("form", IMPORTERS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400)
    | st.text(max_size=200).map(str.encode)
    | st.from_regex(r"[\[{\"':,\d\-\n ]{0,60}").map(str.encode)
)
def test_any_bytes(form: str, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAMES.get(form, f"x.{form}")
    path.write_bytes(data)
    only_values(form, path)
    try:
        assert recognise(path) in IMPORTERS
    except NightglassError as error:
        assert "--format" in str(error)


@pytest.mark.parametrize("form", IMPORTERS)
def test_a_field_without_end_and_nesting_without_end(form: str, tmp_path: Path) -> None:
    path = tmp_path / NAMES.get(form, f"x.{form}")
    for data in (b'"' + b"x" * 11_000_000, b"[" * 100_000, b'{"entries":' * 20_000, b"<a>" * 100_000):
        path.write_bytes(data)
        only_values(form, path)
