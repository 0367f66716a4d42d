import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus import Columns, FullDiskError, Problem
from nightglass.corpus import intake as module
from nightglass.corpus.intake import take_batches
from nightglass.text import MAX_REPORT


def number(item):
    return item.row if isinstance(item, Problem) else item.number


@pytest.fixture
def taken(tmp_path):
    """A function that returns what becomes of rows: id and text, or the reason."""

    def take(*rows):
        path = tmp_path / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        items = [item for batch in take_batches(path, Columns(), 0) for item in (*batch.rows, *batch.problems)]
        items.sort(key=number)
        return [item.reason if isinstance(item, Problem) else (item.id, item.text) for item in items]

    return take


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "a", "text": None}, "the text is missing"),
        ({"id": "a", "text": ""}, "the text is empty"),
        ({"id": "a", "text": " \n"}, "the text is empty"),
        ({"id": "a", "text": "?!"}, "the text holds no words"),
        ({"id": "a", "text": "x " * MAX_REPORT}, "the text is too long for one report (over 200,000 characters)"),
        ({"id": "a", "text": 7}, "the text is not written as text"),
        ({"id": "a", "text": "ran" + "\x01" * 9}, "this is not text"),
        ({"id": None, "text": "ran"}, "the id is missing"),
        ({"id": " ", "text": "ran"}, "the id is missing"),
        ({"id": True, "text": "ran"}, "the id is not written as text"),
        ({"id": 1.5, "text": "ran"}, "the id is not written as text"),
        ({"id": 2**63, "text": "ran"}, "the id is too great a number: write it as text"),
        ({"id": 1e300, "text": "ran"}, "the id is too great a number: write it as text"),
        ({"id": [1], "text": "ran"}, "the id is not written as text"),
    ],
)
def test_why_a_row_is_refused(taken, row, reason):
    assert taken(row, {"id": "last", "text": "ok"}) == [reason, ("last", "ok")]


def test_ids_come_as_they_are_and_once(taken):
    rows = [{"id": identity, "text": "ok"} for identity in ["a", 1, 2.0, "1", "a", -3]]
    again = "its id has been used before, in row"
    assert taken(*rows) == [("a", "ok"), (1, "ok"), (2, "ok"), f"{again} 2", f"{again} 1", (-3, "ok")]


def test_a_refused_row_does_not_use_up_its_id(taken):
    assert taken({"id": "a", "text": ""}, {"id": "a", "text": "ok"}) == ["the text is empty", ("a", "ok")]


def test_a_cell_in_another_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text,who\n\xe91,caf\xe9,Ren\xe9e\n2," + "дом и лес".encode("cp1251") + b",\n\x81,ok,\n")
    (batch,) = take_batches(path, Columns(dreamer="who"), 0)
    assert [(row.id, row.text, row.dreamer) for row in batch.rows] == [("é1", "café", "Renée")]
    assert [(p.row, p.line, p.id) for p in batch.problems] == [(2, 3, "2"), (3, 4, None)]
    assert all("encoding" in p.reason for p in batch.problems)


def test_half_a_character_in_an_id(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffid,text\n\ud800,ok\n1,ok".encode("utf-16-le", "surrogatepass"))
    (batch,) = take_batches(path, Columns(), 0)
    assert [row.id for row in batch.rows] == ["1"]
    assert [p.reason for p in batch.problems] == ["the id holds half a character"]


def test_missing_values_as_table_programs_write_them(tmp_path):
    table = {"id": pa.array([1.0, float("nan"), 3.0]), "text": ["ok", "ok", None], "who": pa.array([0.0, 1.0, 2.0])}
    pq.write_table(pa.table(table), tmp_path / "a.parquet")
    (batch,) = take_batches(tmp_path / "a.parquet", Columns(), 0)
    assert [row.id for row in batch.rows] == [1]
    assert [p.reason for p in batch.problems] == ["the id is missing", "the text is missing"]
    (batch,) = take_batches(tmp_path / "a.parquet", Columns(dreamer="who"), 0)
    assert batch.problems[0].reason == "the dreamer's name is not written as text"


text = st.sampled_from(["", "ok", "I ran and ran."])


@given(st.lists(st.tuples(st.sampled_from("abcdef"), text), max_size=90), st.integers(0, 90))
def test_what_is_done_is_left_out_and_nothing_else(tmp_path_factory, rows, done):
    path = tmp_path_factory.mktemp("table") / "a.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in rows) or "\n")

    def items(done):
        batches = list(take_batches(path, Columns(), done))
        assert [b.upto for b in batches] == sorted({b.upto for b in batches})
        return sorted((item for b in batches for item in (*b.rows, *b.problems)), key=number)

    everything = items(0)
    assert [number(item) for item in everything] == list(range(1, len(rows) + 1))
    assert items(done) == everything[done:]


def test_batches_of_long_reports_are_short(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": "I ran. " * 14_000}) + "\n" for i in range(7)))
    assert [len(batch.rows) for batch in take_batches(path, Columns(), 0)] == [3, 3, 1]


def test_no_room_for_the_ids():
    ids = module._Ids()
    ids._base.execute("PRAGMA max_page_count = 3")

    def claim_many():
        for i in range(100):
            ids.claim("x" * 300 + str(i), i)

    with pytest.raises(FullDiskError, match="folder for temporary files"):
        claim_many()
    ids.close()
