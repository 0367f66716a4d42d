import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nightglass.corpus import FACETS, CodedRow, Columns, Problem, TableError
from nightglass.corpus.formats import read_table, write_table

TEXTS = ["I ran", None, "café", ""]


def rows(path, columns=Columns()):  # noqa: B008 - frozen
    return [item for item, _ in read_table(path, columns)]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_every_kind_of_text(tmp_path, kind):
    texts = pa.array([t and t.encode() for t in TEXTS]) if kind == pa.binary() else pa.array(TEXTS).cast(kind)
    pq.write_table(pa.table({"x": [1, 2, 3, 4], "text": texts, "id": [4, 3, None, 1]}), tmp_path / "a.parquet")
    found = rows(tmp_path / "a.parquet")
    assert [item.number for item in found] == [1, 2, 3, 4]
    assert [item.id for item in found] == [4, 3, None, 1]
    assert [item.text.decode() if isinstance(item.text, bytes) else item.text for item in found] == TEXTS


def test_text_that_is_not_utf8(tmp_path):
    texts = pa.array([b"caf\xe9", b"ok"]).view(pa.string())
    pq.write_table(pa.table({"text": texts, "id": ["a", "b"]}), tmp_path / "a.parquet")
    assert [item.text for item in rows(tmp_path / "a.parquet")] == [b"caf\xe9", "ok"]


def test_a_dreamer_and_named_columns(tmp_path):
    pq.write_table(pa.table({"who": ["Anna", None], "t": ["x", "y"], "key": ["a", "b"]}), tmp_path / "a.parquet")
    found = rows(tmp_path / "a.parquet", Columns("key", "t", "who"))
    assert [(item.id, item.text, item.dreamer) for item in found] == [("a", "x", "Anna"), ("b", "y", None)]


def test_a_part_that_is_damaged_costs_itself_only(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table({"id": list(range(300)), "text": [f"I ran {i} times over the bridge" for i in range(300)]})
    pq.write_table(table, path, row_group_size=100, compression="none", use_dictionary=False)
    with pq.ParquetFile(path) as file:
        start = file.metadata.row_group(1).column(1).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 60] = b"\xff" * 60
    path.write_bytes(data)
    found = rows(path)
    problems = [item for item in found if isinstance(item, Problem)]
    assert [(p.row, p.last) for p in problems] == [(101, 200)]
    assert [item.id for item in found if not isinstance(item, Problem)] == [*range(100), *range(200, 300)]


def test_what_is_no_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 something PAR1")
    with pytest.raises(TableError, match="cannot be read as Parquet"):
        rows(path)


def test_a_missing_column(tmp_path):
    pq.write_table(pa.table({"id": [1], "report": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(TableError, match="--text-column"):
        rows(tmp_path / "a.parquet")


def test_what_is_written_is_what_was_given(tmp_path):
    facets = {name: {"flag": True, "choice": "none", "list": ["vermin"]}[kind] for name, kind in FACETS.items()}
    coded = [CodedRow(1, ["char:1MKA"], facets), CodedRow(2, [], {})]
    write_table(tmp_path / "a.parquet", ".parquet", lambda: coded)
    first, second = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert first == {"id": 1, "hvdc": ["char:1MKA"], **facets}
    assert second == {"id": 2, "hvdc": [], **dict.fromkeys(FACETS)}


def test_ids_are_text_unless_all_are_numbers(tmp_path):
    write_table(tmp_path / "a.parquet", ".parquet", lambda: [CodedRow(1, [], {}), CodedRow("b", [], {})])
    assert pq.read_table(tmp_path / "a.parquet")["id"].to_pylist() == ["1", "b"]
