"""What is exported comes back as it was, whatever signs people write; and the files are the person's alone."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import BODY, FEELINGS, Context, Measure, Night, NotKeptError, Record, Report, Waking
from nightglass.journal.formats import EXPORTERS, IMPORTERS, Options, recognise

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = Options(zone="Europe/Vienna")
FORMATS = {"jsonl": "out.jsonl", "csv": "out.csv", "parquet": "out.parquet", "markdown": "out"}

SIGNS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
NASTY = st.sampled_from(
    [
        "---\n",
        "=1+1",
        "'=1",
        "@x",
        "\r\nmore\r\n",
        "## Report 2\n\n",
        "<!-- nightglass report {} 3 -->\nabc",
        "a\tb",
        '"',
        "-->",
        "null",
    ]
)
TEXT = st.one_of(SIGNS, NASTY, st.tuples(SIGNS, NASTY, SIGNS).map("".join))
SOME = st.none() | TEXT.filter(bool)
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2026, 1, 1))
MOMENTS = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2026, 1, 1)).map(  # noqa: DTZ001
    lambda m: m.replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))
)
RATING = st.none() | st.integers(0, 10)
NIGHTS = st.builds(
    Night,
    date=DATES,
    state=st.sampled_from(["badly", "quiet", "unknown"]),
    zone=st.none() | st.just("Europe/Vienna"),
    bed=st.none() | MOMENTS,
    nightmares=RATING,
    distress=RATING,
    wakings=st.lists(
        st.builds(Waking, st.none(), st.sampled_from(FEELINGS), st.lists(st.sampled_from(BODY), max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    contexts=st.lists(st.builds(Context, TEXT, st.none() | st.floats(0, 100), SOME), max_size=2).map(tuple),
    measures=st.lists(st.builds(Measure, SIGNS, st.floats(0, 100), SIGNS), max_size=2).map(tuple),
    note=SOME,
    source=SOME,
)
REPORTS = st.builds(
    Report,
    id=st.text("0123456789abcdef", min_size=32, max_size=32),
    night=DATES,
    text=TEXT.filter(bool),
    title=SOME,
    written=st.none() | MOMENTS,
    replays=st.sampled_from([None, "happened", "told", "neither"]),
    distress=RATING,
    tags=st.lists(TEXT, max_size=3).map(tuple),
    source=SOME,
)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nights=st.lists(NIGHTS, min_size=1, max_size=3, unique_by=lambda n: n.date), reports=st.lists(REPORTS, max_size=4)
)
def test_it_comes_back(form: str, tmp_path: Path, nights: list[Night], reports: list[Report]) -> None:
    path = tmp_path / FORMATS[form]
    EXPORTERS[form].write([*nights, *reports], path)
    back = list(IMPORTERS[form].read(path, OPTIONS))
    assert {n.date: n for n in back if isinstance(n, Night)} == {
        n.date: n for n in nights if form != "markdown" or n != Night(date=n.date)
    }
    key = lambda r: (r.night, r.id, r.text)  # noqa: E731
    assert sorted((r for r in back if isinstance(r, Report)), key=key) == sorted(reports, key=key)
    assert len(back) <= len(nights) + len(reports)
    shutil.rmtree(path, ignore_errors=True)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "text", "made"]), SIGNS), max_size=3))
def test_other_rows_come_back_in_our_own_lines(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "out.jsonl"
    records = [Record("scripts", row) for row in rows]
    EXPORTERS["jsonl"].write(records, path)
    assert list(IMPORTERS["jsonl"].read(path, OPTIONS)) == records


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_recognised_and_only_its_owner_can_open_it(form: str, tmp_path: Path) -> None:
    path = tmp_path / FORMATS[form]
    night = Night(date=dt.date(2026, 3, 2), state="quiet")
    EXPORTERS[form].write([night, Report(id="a" * 32, night=night.date, text="A lake.")], path)
    assert recognise(path) == form
    for file in [path, *path.rglob("*")] if path.is_dir() else [path]:
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", FORMATS)
def test_what_cannot_be_written_leaves_nothing_behind(form: str, tmp_path: Path) -> None:
    def stops() -> object:
        yield Night(date=dt.date(2026, 3, 2))
        raise NotKeptError("Stopped.")

    with pytest.raises(NotKeptError):
        EXPORTERS[form].write(stops(), tmp_path / FORMATS[form])  # type: ignore[arg-type]
    with pytest.raises(NotKeptError):
        EXPORTERS[form].write([], tmp_path / "no such folder" / "out")
    assert list(tmp_path.iterdir()) == []


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "plain"]
    EXPORTERS["csv"].write(
        [Report(id=f"{k:032x}", night=dt.date(2026, 3, 2), text=t, title=t) for k, t in enumerate(texts)], path
    )
    with path.open(newline="", encoding="utf-8") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_export_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text('{"kind": "nightglass", "version": 2}\n')
    with pytest.raises(Exception, match="newer Nightglass"):
        list(IMPORTERS["jsonl"].read(path, OPTIONS))


def test_a_note_that_was_changed_by_hand_keeps_its_new_words(tmp_path: Path) -> None:
    night = Night(date=dt.date(2026, 3, 2), state="badly")
    two = [Report(id=c * 32, night=night.date, text=f"Words of {c}.") for c in "ab"]
    EXPORTERS["markdown"].write([night, *two], tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    file.write_text(file.read_text().replace("Words of a.", "Quite other and longer words of a."))
    back = [i.text for i in IMPORTERS["markdown"].read(tmp_path / "out", OPTIONS) if isinstance(i, Report)]
    assert back == ["Quite other and longer words of a.", "Words of b."]
