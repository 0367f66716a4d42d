import io
import os
import subprocess
import sys

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus import CodedRow, Problem, Row
from nightglass.corpus import worker as module
from nightglass.corpus.worker import Coded, code_row, main, receive, send


def test_a_report_is_coded():
    coded = code_row(Row(3, None, "a", "A wolf chased me and I could not move."))
    assert coded.problem is None
    row = msgspec.json.decode(coded.json, type=CodedRow)
    assert row.id == "a"
    assert row.facets["immobile"] is True


def test_a_report_in_another_language_is_coded_with_limits():
    coded = code_row(Row(3, 4, "a", "Ich stand in einem dunklen Haus und konnte mich nicht bewegen."))
    assert msgspec.json.decode(coded.json) == {"id": "a", "hvdc": [], "facets": {}}
    assert (coded.problem.row, coded.problem.line, coded.problem.kind) == (3, 4, "limited")
    assert "another language" in coded.problem.reason


def test_what_the_reader_refuses_is_told():
    problem = Problem(3, "refused", "the text holds no words", line=4, id="a")
    assert code_row(Row(3, 4, "a", "?!")) == Coded(3, None, problem)


def test_a_reader_that_fails_costs_one_row(monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(module, "read", fail)
    problem = code_row(Row(3, None, "a", "I ran.")).problem
    assert problem.reason == "the reader failed on it (ZeroDivisionError): please report this"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_message_comes_back(message):
    pipe = io.BytesIO()
    send(pipe, message)
    send(pipe, "next")
    pipe.seek(0)
    assert msgspec.msgpack.decode(receive(pipe)) == message
    assert msgspec.msgpack.decode(receive(pipe)) == "next"
    assert receive(pipe) is None


def test_half_a_message_is_none():
    pipe = io.BytesIO()
    send(pipe, "a message")
    assert receive(io.BytesIO(pipe.getvalue()[:-1])) is None
    assert receive(io.BytesIO(pipe.getvalue()[:2])) is None


def test_rows_in_codings_out():
    source, sink = io.BytesIO(), io.BytesIO()
    send(source, (Row(1, None, "a", "I ran."), Row(2, None, "b", "I fell.")))
    send(source, (Row(3, None, "c", "I hid."),))
    source.seek(0)
    main(source, sink)
    sink.seek(0)
    answers = [msgspec.msgpack.decode(receive(sink), type=tuple[Coded, ...]) for _ in range(3)]
    assert [[one.number for one in answer] for answer in answers] == [[], [1, 2], [3]]


def test_it_ends_quietly_when_nobody_listens():
    inside, outside = os.pipe()
    os.close(inside)
    with os.fdopen(outside, "wb", buffering=0) as sink:
        assert main(io.BytesIO(), sink) is None


def test_what_a_library_prints_does_not_get_between():
    code = (
        "from nightglass.corpus import worker\n"
        "def speaking(row):\n    print('a library speaks', flush=True)\n"
        "    return worker.Coded(row.number, b'{}', None)\n"
        "worker.code_row = speaking\nworker.main()"
    )
    source = io.BytesIO()
    send(source, (Row(1, None, "a", "I ran."),))
    done = subprocess.run([sys.executable, "-c", code], input=source.getvalue(), capture_output=True, check=True)
    sink = io.BytesIO(done.stdout)
    assert [msgspec.msgpack.decode(receive(sink)) for _ in range(2)] == [
        [],
        [{"number": 1, "json": b"{}", "problem": None}],
    ]
    assert receive(sink) is None
    assert done.stderr == b"a library speaks\n"
