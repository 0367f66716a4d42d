"""``nightglass script`` and ``rehearse``: from a nightmare to a new dream that is practised."""

from __future__ import annotations

import json

import pytest

NIGHTMARE = "A man with a knife chased me through the garden. I could not move. He killed my brother. I woke up crying."


@pytest.fixture
def kept(begun):
    assert begun("log", "-", "--date", "2026-03-02", "--distress", "6", stdin=NIGHTMARE).code == 0
    return begun


@pytest.fixture
def name(kept) -> str:
    return json.loads(kept("script", "choose", "--json").out)[0]["candidate"]["report"]


def test_choosing_shows_no_text(kept, name: str) -> None:
    said = kept("script", "choose")
    assert name[:8] in said.out
    assert "a good one to begin with" in said.out
    assert "knife" not in said.out
    assert max(map(len, said.out.splitlines())) <= 90


def test_written_changed_compared_deleted(kept, name: str) -> None:
    made = kept("script", "new", name, "-", "--at", "2", "--title", "The swan", stdin="A swan lands between us.")
    assert made.code == 0
    assert "5 to 20 minutes a day" in made.out
    assert "The swan; version 1, not practised yet" in kept("script", "list").out
    assert kept("script", "edit", "The swan", "--text", "-", stdin="A swan lands between us and sings.").code == 0
    assert "and sings" in kept("script", "show", "The swan").out
    assert "and sings" not in kept("script", "show", "The swan", "--version", "1").out
    assert kept("script", "show", "The swan", "--version", "9").code == 1
    compared = kept("script", "compare", "The swan").out
    assert "- A swan lands between us.\n" in compared
    assert "+ A swan lands between us and sings.\n" in compared
    assert kept("script", "compare", "The swan", "7").code == 1
    assert json.loads(kept("script", "show", "The swan", "--json").out)["turning_point"] == 1
    assert "Nothing was changed" in kept("script", "edit", "The swan", "--title", "The swan").out
    identity = json.loads(kept("script", "list", "--json").out)[0]["id"]
    assert kept("script", "edit", "The swan", "--delete").code == 0
    assert "No script yet" in kept("script", "list").out
    assert kept("edit", identity[:8], "--bring-back").code == 0
    assert "The swan" in kept("script", "list").out


def test_what_cannot_be_kept(kept, name: str) -> None:
    assert kept("script", "new", name, "-", stdin="   ").code == 1
    refused = kept("script", "new", name)
    assert refused.code == 1
    assert "with the text piped in" in refused.err
    assert kept("script", "edit", "nobody", "--title", "x").code == 1


def test_rehearsed_from_a_script(kept, name: str) -> None:
    kept("script", "new", name, "-", "--title", "The swan", stdin="A swan lands between us.")
    for before in (7, 7, 6, 6, 5):
        rated = ("--minutes", "10", "--before", str(before), "--after", "3", "--vividness", "6", "--mastery", "5")
        said = kept("rehearse", "The swan", *rated)
        assert said.code == 0
    assert "Distress was 6 before and 3 after" in " ".join(said.err.split())
    assert "practised 5 times" in kept("script", "list").out
    assert kept("rehearse", "The swan", "--before", "12").code == 2
    assert kept("rehearse", "The swan", "--plan", "half past").code == 1
    assert kept("rehearse", "The swan", "--plan", "19:30", "--minutes", "45").code == 1
    assert "every day at 19:30, 10 minutes" in kept("rehearse", "The swan", "--plan", "19:30").out
    looked = kept("rehearse").out
    assert "5 sessions, 50 minutes" in looked
    assert "Planned: 10 minutes a day at 19:30" in looked
    assert json.loads(kept("rehearse", "--json").out)[0]["practice"]["sessions"] == 5


def test_nothing_to_rehearse_yet(begun) -> None:
    assert "No script yet" in begun("rehearse").out
    assert "No nightmare with words" in begun("script", "choose").out
