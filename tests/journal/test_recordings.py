"""What was spoken is kept piece by piece, and given back whole."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest

from nightglass.journal import (
    Journal,
    JournalError,
    add_piece,
    begin_recording,
    bring_back,
    put_into_bin,
    recordings,
    sound_of,
)

EVENING = dt.date(2026, 3, 2)


def test_pieces_make_one_sound_in_their_order_and_none_twice(journal: Journal) -> None:
    identity = begin_recording(journal, "audio/webm;codecs=opus", night=EVENING)
    assert recordings(journal, night=EVENING) == []  # nothing was spoken yet
    for number, sound in ((1, b"two"), (0, b"one-"), (1, b"again")):
        add_piece(journal, identity, number, sound)
    assert sound_of(journal, identity) == ("audio/webm", b"one-two")
    assert [(r.id, r.size, r.night) for r in recordings(journal, night=EVENING)] == [(identity, 7, EVENING)]
    assert recordings(journal, script="0" * 32) == []


def test_it_goes_into_the_bin_and_comes_back(journal: Journal) -> None:
    identity = begin_recording(journal, "audio/ogg", night=EVENING)
    add_piece(journal, identity, 0, b"sound")
    put_into_bin(journal, "recordings", identity)
    assert recordings(journal) == []
    with pytest.raises(JournalError, match="no such recording"):
        sound_of(journal, identity)
    bring_back(journal, "recordings", identity)
    assert sound_of(journal, identity)[1] == b"sound"


def test_what_is_no_sound_or_too_much_is_refused_in_a_sentence(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(JournalError, match="not known"):
        begin_recording(journal, "text/html")
    with pytest.raises(JournalError, match="no such recording"):
        add_piece(journal, "0" * 32, 0, b"sound")
    monkeypatch.setattr(import_module("nightglass.journal.recordings"), "LARGEST", 8)
    identity = begin_recording(journal, "audio/webm")
    add_piece(journal, identity, 0, b"12345678")
    with pytest.raises(JournalError, match="full"):
        add_piece(journal, identity, 1, b"9")
    assert sound_of(journal, identity)[1] == b"12345678"
