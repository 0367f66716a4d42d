"""``nightglass course``: plain words, phases, pictures, and what cannot be said yet."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import Night, open_journal, save_night

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date.today()  # noqa: DTZ011 - as the person's own calendar has it


@pytest.fixture
def months(begun, home: Path):
    with open_journal("four or five words", home) as journal:
        for k in range(120):
            state = "badly" if k % (2 if k > 60 else 4) == 0 else "quiet"
            if k % 7:
                save_night(journal, Night(date=TODAY - dt.timedelta(days=k + 1), state=state))  # type: ignore[arg-type]
    return begun


def test_nothing_yet(begun) -> None:
    assert "No night is known yet" in begun("course").out
    assert json.loads(begun("course", "--json").out)["rate"]["need"] == 7


def test_words_phases_and_pictures(months, tmp_path: Path) -> None:
    turn = TODAY - dt.timedelta(days=60)
    assert months("course", "--phase", "baseline", "--from", str(TODAY - dt.timedelta(days=120)), "--to",
                  str(turn - dt.timedelta(days=1))).code == 0  # fmt: skip
    said = months("course", "--phase", "rehearsal", "--from", str(turn), "--pictures", str(tmp_path / "drawn"))
    assert said.code == 0
    assert "From baseline to rehearsal:" in said.out
    assert (
        said.out.index("dreamt badly: ")
        < said.out.index("baseline: from")
        < said.out.index("How often: ")
        < said.out.index("Tau-U")
    )
    assert "unknown" in said.out
    assert "now" in said.out
    assert max(len(line) for line in said.out.splitlines() if not line.startswith("Drawn into")) <= 80
    assert {p.name for p in (tmp_path / "drawn").iterdir()} == {
        f"{name}.{kind}" for name in ("calendar", "course", "gaps") for kind in ("svg", "png")
    }
    found = json.loads(months("course", "--json").out)
    assert found["effects"][0]["ratio"]["ratio"] < 1
    assert months("course", "--phase", "other", "--from", str(turn)).code == 1
    assert months("course", "--forget", "rehearsal").code == 0
    assert "rehearsal" not in months("course").out
    refused = months("course", "--forget", "rehearsal")
    assert refused.code == 1
    assert "nightglass course shows them" in refused.err


def test_a_folder_that_cannot_be_written(months, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = months("course", "--pictures", str(tmp_path / "file" / "drawn"))
    assert refused.code == 1
    assert "name another folder" in refused.err
