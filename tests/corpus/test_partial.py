import os
import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus import BusyTableError, Columns, CorpusError, Problem, partial
from nightglass.corpus.partial import Header, Record, fingerprint, mismatch, open_partial

HEADER = Header("abc", Columns(), "1")
RECORDS = [
    Record(3, (msgspec.Raw(b'{"id":"a"}'), msgspec.Raw(b'{"id":"b"}')), (Problem(2, "refused", "empty"),)),
    Record(4, (msgspec.Raw(b'{"id":"c"}'),), (Problem(4, "limited", "German"),)),
    Record(90, (), (Problem(5, "refused", "damaged", last=90),)),
]


def fill(path):
    with open_partial(path) as partial:
        assert partial.blank
        partial.begin(HEADER)
        for record in RECORDS:
            partial.append(record)
    return path.read_bytes()


def held(partial):
    """What the records hold, comparable."""
    return [(r.upto, [bytes(row) for row in r.rows], r.problems, r.complete) for r in partial]


def test_what_was_written_is_counted_again(tmp_path):
    fill(tmp_path / "a.partial")
    with open_partial(tmp_path / "a.partial") as partial:
        assert not partial.blank
        assert partial.catch_up() == HEADER
        assert (partial.upto, partial.coded, partial.refused, partial.limited) == (90, 3, 87, 1)
        assert held(partial.records()) == held(RECORDS)


@given(st.data())
def test_torn_anywhere_it_holds_the_whole_batches_before(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("torn") / "a.partial"
    whole = fill(path)
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut] + data.draw(st.binary(max_size=20).filter(lambda tail: b"\n" not in tail)))
    lines = whole[:cut].count(b"\n")
    with open_partial(path) as partial:
        assert partial.catch_up() == (HEADER if lines else None)
        if lines:
            partial.go_on()
        else:
            partial.begin(HEADER)
        kept = RECORDS[: max(lines - 1, 0)]
        assert held(partial.records()) == held(kept)
        partial.append(RECORDS[0])
        assert held(partial.records()) == held([*kept, RECORDS[0]])


@given(st.data())
def test_one_wrong_bit_costs_that_batch_and_those_after(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bit") / "a.partial"
    whole = bytearray(fill(path))
    place = data.draw(st.integers(0, len(whole) - 1))
    line = whole[:place].count(b"\n")
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(whole)
    with open_partial(path) as partial:
        assert partial.catch_up() == (HEADER if line else None)
        if line:
            assert held(partial.records()) == held(RECORDS[: line - 1])


@pytest.mark.parametrize(
    ("content", "blank"),
    [(b"", True), (b"1234", True), (b'12345678 {"con', True), (b"a diary of mine", False), (b"\n", False)],
)
def test_only_a_torn_head_may_be_written_over(tmp_path, content, blank):
    (tmp_path / "a.partial").write_bytes(content)
    with open_partial(tmp_path / "a.partial") as partial:
        assert partial.blank is blank


def test_a_line_of_another_kind_is_no_journal(tmp_path):
    with open_partial(tmp_path / "a.partial") as partial:
        partial._append(RECORDS[0])
        assert partial.catch_up() is None


def test_one_at_a_time(tmp_path):
    path = tmp_path / "out.jsonl.partial"
    with open_partial(path), pytest.raises(BusyTableError, match=r"out\.jsonl now"), open_partial(path):
        pass
    with open_partial(path):
        pass


@pytest.mark.parametrize("moment", ["before the lock", "before the look", "during the look"])
def test_the_file_of_a_run_that_has_just_finished_is_not_used(tmp_path, monkeypatch, moment):
    """One run opens it, and the other takes it away before the first has made sure that it is still there."""
    path, gone = tmp_path / "a.partial", []

    def taking_away(function, happens):
        def around(*arguments):
            if happens and not gone:
                path.unlink()
                gone.append(moment)
            return function(*arguments)

        return around

    monkeypatch.setattr(partial.fcntl, "flock", taking_away(partial.fcntl.flock, moment == "before the lock"))
    monkeypatch.setattr(partial.os.path, "samestat", taking_away(os.path.samestat, moment == "during the look"))
    monkeypatch.setattr(type(path), "stat", taking_away(type(path).stat, moment == "before the look"))
    with open_partial(path) as opened:
        assert opened.blank
        opened.begin(HEADER)
    assert gone == [moment]
    # what was taken away in the very last moment was its owner's to take; before that the name is made anew
    assert path.exists() is (moment != "during the look")


def test_one_opens_while_another_takes_away(tmp_path):
    path = tmp_path / "a.partial"
    stop = threading.Event()

    def take_away():
        while not stop.is_set():
            path.unlink(missing_ok=True)

    thread = threading.Thread(target=take_away)
    thread.start()
    try:
        for _ in range(100):
            with open_partial(path) as opened:
                assert opened.blank
    finally:
        stop.set()
        thread.join()


def test_where_nothing_may_be_written(tmp_path):
    with pytest.raises(CorpusError, match="cannot be written"), open_partial(tmp_path / "none" / "a.partial"):
        pass


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (None, "not written by this version"),
        (Header("xyz", Columns(), "1"), r"when t\.csv held something else"),
        (Header("abc", Columns(), "2"), r"another version of the reader \(2; this is 1\)"),
        (Header("abc", Columns("key"), "1"), "other columns"),
    ],
)
def test_why_a_run_cannot_be_gone_on_with(tmp_path, found, why):
    problem = mismatch(tmp_path / "a.partial", "t.csv", found, HEADER)
    with pytest.raises(CorpusError, match=f"{why}.*give --force to begin again"):
        raise problem


def test_the_same_run_can_be_gone_on_with(tmp_path):
    assert mismatch(tmp_path / "a.partial", "t.csv", HEADER, HEADER) is None


def test_a_fingerprint_is_of_the_whole_content(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"x" * 3_000_000)
    second.write_bytes(b"x" * 2_999_999 + b"y")
    assert fingerprint(first) != fingerprint(second)
    second.write_bytes(first.read_bytes())
    os.utime(second, (0, 0))
    assert fingerprint(first) == fingerprint(second)
