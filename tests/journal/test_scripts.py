"""Scripts, versions, rehearsals, plans: nothing overwritten, all of it in an export and back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.course import Phase
from nightglass.journal import (
    Journal,
    JournalError,
    Night,
    Report,
    bring_back,
    candidates,
    change_script,
    give_out,
    init_journal,
    keep_phase,
    keep_plan,
    keep_rehearsal,
    keep_script,
    new_id,
    phases,
    plans,
    put_into_bin,
    rehearsals,
    save_night,
    save_report,
    script,
    scripts,
    take_in,
    understand,
)
from nightglass.journal.formats import EXPORTERS, IMPORTERS, Options
from nightglass.journal.keys import Cost
from nightglass.journal.logging import read_new
from nightglass.rescript import Plan, Rehearsal, RescriptError

if TYPE_CHECKING:
    from pathlib import Path

EVENING = dt.date(2026, 3, 2)
MOMENT = dt.datetime(2026, 3, 5, 19, 30, tzinfo=dt.UTC)


@pytest.fixture
def report(journal: Journal) -> Report:
    made = Report(id=new_id(), night=EVENING, text="The oars stop and water comes in.", distress=6)
    save_report(journal, made)
    return made


def test_versions_are_kept(journal: Journal, report: Report) -> None:
    made = keep_script(journal, "  The oars are swans.  ", report=report.id, turning_point=1, title="Swans")
    assert (made.text, made.report, made.turning_point) == ("The oars are swans.", report.id, 1)
    after = change_script(journal, made.id, "The oars are swans and they sing.")
    assert [v.number for v in after.versions] == [1, 2]
    assert change_script(journal, "Swans", after.text) == after
    assert change_script(journal, "Swans", title="The swans").versions == after.versions
    assert script(journal, made.id[:6]).title == "The swans"
    with pytest.raises(JournalError, match="no words yet"):
        keep_script(journal, " \n ")
    with pytest.raises(JournalError, match="nightglass script lists them"):
        script(journal, "The geese")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("abc .\n", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_every_version_is_one_that_was_written(journal: Journal, texts: list[str]) -> None:
    with journal.writing() as connection:
        connection.exec_driver_sql("DELETE FROM scripts")
    made = keep_script(journal, texts[0])
    for text in texts[1:]:
        change_script(journal, made.id, text)
    versions = script(journal, made.id).versions
    assert [v.number for v in versions] == list(range(1, len(versions) + 1))
    assert {v.text for v in versions} == {t.strip() for t in texts}
    assert versions[-1].text == texts[-1].strip()


def test_two_new_scripts_a_week(journal: Journal) -> None:
    keep_script(journal, "One.")
    keep_script(journal, "Two.")
    with pytest.raises(RescriptError, match="within the last week"):
        keep_script(journal, "Three.")
    assert len(scripts(journal)) == 2


def test_deleted_and_brought_back(journal: Journal) -> None:
    made = keep_script(journal, "One.")
    put_into_bin(journal, "scripts", made.id)
    assert scripts(journal) == []
    bring_back(journal, "scripts", made.id)
    assert scripts(journal) == [made]


def test_candidates_are_the_bad_dreams(journal: Journal, report: Report) -> None:
    save_night(journal, Night(date=dt.date(2026, 3, 4), state="quiet"))
    plain = Report(id=new_id(), night=dt.date(2026, 3, 4), text="We ate plums in the garden and talked of trains.")
    chased = Report(id=new_id(), night=dt.date(2026, 3, 5), text="A man with a knife chased me and I could not move. "
                    "I was terrified. He killed my brother. I woke up crying.")  # fmt: skip
    for one in (plain, chased):
        save_report(journal, one)
    read_new(journal, [plain, chased])
    assert {c.report: c.distress for c in candidates(journal)} == {report.id: 6, chased.id: None}
    save_report(journal, msgspec.structs.replace(chased, replays="happened"))
    assert {c.report: c.replays for c in candidates(journal)} == {report.id: False, chased.id: True}


def test_rehearsals_and_plans(journal: Journal) -> None:
    made = keep_script(journal, "One.")
    own = Rehearsal(id=new_id(), script=made.id, at=MOMENT, minutes=10, distress_before=7)
    keep_rehearsal(journal, own)
    rated = msgspec.structs.replace(own, distress_after=4, vividness=6, mastery=5, note="The swan was late.")
    keep_rehearsal(journal, rated)
    assert rehearsals(journal) == rehearsals(journal, made.id) == [rated]
    assert rehearsals(journal, "0" * 32) == []
    with pytest.raises(RescriptError):
        keep_rehearsal(journal, msgspec.structs.replace(own, mastery=11))
    plan = Plan(new_id(), made.id, EVENING, EVENING + dt.timedelta(days=6), dt.time(19, 30), 10)
    keep_plan(journal, plan)
    assert plans(journal) == [plan]


def test_all_of_it_in_an_export_and_back(journal: Journal, report: Report, tmp_path: Path) -> None:
    made = keep_script(journal, "One.", report=report.id)
    change_script(journal, made.id, "Two.")
    keep_rehearsal(journal, Rehearsal(id=new_id(), script=made.id, at=MOMENT, minutes=10))
    keep_plan(journal, Plan(new_id(), made.id, EVENING, None, None, 10))
    keep_phase(journal, Phase("baseline", EVENING), dt.date(2026, 4, 1))
    path = tmp_path / "out.jsonl"
    EXPORTERS["jsonl"].write(give_out(journal), path)
    other, _ = init_journal("four or five words", tmp_path / "other", Cost(passes=1, memory=64, threads=1))
    with other:
        take_in(other, understand(other, IMPORTERS["jsonl"].read(path, Options(zone="UTC"))))
        assert scripts(other) == scripts(journal)
        assert rehearsals(other) == rehearsals(journal)
        assert plans(other) == plans(journal)
        assert phases(other) == phases(journal)
