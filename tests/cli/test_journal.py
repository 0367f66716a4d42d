"""The commands of the journal, as scripts and people use them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from nightglass.journal import correct, open_journal

if TYPE_CHECKING:
    from pathlib import Path

DREAM = "A man with no face stood at the end of my bed. I could not move. He turned into my mother. I woke up crying."


def test_a_first_night(typed) -> None:
    made = typed("init")
    assert made.code == 0
    assert "recovery key" in made.out
    saved = typed("log", DREAM, "--night", "2026-03-02")
    assert saved.out.startswith("Saved: the night of Monday 2 March 2026, report ")
    listed = typed("list", "--from", "2026-03-01", "--to", "2026-03-03")
    assert "dreamt badly" in listed.out
    assert "face" not in listed.out
    assert "--show" in listed.out
    assert DREAM in typed("list", "--from", "2026-03-01", "--to", "2026-03-03", "--show").out


def test_a_number_a_quiet_night_and_details(begun) -> None:
    assert begun("log", "--nightmares", "2", "--date", "2026-03-02", "--distress", "8").code == 0
    assert begun("log", "--quiet-night", "--night", "2026-03-03").code == 0
    more = (
        "--bed",
        "23:10",
        "--woke",
        "4:30",
        "--waking",
        "sadness",
        "--body",
        "crying",
        "--calm",
        "40",
        "--lay-awake",
    )
    assert (
        begun("log", "--date", "2026-03-02", *more, "--with", "prazosin=2mg", "--with", "place=at my sister").code == 0
    )
    shown = begun("show", "2026-03-02").out
    for words in ("2 nightmares", "distress 8", "to bed 23:10, awake 04:30", "sadness, crying, calm after 40 minutes"):
        assert words in shown
    assert "prazosin 2 mg" in shown
    document = json.loads(begun("show", "2026-03-03", "--json").out)
    assert document["night"] == {"date": "2026-03-03", "state": "quiet", "zone": "Europe/Vienna", "nightmares": 0}


def test_what_is_piped_in(begun) -> None:
    assert begun("log", "-", "--date", "2026-03-02", stdin="It was the house again.\n").code == 0
    assert "house again" in begun("list", "house", "--show").out


def test_search_by_what_was_found(begun) -> None:
    begun("log", DREAM, "--date", "2026-03-02")
    begun("log", "We baked a cake.", "--date", "2026-03-03")
    assert begun("list", "--facet", "immobile").out.startswith("2026-03-02")
    assert begun("list", "--who", "mother").out.startswith("2026-03-02")
    assert begun("list", "cake").out.startswith("2026-03-03")
    assert begun("list", "zeppelin").out == "Nothing was found.\n"
    found = json.loads(begun("list", "cake", "--json").out)
    assert "text" not in found["reports"][0]


def name_of(said) -> str:
    return said.out.split("report ")[1][:8]


def test_a_report_with_its_score(begun) -> None:
    name = name_of(begun("log", DREAM, "--date", "2026-03-02"))
    shown = begun("show", name)
    assert "cannot move" in shown.out
    assert "veiled" in shown.out
    assert DREAM in begun("show", name, "--show").out
    document = json.loads(begun("show", name, "--json").out)
    assert document["reading"]["facets"]["immobile"]["value"] is True
    assert "text" not in document["report"]


def test_change_delete_and_bring_back(begun) -> None:
    name = name_of(begun("log", DREAM, "--date", "2026-03-02"))
    assert begun("edit", name, "--text", "-", "--title", "Him", stdin="A lake.").code == 0
    assert "Him" in begun("list", "lake").out
    assert begun("edit", name, "--delete").code == 0
    assert begun("list", "lake").out == "Nothing was found.\n"
    assert begun("edit", name, "--bring-back").code == 0
    assert "Him" in begun("list", "lake").out
    assert begun("edit", "2026-03-02", "--state", "quiet").code == 0
    assert "quiet" in begun("show", "2026-03-02").out


def test_settings_in_a_file_stay_out_unless_asked_for(begun, tmp_path: Path) -> None:
    path = tmp_path / "given.jsonl"
    path.write_text(
        '{"kind": "nightglass", "version": 1}\n{"kind": "settings", "name": "idle_minutes", "value": "1440"}\n'
    )
    tried = begun("import", str(path)).out
    assert "only with --settings" in tried
    assert "idle_minutes: 1440" in tried
    assert "nothing new" in tried
    assert "Taken over." in begun("import", str(path), "--settings").out
    assert "--settings" not in begun("import", str(path)).out


def test_there_and_back(begun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun("log", DREAM, "--date", "2026-03-02", "--nightmares", "1")
    for form in ("jsonl", "csv", "markdown", "parquet"):
        assert begun("export", "-o", str(tmp_path / form), "--format", form).code == 0
        assert "left as it is" in begun("export", "-o", str(tmp_path / form), "--format", form).err
    monkeypatch.setenv("NIGHTGLASS_HOME", str(tmp_path / "other"))
    begun("init")
    tried = begun("import", str(tmp_path / "jsonl"), "--dry-run")
    assert "1 new reports, 1 nights" in tried.out
    assert begun("list", "--from", "2026-03-01").out.startswith("No night")
    assert "Taken over." in begun("import", str(tmp_path / "jsonl")).out
    assert "nothing new" in begun("import", str(tmp_path / "jsonl")).out
    assert "nothing new" in begun("import", str(tmp_path / "parquet")).out
    assert "1 nightmare" in begun("list", "--from", "2026-03-01").out
    assert begun("list", "--facet", "immobile").out.startswith("2026-03-02")  # what was imported was read too


def test_backup_restore_check_status(begun, home: Path, tmp_path: Path) -> None:
    assert "no backup yet" in begun("status").out
    begun("log", "--quiet-night", "--date", "2026-03-02")
    assert "automatic" in begun("restore").out
    made = begun("backup", "-o", str(tmp_path / "one.nightglass"))
    assert "verified" in made.out
    assert begun("backup", "--verify", str(tmp_path / "one.nightglass")).code == 0
    begun("log", "--nightmares", "1", "--date", "2026-03-03")
    restored = begun("restore", str(tmp_path / "one.nightglass"))
    assert "kept in" in restored.out
    assert "2026-03-03" not in begun("list", "--from", "2026-03-01").out
    checked = begun("check")
    assert checked.code == 0, checked.out
    assert "Nobody else" in checked.out
    (home / "journal" / "keys-copy.json").unlink()
    assert begun("check").code == 1


def test_another_passphrase(begun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTGLASS_NEW_PASSPHRASE", "other words altogether")
    assert "changed" in begun("passphrase").out
    monkeypatch.setattr("nightglass.journal.attempts.sleep", lambda _: None)
    refused = begun("list")
    assert (refused.code, refused.out) == (1, "")
    assert "does not open" in refused.err
    monkeypatch.setenv("NIGHTGLASS_PASSPHRASE", "other words altogether")
    assert begun("list").code == 0
    assert "Locked" in begun("lock").out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("log",), "Nothing was given"),
        (("log", "x", "--night", "someday"), "2026-03-02"),
        (("log", "--nightmares", "-1"), "0 to 100"),
        (("log", "--distress", "11"), "0 to 10"),
        (("log", "--bed", "25:00"), "23:10"),
        (("log", "--waking", "odd"), "fear"),
        (("log", "--body", "odd"), "crying"),
        (("log", "x", "--replays", "odd"), "happened"),
        (("log", " "), "nothing in the report"),
        (("show", "abcd"), "nightglass list"),
        (("edit", "abcd"), "nightglass list"),
        (("edit", "2026-03-02"), "--state"),
        (("edit", "2026-03-02", "--state", "odd"), "quiet"),
        (("edit", "abcd", "--bring-back"), "Nothing in the bin"),
        (("import", "/no/such/file"), "no file"),
        (("import", __file__), "no format"),
        (("import", __file__, "--format", "odd"), "no format"),
        (("import", __file__, "--format", "csv", "--column", "odd"), "text=Entry"),
        (("export", "-o", "x", "--format", "odd"), "no format"),
        (("restore", "/no/such/file"), "no file"),
        (("init",), "left as it is"),
    ],
)
def test_a_refusal_is_one_plain_sentence(begun, words: tuple[str, ...], part: str) -> None:
    said = begun(*words)
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert part in said.err


def test_without_a_passphrase_and_a_terminal(begun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIGHTGLASS_PASSPHRASE")
    assert "NIGHTGLASS_PASSPHRASE" in begun("list").err


def test_no_journal_yet(typed) -> None:
    assert "nightglass init" in typed("list").err


def test_corrections_are_told_without_the_words_that_are_veiled(begun, home: Path) -> None:
    short = begun("log", DREAM, "--night", "2026-03-02").out.partition("report ")[2][:8]
    document = json.loads(begun("show", short, "--json").out)
    name, beat = document["report"]["id"], document["reading"]["beats"][1]
    said = {"words": beat["text"], "agency": "impeded"}
    corrections = {f"beats.{beat['start']}": said, "senses.sound": "absent", "characters": ["1FMA my mother"]}
    with open_journal("four or five words", home) as journal:
        for finding, value in corrections.items():
            correct(journal, name, finding, value)
    shown = begun("show", short).out
    assert f"You corrected the beat at sign {beat['start']}: agency impeded" in shown
    assert "You corrected senses, sound: absent" in shown
    assert "hindered" in shown  # the score is as it was corrected
    assert "You corrected characters: 1FMA my mother" in shown
    assert beat["text"] not in shown
