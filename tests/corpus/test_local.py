import os
import signal
import threading
import time
from contextlib import closing

import psutil
import pytest

from nightglass.corpus import ReadersError, Row
from nightglass.corpus import local as module
from nightglass.corpus.intake import Batch
from nightglass.corpus.local import code_locally

# A reader that dies of one report, sleeps over another, and is quick with all others.
ODD = """
import os, time
from nightglass.corpus import worker
def code_row(row):
    if row.text == "die":
        os._exit(1)
    if row.text == "sleep":
        time.sleep(60)
    return worker.Coded(row.number, row.text.encode(), None)
worker.code_row = code_row
worker.main()
"""


def batches(*texts, size=4):
    rows = [Row(i, None, f"d{i}", text) for i, text in enumerate(texts, 1)]
    for first in range(0, len(rows), size):
        some = tuple(rows[first : first + size])
        yield Batch(first + len(some), some, (), 1.0)


def readers():
    return psutil.Process().children()


def coded_of(done):
    return [one for _, coded in done for one in coded]


@pytest.fixture
def odd(monkeypatch):
    monkeypatch.setattr(module, "_CHILD", ODD)


def test_order_is_kept_and_little_is_taken_in_ahead(invent):
    taken = 0

    def counted():
        nonlocal taken
        for batch in batches(*invent(60), size=2):
            taken += 1
            yield batch

    finished = 0
    for batch, coded in code_locally(counted(), 2):
        finished += 1
        assert taken - finished <= 8
        assert [one.number for one in coded] == [row.number for row in batch.rows]
    assert finished == 30
    assert not readers()


def test_batches_without_rows_keep_their_place():
    empty = Batch(1, (), (), 0.5)
    done = list(code_locally(iter([empty, *batches("I ran."), empty]), 1))
    assert [len(coded) for _, coded in done] == [0, 1, 0]
    assert list(code_locally(iter(()), 1)) == []


def test_a_report_that_ends_its_reader_costs_itself_only(odd):
    coded = coded_of(code_locally(batches("a", "b", "die", "c", "d", "die", "e"), 2))
    assert [one.number for one in coded] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.number for one in coded if one.problem] == [3, 6]
    assert coded[2].problem.reason == "reading it ended the process that did it, perhaps for want of memory"
    assert coded[2].problem.id == "d3"
    assert not readers()


def test_a_report_that_takes_for_ever(odd, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 3.0)
    coded = coded_of(code_locally(batches("a", "sleep", "b"), 1))
    assert [one.number for one in coded if one.problem] == [2]
    assert "longer than" in coded[1].problem.reason


def test_a_reader_that_dies_idle_is_replaced(odd):
    def slowly():
        for batch in batches("a", "b", size=1):
            yield batch
            for reader in readers():
                reader.send_signal(signal.SIGKILL)
            psutil.wait_procs(readers(), 5)

    with closing(code_locally(slowly(), 1)) as done, pytest.raises(ReadersError):
        next(done)  # killed before it had said that it is ready: nothing seems to start here


def test_readers_that_cannot_start(monkeypatch):
    monkeypatch.setattr(module, "_CHILD", "raise SystemExit(3)")
    with pytest.raises(ReadersError, match="as soon as they start"):
        list(code_locally(batches("a"), 2))
    monkeypatch.setattr(module.sys, "executable", "/no/python")
    with pytest.raises(ReadersError, match="No process could be started"):
        list(code_locally(batches("a"), 2))
    assert not readers()


def test_stopping_half_way_leaves_no_process_behind(odd):
    with closing(code_locally(batches(*"abcdefgh", "sleep"), 2)) as done:
        next(done)
        assert len(readers()) == 2
    assert not readers()


def test_large_batches_pass_through_the_pipes(odd):
    text = "x" * 190_000
    coded = coded_of(code_locally(batches(*[text] * 12), 2))
    assert [one.json for one in coded] == [text.encode()] * 12


def test_ctrl_c_does_not_reach_the_readers(odd):
    """It goes to every process of the terminal's group; readers are in one of their own."""
    with closing(code_locally(batches("a", "sleep", size=1), 1)) as done:
        next(done)
        assert all(os.getpgid(reader.pid) != os.getpgid(0) for reader in readers())


def test_killing_readers_at_random_loses_nothing(invent):
    stop = threading.Event()
    killed = []

    def kill():
        while not stop.wait(0.2):
            for reader in readers()[:1]:
                # Not one that is starting: a machine on which nothing starts is told of, not waited for.
                if reader.cpu_times().user > 1.0 or time.time() - reader.create_time() > 6:
                    killed.append(reader.pid)
                    reader.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        coded = coded_of(code_locally(batches(*invent(1000), size=16), 2))
    finally:
        stop.set()
        killer.join()
    assert [one.number for one in coded] == list(range(1, 1001))
    assert killed
