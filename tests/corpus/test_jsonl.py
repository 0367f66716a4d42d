import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus import Columns, TableError
from nightglass.corpus.formats import lines as lines_module
from nightglass.corpus.formats import read_table
from nightglass.text import BinaryReportError

value = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3),
)
FIRST = b'{"id": 1, "text": "ok"}\n'


@given(st.lists(st.fixed_dictionaries({"id": value, "text": value}), max_size=6))
def test_any_values_come_as_they_are(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("table") / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    assert [{"id": item.id, "text": item.text} for item, _ in read_table(path, Columns())] == rows


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_lines_are_told_of(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("table") / "a.jsonl"
    path.write_bytes(FIRST + "\n".join(lines).encode("utf-8", "surrogatepass"))
    found = [getattr(item, "number", None) or item.row for item, _ in read_table(path, Columns())]
    assert found == list(range(1, len(found) + 1))


def test_what_is_wrong_with_a_line(cells_of, monkeypatch):
    monkeypatch.setattr(lines_module, "MAX_LINE", 100)
    good = '{"id": "a", "text": "ok"}'
    content = [good, "{", "[1]", '"text"', '{"id": "b", "text": "' + "x" * 200 + '"}', "", good]
    found = cells_of("a.jsonl", "\n".join(content))
    assert [row[0] for row in found] == [1, 2, 3, 4, 5, 6]
    assert "not valid JSON" in found[1][1]
    assert "not a JSON object" in found[2][1]
    assert "not a JSON object" in found[3][1]
    assert "too long" in found[4][1]


def test_other_encodings(cells_of):
    row = '{"id": "a", "text": "caf\u00e9"}\n'
    assert cells_of("a.jsonl", row.encode("utf-16")) == [(1, "a", "café")]
    assert cells_of("a.jsonl", row.encode("cp1252")) == [(1, "a", "café")]
    assert "encoding" in cells_of("a.jsonl", row.encode() + b'{"id": "\x81"}\n')[1][1]
    assert "damaged" in cells_of("a.jsonl", (row + row).encode("utf-16")[:-1])[-1][1]


def test_a_key_that_one_row_lacks_and_one_that_all_lack(cells_of):
    assert cells_of("a.jsonl", '{"id": 1}\n{"id": 2, "text": "ok"}\n') == [(1, 1, None), (2, 2, "ok")]
    with pytest.raises(TableError, match=r'no column "text" \(its columns are: id, report\)'):
        cells_of("a.jsonl", '{"id": 1, "report": "ok"}\n')


def test_a_row_of_control_characters_costs_itself_only_but_a_file_of_them_is_no_table(cells_of):
    assert "not valid JSON" in cells_of("a.jsonl", FIRST + bytes(range(32)))[1][1]
    with pytest.raises(BinaryReportError):
        cells_of("a.jsonl", bytes(range(1, 200)))


def test_no_rows_at_all(cells_of):
    assert cells_of("a.jsonl", "") == []
    assert cells_of("a.jsonl", "\n \n") == []
    assert len(cells_of("a.jsonl", "?\n")) == 1
