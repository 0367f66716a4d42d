"""What is to be drawn: columns, threads, feelings, turns, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

import nightglass
from nightglass.pictures import score_sheet
from nightglass.pictures.score import words

if TYPE_CHECKING:
    from nightglass.reading import Reading


def test_one_column_a_beat(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source, "The lighthouse")
    assert [c.phrase for c in sheet.columns] == [b.phrase for b in reading.beats]
    assert [c.number for c in sheet.columns] == list(range(1, len(reading.beats) + 1))
    assert sheet.title == "The lighthouse"
    assert score_sheet(reading, source).title == "A dream"


def test_who_becomes_whom_is_one_thread(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source)
    changed = [t for t in sheet.threads if t.becomes]
    assert len(changed) == 1
    assert "man" in changed[0].name
    assert changed[0].close
    column, name = changed[0].becomes or (None, "")
    assert column is not None
    assert "becomes" in next(t.words for t in sheet.turns if t.column == column)
    assert name not in {t.name for t in sheet.threads}


def test_feelings_run_over_the_beats_that_share_them(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source)
    assert sheet.feelings
    for pill in sheet.feelings:
        assert {sheet.columns[i].feeling for i in range(pill.first, pill.last + 1)} == {pill.feeling}


def test_waking_and_facts(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source)
    assert [f.words for f in sheet.waking] == ["sad on waking", "crying"]
    assert "the body will not obey" in [f.words for f in sheet.facts]
    assert all(f.unsure == (f.probability < words.SURE) for f in sheet.facts)


def test_each_line_of_a_beat_keeps_its_own_words(reading: Reading, source: str) -> None:
    sheet = score_sheet(reading, source)
    silent = next(c for c in sheet.columns if c.senses.sound == "absent")
    assert [e.text for e in silent.rests_on("sound")] == ["there was no sound"]
    assert set(silent.rests_on("sound")) <= set(silent.rests_on())
    assert silent.rests_on("taste") == ()


def test_at_most_five_threads_and_those_who_are_there_most() -> None:
    report = (
        "My mother, my father, my sister, my brother, my aunt, my uncle and a priest came. Suddenly it was dark and my "
        "uncle spoke to me for a long time about the sea. Then my uncle wept and I could not move my legs at all."
    )
    sheet = score_sheet(nightglass.read(report), report)
    assert len(sheet.threads) == 5
    assert "my uncle" in [t.name.lower() for t in sheet.threads]


def test_another_language_is_only_its_limits() -> None:
    report = (
        "Ich war in einem dunklen Haus und konnte mich nicht bewegen, und meine Mutter war nicht mehr meine Mutter."
    )
    sheet = score_sheet(nightglass.read(report), report)
    assert sheet.columns == sheet.facts == sheet.waking == ()
    assert "English" in sheet.limits[0]


def test_smell_is_a_line_only_where_it_is_told(reading: Reading, source: str) -> None:
    assert score_sheet(reading, source).senses == ("sight", "sound", "touch", "voice")
    report = "I smelled smoke and then I ran home."
    assert "smell" in score_sheet(nightglass.read(report), report).senses


def test_words_exist_for_all_that_can_be_found(reading: Reading) -> None:
    assert set(words.FLAGS) == {k for k, f in reading.facets.items() if isinstance(f.value, bool)}
    assert msgspec.structs.fields(reading.beats[0].senses)
    assert set(words.SENSES) == {f.name for f in msgspec.structs.fields(reading.beats[0].senses)}


def test_threat_in_words() -> None:
    assert [words.threat_words(t) for t in (0, 0.04, 0.05, 0.3, 0.5, 0.9, 1)] == [
        "none", "none", "a little", "some", "high", "very high", "very high",
    ]  # fmt: skip
